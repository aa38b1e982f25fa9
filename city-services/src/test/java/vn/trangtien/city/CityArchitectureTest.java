package vn.trangtien.city;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

@AnalyzeClasses(packages = "vn.trangtien.city", importOptions = DoNotIncludeTests.class)
class CityArchitectureTest {

    @ArchTest
    static final ArchRule the_alarm_core_is_pure = classes()
            .that()
            .resideInAPackage("..alarm.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("..alarm.core..", "java.lang..", "java.time..", "java.util..", "org.jspecify..")
            .because("a flood night must be replayed without a database, a broker or a framework");

    @ArchTest
    static final ArchRule the_alarm_core_knows_no_clock_and_no_thread = noClasses()
            .that()
            .resideInAPackage("..alarm.core..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, Thread.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent..")
            .because("whoever calls the engine says what time it is");

    @ArchTest
    static final ArchRule time_comes_from_the_clock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("one clock bean is the time of the service");

    @ArchTest
    static final ArchRule arrows_go_to_platform_and_events_only = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "vn.trangtien.ingest..", "vn.trangtien.egov..", "vn.trangtien.wire..", "vn.trangtien.sim..")
            .because("other rooms are reached over Kafka and HTTP");

    @Test
    void featuresUseOnlyWhatTheirNeighboursPublish() {
        ApplicationModules.of(CityServices.class).verify();
    }
}
