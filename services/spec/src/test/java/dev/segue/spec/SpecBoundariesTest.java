package dev.segue.spec;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A specification is read the same by whoever needs it: it knows the science, YAML, and nothing that runs. */
@AnalyzeClasses(packages = "dev.segue.spec", importOptions = ImportOption.DoNotIncludeTests.class)
class SpecBoundariesTest {
    @ArchTest
    static final ArchRule knowsOnlyTheScienceAndYaml = noClasses()
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "java..", "org.jspecify..", "org.yaml.snakeyaml..", "dev.segue.segmentation..", "dev.segue.spec..");
}
