package vn.trangtien.sim;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Random;

@AnalyzeClasses(packages = "vn.trangtien.sim", importOptions = DoNotIncludeTests.class)
class DeviceSimulatorArchitectureTest {

    @ArchTest
    static final ArchRule a_simulator_shares_no_code_with_the_driver_it_answers = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("vn.trangtien.drivers..")
                    .and(not(resideInAnyPackage(
                            "vn.trangtien.drivers",
                            "vn.trangtien.drivers.port",
                            "vn.trangtien.drivers.schema",
                            "vn.trangtien.drivers.trace"))))
            .because("a model that borrows from a driver agrees with the driver's mistakes");

    @ArchTest
    static final ArchRule only_the_plugin_knows_pi4j = noClasses()
            .that()
            .resideOutsideOfPackage("vn.trangtien.sim.pi4j")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.pi4j..")
            .because("models are of instruments, not of a library");

    @ArchTest
    static final ArchRule only_pseudo_terminals_know_native_code = noClasses()
            .that()
            .resideOutsideOfPackages("vn.trangtien.sim.pty", "vn.trangtien.sim.camera..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.jna..");

    @ArchTest
    static final ArchRule the_world_is_a_function_of_seed_and_time = noClasses()
            .that()
            .resideInAnyPackage("vn.trangtien.sim.world", "vn.trangtien.sim.model", "vn.trangtien.sim.bus")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Random.class, Thread.class)
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Math.class, "random")
            .because("the same seed must give the same night to everyone");
}
