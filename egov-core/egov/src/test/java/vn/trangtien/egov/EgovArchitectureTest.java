package vn.trangtien.egov;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

@AnalyzeClasses(packages = "vn.trangtien.egov", importOptions = DoNotIncludeTests.class)
class EgovArchitectureTest {

    @ArchTest
    static final ArchRule the_core_knows_only_the_platform = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("vn.trangtien.city..", "vn.trangtien.ingest..", "vn.trangtien.events..")
            .because("smart-city services are built on e-government, not the reverse");

    @ArchTest
    static final ArchRule time_comes_from_the_clock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .because("there is one Clock bean, and tests set it");

    @ArchTest
    static final ArchRule the_case_itself_is_pure = noClasses()
            .that()
            .haveSimpleName("Case")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("java..", "org.jspecify..", "vn.trangtien.egov.cases")
            .because("what a case allows must be testable without a database and a web server");
}
