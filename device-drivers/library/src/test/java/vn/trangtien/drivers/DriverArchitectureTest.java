package vn.trangtien.drivers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "vn.trangtien.drivers", importOptions = DoNotIncludeTests.class)
class DriverArchitectureTest {

    @ArchTest
    static final ArchRule drivers_do_not_know_each_other = slices().matching("vn.trangtien.drivers.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    DescribedPredicate.alwaysTrue(),
                    JavaClass.Predicates.resideInAnyPackage(
                            "vn.trangtien.drivers.port",
                            "vn.trangtien.drivers.framing",
                            "vn.trangtien.drivers.dust",
                            "vn.trangtien.drivers.contact",
                            "vn.trangtien.drivers.i2c",
                            "vn.trangtien.drivers.sensirion",
                            "vn.trangtien.drivers.adc"))
            // A sensor with an analogue output hangs behind one of the converters.
            .ignoreDependency(
                    JavaClass.Predicates.resideInAPackage("vn.trangtien.drivers.analog"),
                    JavaClass.Predicates.resideInAnyPackage(
                            "vn.trangtien.drivers.ads1115", "vn.trangtien.drivers.mcp3008"))
            .because("a driver must be removable and copyable with the ports and the small tools below it");

    @ArchTest
    static final ArchRule drivers_take_time_from_the_device_clock_only = noClasses()
            .that()
            .doNotHaveSimpleName("SystemDeviceClock")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(java.util.concurrent.TimeUnit.class, "sleep", long.class)
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class)
            .because(
                    "in a simulation a day passes in milliseconds, and the gateway stamps samples with one disciplined clock");

    @ArchTest
    static final ArchRule drivers_need_nothing_but_the_jdk = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "vn.trangtien.drivers..",
                    "org.jspecify.annotations",
                    "tools.jackson..",
                    "com.digitalpetri.modbus..",
                    "org.snakeyaml.engine..")
            .because("what hangs on a pole for ten years should not wait for somebody else's library");

    @ArchTest
    static final ArchRule only_network_servers_speak_json = noClasses()
            .that()
            .resideOutsideOfPackage("vn.trangtien.drivers.lorawan")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("tools.jackson..");

    @ArchTest
    static final ArchRule only_modbus_borrows_modbus_and_yaml = noClasses()
            .that()
            .resideOutsideOfPackage("vn.trangtien.drivers.modbus")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.digitalpetri..", "org.snakeyaml..");

    @ArchTest
    static final ArchRule drivers_own_no_thread = noClasses()
            .that()
            .doNotHaveSimpleName("SystemDeviceClock")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent")
            .andShould()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("Executor")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Thread.class)
            .because("the owner of the bus calls each device from its one thread");
}
