package vn.trangtien.video;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "vn.trangtien", importOptions = DoNotIncludeTests.class)
class VideoArchitectureTest {

    private static final String[] CORE = {
        "vn.trangtien.video.picture..",
        "vn.trangtien.video.motion..",
        "vn.trangtien.video.track..",
        "vn.trangtien.video.rules..",
        "vn.trangtien.video.gauge..",
        "vn.trangtien.video.hint..",
        "vn.trangtien.video.privacy..",
        "vn.trangtien.video.health..",
        "vn.trangtien.video.event..",
        "vn.trangtien.video.plate..",
    };

    @ArchTest
    static final ArchRule depends_on_nothing_else_of_the_product = classes()
            .that()
            .resideInAPackage("vn.trangtien.video..")
            .should()
            .onlyDependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(
                    "vn.trangtien.video..",
                    "java..",
                    "javax.imageio..",
                    "javax.crypto..",
                    "javax.xml.stream..",
                    "com.sun.net.httpserver..",
                    "org.bytedeco..",
                    "ai.onnxruntime..",
                    "tools.jackson..",
                    "org.snakeyaml.engine..",
                    "org.slf4j..",
                    "org.jspecify.."))
            .because("a camera must be usable without the gateway that carries its counts");

    @ArchTest
    static final ArchRule only_sources_and_clips_touch_native_code = noClasses()
            .that()
            .resideOutsideOfPackages("vn.trangtien.video.source..", "vn.trangtien.video.clip..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..")
            .because("a wrong pointer ends the whole process, so few lines may hold one");

    @ArchTest
    static final ArchRule only_one_package_runs_models = noClasses()
            .that()
            .resideOutsideOfPackage("vn.trangtien.video.detect.onnx..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..")
            .because("how a session shares its memory is decided in one place");

    @ArchTest
    static final ArchRule the_core_keeps_no_clock_and_no_thread = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.Thread")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .because("a recorded hour is replayed in seconds by presentation time");

    @ArchTest
    static final ArchRule stages_form_no_cycle =
            slices().matching("vn.trangtien.video.(*)..").should().beFreeOfCycles();
}
