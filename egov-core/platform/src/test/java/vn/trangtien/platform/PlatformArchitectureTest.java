package vn.trangtien.platform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

@AnalyzeClasses(packages = "vn.trangtien", importOptions = DoNotIncludeTests.class)
class PlatformArchitectureTest {

    @ArchTest
    static final ArchRule features_form_no_circle =
            slices().matching("vn.trangtien.platform.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_platform_knows_no_service = noClasses()
            .that()
            .resideInAPackage("vn.trangtien.platform..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "vn.trangtien.egov..",
                    "vn.trangtien.city..",
                    "vn.trangtien.ingest..",
                    "vn.trangtien.events..",
                    "vn.trangtien.wire..")
            .because("services are built on the platform, and it must not need any of them");

    @ArchTest
    static final ArchRule time_comes_from_the_clock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("there is one Clock bean, and tests set it");

    @ArchTest
    static final ArchRule the_contract_of_cases_is_data_only = noClasses()
            .that()
            .resideInAPackage("vn.trangtien.platform.cases")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("java..", "org.jspecify..", "vn.trangtien.platform.cases")
            .because("both sides of the contract must be able to read it without the rest");
}
