package dev.segue.trainer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.segue.trainer", importOptions = ImportOption.DoNotIncludeTests.class)
class TrainerBoundariesTest {
    @ArchTest
    static final ArchRule onlyItsAdapterKnowsSmile = noClasses()
            .that()
            .resideOutsideOfPackage("dev.segue.trainer.training.reference..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("smile..");

    @ArchTest
    static final ArchRule trainingIsPureComputation = noClasses()
            .that()
            .resideInAPackage("dev.segue.trainer.training..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "dev.segue.avro..", "io.micronaut..");

    @ArchTest
    static final ArchRule onlyTheServiceKnowsMicronaut = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.segue.trainer.sample..", "dev.segue.trainer.topic..", "dev.segue.trainer.publish..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micronaut..");

    @ArchTest
    static final ArchRule servicesTalkThroughTopics = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.segue.segmenter..", "dev.segue.cli..", "dev.segue.localstack..", "dev.segue.testkit..");
}
