package vn.trangtien.drivers.pi4j;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "vn.trangtien.drivers", importOptions = DoNotIncludeTests.class)
class AdapterArchitectureTest {

    @ArchTest
    static final ArchRule pi4j_stays_behind_the_ports = noClasses()
            .that()
            .resideOutsideOfPackage("vn.trangtien.drivers.pi4j")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.pi4j..", "com.fazecast..")
            .because("the next line of Pi4J changes SPI, PWM and serial, and must change this package only");

    @ArchTest
    static final ArchRule the_adapter_knows_no_driver = classes()
            .that()
            .resideInAPackage("vn.trangtien.drivers.pi4j")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "vn.trangtien.drivers",
                    "vn.trangtien.drivers.port",
                    "vn.trangtien.drivers.pi4j",
                    "com.pi4j..",
                    "com.fazecast.jSerialComm",
                    "org.slf4j",
                    "org.jspecify.annotations");
}
