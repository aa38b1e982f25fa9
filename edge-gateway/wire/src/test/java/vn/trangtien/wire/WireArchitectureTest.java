package vn.trangtien.wire;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "vn.trangtien.wire", importOptions = DoNotIncludeTests.class)
class WireArchitectureTest {

    @ArchTest
    static final ArchRule wire_stands_on_the_jdk_alone = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "javax.security.auth.x500..", "vn.trangtien.wire..", "org.jspecify..")
            .because("edge, cloud and simulators all carry the contract and nothing it would drag along");
}
