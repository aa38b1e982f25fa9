package vn.trangtien.platform.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrganisationTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final LocalDate SPRING_2025 = LocalDate.parse("2025-04-01");

    private final UnitTree tree = SuccessionTest.shipped();
    private final List<Unit> shipped = tree.all();
    private final Organisation hue = new Organisation(() -> tree);

    @Test
    void theCityHasFortyWardsAndCommunesSinceTheReform() {
        assertThat(wards(TODAY)).isEqualTo(40);
        assertThat(wards(SPRING_2025)).isEqualTo(133);
    }

    @Test
    void whatIsGoneHandsItsWorkToItsSuccessor() {
        assertThat(hue.find("H57.QTH", SPRING_2025)).isPresent();
        assertThat(hue.find("H57.QTH", TODAY)).isEmpty();
        assertThat(hue.responsible("H57.19783", TODAY).map(Unit::nameVi)).contains("Ủy ban nhân dân phường Thuận Hóa");
        assertThat(hue.responsible("H57.STNMT", TODAY).map(Unit::code)).contains("H57.SNNMT");
        assertThat(hue.responsible("H57.NONE", TODAY)).isEmpty();
    }

    @Test
    void whoStandsAboveWhomHasAnyDepth() {
        assertThat(hue.isWithin("H57.PTDS.VP", "H57", TODAY)).isTrue();
        assertThat(hue.isWithin("H57.PTDS.VP", "H57.PTDS", TODAY)).isTrue();
        assertThat(hue.isWithin("H57.PTDS", "H57.PTDS.VP", TODAY)).isFalse();
        assertThat(hue.isWithin("H57.IOC", "H57.SXD", TODAY)).isFalse();
    }

    @Test
    void theSameCodeHasAnotherNameInAnotherPeriod() {
        assertThat(hue.find("H57", LocalDate.parse("2024-12-31")).map(Unit::nameVi))
                .contains("Ủy ban nhân dân tỉnh Thừa Thiên Huế");
        assertThat(hue.find("H57", TODAY).map(Unit::nameVi)).contains("Ủy ban nhân dân thành phố Huế");
    }

    @Test
    void abbreviationsAreUniqueOnADay() {
        assertThat(hue.on(TODAY)).extracting(Unit::abbreviation).doesNotHaveDuplicates();
        assertThat(hue.on(SPRING_2025)).extracting(Unit::abbreviation).doesNotHaveDuplicates();
    }

    @Test
    void everyRowNamesItsSource() {
        assertThat(shipped).allSatisfy(unit -> assertThat(unit.source()).isNotBlank());
    }

    @Test
    void unitsAreListedInDictionaryOrder() {
        assertThat(hue.on(TODAY).stream()
                        .map(Unit::nameVi)
                        .filter(name -> name.contains("phường H") || name.contains("phường Đ"))
                        .collect(Collectors.toList()))
                .first()
                .isEqualTo("Ủy ban nhân dân phường Hóa Châu");
    }

    @Test
    void refusesATreeThatCannotBe() {
        assertThatThrownBy(() -> new Organisation(List.of(unit("A", "B"))))
                .hasMessage("unit A: parentCode B must exist on 2025-01-01, but does not");
        assertThatThrownBy(() -> new Organisation(List.of(unit("A", "B"), unit("B", "A"))))
                .hasMessageContaining("stands above itself");
        assertThatThrownBy(() -> new Organisation(List.of(unit("A", null), unit("A", null))))
                .hasMessageContaining("overlaps");
    }

    private long wards(LocalDate day) {
        return hue.within("H57", day).stream()
                .filter(unit -> unit.kind() == Unit.Kind.WARD || unit.kind() == Unit.Kind.COMMUNE)
                .count();
    }

    private static Unit unit(String code, @Nullable String parent) {
        return new Unit(
                code, code, code, code, Unit.Kind.OFFICE, parent, LocalDate.parse("2025-01-01"), null, null, "test");
    }
}
