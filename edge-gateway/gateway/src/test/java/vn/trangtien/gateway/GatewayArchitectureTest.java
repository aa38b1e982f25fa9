package vn.trangtien.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "vn.trangtien.gateway", importOptions = DoNotIncludeTests.class)
class GatewayArchitectureTest {

    @ArchTest
    static final ArchRule gateway_knows_no_simulator_and_no_cloud = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "vn.trangtien.sim..",
                    "vn.trangtien.box..",
                    "vn.trangtien.ingest..",
                    "vn.trangtien.events..",
                    "vn.trangtien.city..",
                    "vn.trangtien.egov..",
                    "vn.trangtien.platform..",
                    "org.springframework..")
            .because("what runs on a Pi must not drag the cloud or the simulator along");

    @ArchTest
    static final ArchRule only_the_ports_touch_pi4j = noClasses()
            .that()
            .resideOutsideOfPackage("vn.trangtien.gateway.hardware..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.pi4j..", "vn.trangtien.drivers.pi4j..", "com.fazecast..")
            .because("the gateway is given its buses, real or simulated");

    @ArchTest
    static final ArchRule features_know_each_other_in_one_direction =
            slices().matching("vn.trangtien.gateway.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule features_do_not_know_the_whole = noClasses()
            .that()
            .resideInAPackage("vn.trangtien.gateway.(*)..")
            .and()
            .resideOutsideOfPackages("vn.trangtien.gateway.host..", "vn.trangtien.gateway.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("vn.trangtien.gateway")
            .because("only those that run a whole gateway put it together");

    @ArchTest
    static final ArchRule pipeline_is_pure = noClasses()
            .that()
            .resideInAPackage("vn.trangtien.gateway.pipeline..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio..", "java.sql..", "java.util.concurrent..", "org.slf4j..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, Thread.class);

    @ArchTest
    static final ArchRule brokers_are_spoken_to_by_link_and_feed_alone = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "vn.trangtien.gateway.link..", "vn.trangtien.gateway.feed..", "vn.trangtien.gateway.mqtt..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.paho..");

    @ArchTest
    static final ArchRule nobody_looks_at_a_clock_of_his_own = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("time of day comes from the injected clock");
}
