package vn.trangtien.drivers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "vn.trangtien.drivers", importOptions = DoNotIncludeTests.class)
class ApiArchitectureTest {

    @ArchTest
    static final ArchRule the_contract_needs_nothing_but_the_jdk = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "vn.trangtien.drivers..", "org.jspecify.annotations")
            .because("drivers of others must be able to implement it without our libraries");
}
