package dev.segue.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.segue.console", importOptions = ImportOption.DoNotIncludeTests.class)
class ConsoleBoundariesTest {
    @ArchTest
    static final ArchRule servicesTalkThroughTopics = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.segue.segmenter..", "dev.segue.trainer..", "dev.segue.cli..");
}
