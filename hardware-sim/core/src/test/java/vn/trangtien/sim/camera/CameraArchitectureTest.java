package vn.trangtien.sim.camera;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "vn.trangtien.sim.camera", importOptions = DoNotIncludeTests.class)
class CameraArchitectureTest {

    @ArchTest
    static final ArchRule only_films_know_native_code = noClasses()
            .that()
            .resideOutsideOfPackage("vn.trangtien.sim.camera.film")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule a_scene_is_a_function_of_the_second = noClasses()
            .that()
            .resideInAnyPackage("vn.trangtien.sim.camera.scene", "vn.trangtien.sim.camera.truth")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Thread.class, Clock.class, Instant.class)
            .orShould()
            .callMethod(System.class, "nanoTime")
            .because("the same second must look the same to everybody");

    @ArchTest
    static final ArchRule the_camera_knows_nothing_of_who_watches_it =
            noClasses().should().dependOnClassesThat().resideInAPackage("vn.trangtien.video..");

    @ArchTest
    static final ArchRule packages_are_free_of_cycles =
            slices().matching("vn.trangtien.sim.camera.(*)..").should().beFreeOfCycles();
}
