package dev.segue.segmentation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** The science is a plain library: what it knows of the world is what it is given. */
@AnalyzeClasses(packages = "dev.segue.segmentation", importOptions = ImportOption.DoNotIncludeTests.class)
class LibraryBoundariesTest {
    @ArchTest
    static final ArchRule importsNoFramework = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..", "org.apache.avro..", "dev.segue.avro..", "io.micronaut..", "smile..");

    @ArchTest
    static final ArchRule onlyTalliesOfProductsAreSketches = noClasses()
            .that()
            .resideOutsideOfPackage("dev.segue.segmentation.recommendation..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.datasketches..");

    @ArchTest
    static final ArchRule hasNoClockOfItsOwn = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule drawsNoGlobalRandomNumbers = noClasses()
            .should()
            .callMethod(Math.class, "random")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
            .orShould()
            .callConstructor(java.util.Random.class)
            .orShould()
            .callConstructor(java.util.SplittableRandom.class);
}
