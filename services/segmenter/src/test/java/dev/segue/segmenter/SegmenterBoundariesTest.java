package dev.segue.segmenter;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.segue.segmenter.live.SegmenterTopology;
import org.apache.avro.specific.SpecificRecord;

/** Services talk through topics, and the contract's records stop at the service's edge. */
@AnalyzeClasses(packages = "dev.segue.segmenter", importOptions = ImportOption.DoNotIncludeTests.class)
class SegmenterBoundariesTest {
    @ArchTest
    static final ArchRule importsNoOtherService = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.segue.trainer..",
                    "dev.segue.cli..",
                    "dev.segue.localstack..",
                    "dev.segue.console..",
                    "dev.segue.gateway..",
                    "dev.segue.testkit..");

    @ArchTest
    static final ArchRule importsNoSmile =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("smile..");

    @ArchTest
    static final ArchRule generatedRecordsStayAtTheEdge = noClasses()
            .that(resideInAPackage("dev.segue.segmenter..")
                    .and(com.tngtech.archunit.base.DescribedPredicate.not(resideInAnyPackage(
                                    "..ingest..", "..outbound..", "..model..", "..recommendation..", "..shared..")
                            .or(JavaClass.Predicates.belongTo(
                                    JavaClass.Predicates.equivalentTo(SegmenterTopology.class))))))
            .should()
            .dependOnClassesThat()
            .areAssignableTo(SpecificRecord.class);

    @ArchTest
    static final ArchRule decidesWithoutTheService = noClasses()
            .that()
            .resideInAnyPackage(
                    "..live..", "..ingest..", "..outbound..", "..model..", "..recommendation..", "..shared..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micronaut..", "org.apache.kafka.clients..", "dev.segue.segmenter.export..");

    @ArchTest
    static final ArchRule topologyKnowsNoRunningStreams = noClasses()
            .that()
            .resideInAnyPackage(
                    "..live..", "..ingest..", "..outbound..", "..model..", "..recommendation..", "..shared..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.apache.kafka.streams.KafkaStreams");
}
