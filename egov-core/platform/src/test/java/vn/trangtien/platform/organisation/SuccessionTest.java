package vn.trangtien.platform.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

class SuccessionTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final LocalDate SPRING_2025 = LocalDate.parse("2025-04-01");

    private final UnitTree tree = shipped();

    @Test
    void everyFormerWardLeadsToTheOneThatTookItOver() {
        List<Unit> former = tree.on(SPRING_2025, unit -> "commune".equals(unit.level()));

        assertThat(former)
                .hasSize(133)
                .allSatisfy(unit ->
                        assertThat(tree.succession(unit.code(), TODAY).unit()).isPresent());
        assertThat(tree.succession("H57.19750", TODAY)).isInstanceOfSatisfying(Succession.Taken.class, taken -> {
            assertThat(taken.former().nameVi()).isEqualTo("Ủy ban nhân dân phường Tây Lộc");
            assertThat(taken.by().nameVi()).isEqualTo("Ủy ban nhân dân phường Phú Xuân");
        });
    }

    /** Thirty-nine of the forty new wards got the number of one of the old ones. */
    @Test
    void aCodeThatWasGivenAgainMeansAnotherUnitOnAnotherDay() {
        assertThat(tree.find("H57.19753", SPRING_2025).map(Unit::nameVi)).contains("Ủy ban nhân dân phường Thuận Lộc");
        assertThat(tree.find("H57.19753", TODAY).map(Unit::nameVi)).contains("Ủy ban nhân dân phường Phú Xuân");
        assertThat(tree.predecessors("H57.19753"))
                .filteredOn(unit -> "commune".equals(unit.level()))
                .extracting(Unit::code)
                .containsExactlyInAnyOrder(
                        "H57.19750", "H57.19753", "H57.19756", "H57.19759", "H57.19762", "H57.19768");
    }

    @Test
    void severalDepartmentsBecomeOne() {
        assertThat(Stream.of("H57.STNMT", "H57.SNNPTNT")
                        .map(code -> tree.succession(code, TODAY)
                                .unit()
                                .map(Unit::code)
                                .orElseThrow()))
                .containsOnly("H57.SNNMT");
    }

    @Test
    void whereTheWorkWasSplitNobodyIsResponsibleUntilSomebodyDecides() {
        assertThat(tree.succession("H57.STTTT", TODAY)).isInstanceOfSatisfying(Succession.Split.class, split -> {
            assertThat(split.shares())
                    .extracting(share -> share.now().map(Unit::code).orElseThrow())
                    .containsExactlyInAnyOrder("H57.SKHCN", "H57.SVHTT");
            assertThat(split.shares())
                    .extracting(share -> share.entry().shareVi())
                    .anyMatch(share -> share.contains("chuyển đổi số"));
        });
        assertThat(tree.succession("H57.QTH", TODAY).unit()).isEmpty();

        var decision = new UnitChange.Decide("H57.STTTT", TODAY, "H57.SKHCN");
        assertThat(UnitChanges.problem(tree, decision)).isEmpty();
        assertThat(UnitChanges.apply(tree, decision)
                        .succession("H57.STTTT", TODAY)
                        .unit()
                        .map(Unit::code))
                .contains("H57.SKHCN");
        assertThat(UnitChanges.problem(tree, new UnitChange.Decide("H57.STTTT", TODAY, "H57.SXD")))
                .isPresent();
    }

    @Test
    void whoDoesNotExistYetOrNeverIsNamed() {
        assertThat(tree.succession("H57.SNNMT", LocalDate.parse("2025-01-05"))).isInstanceOf(Succession.NotYet.class);
        assertThat(tree.succession("H99", TODAY)).isEqualTo(new Succession.Unknown("H99"));
    }

    @Test
    void anOlderCodeIsNeverTranslatedSilently() {
        assertThat(tree.lookUp("000.00.SXD.H57", TODAY)).isEqualTo(new UnitLookup.Unknown("000.00.SXD.H57"));
        assertThat(AgencyCodes.suggestion("000.00.01.H22")).contains("H22.01");
        assertThat(AgencyCodes.suggestion("012.03.01.H22")).contains("H22.01.03.012");
        assertThat(AgencyCodes.suggestion("H22.01")).isEmpty();

        UnitTree numbered = UnitChanges.apply(
                tree,
                new UnitChange.Open(new Unit(
                        "H57.01", "Sở Một", "One", "SM", Unit.Kind.DEPARTMENT, "H57", TODAY, null, null, "test")));
        assertThat(numbered.lookUp("000.00.01.H57", TODAY))
                .isInstanceOfSatisfying(
                        UnitLookup.Perhaps.class,
                        perhaps -> assertThat(perhaps.suggested().code()).isEqualTo("H57.01"));
        UnitTree told = UnitChanges.apply(
                numbered,
                new UnitChange.AddAlias(
                        "H57.01", TODAY, new Alias("000.00.01.H57", Alias.Scheme.QCVN_102_2016, "test")));
        assertThat(told.lookUp("000.00.01.H57", TODAY)).isInstanceOf(UnitLookup.ByAlias.class);
    }

    @Test
    void anAbolishedLevelKeepsNoUnit() {
        assertThat(tree.level("district", TODAY)).isEmpty();
        assertThatThrownBy(() -> UnitChanges.apply(
                        tree,
                        new UnitChange.Open(new Unit(
                                "H57.HMOI",
                                "Huyện Mới",
                                "New",
                                "HM",
                                Unit.Kind.DISTRICT,
                                "district",
                                "H57",
                                TODAY,
                                null,
                                List.of(),
                                List.of(),
                                "test"))))
                .hasMessage("unit H57.HMOI: level district must exist on 2026-11-22, but does not");
    }

    @Test
    void aRenamingSplitsThePeriodAndOverwritesNothing() {
        var rename = new UnitChange.Alter("H57.IOC", TODAY, "Trung tâm Điều hành", "Operations Centre", "TTDH", "H57");
        assertThat(UnitChanges.problem(tree, rename)).isEmpty();
        UnitTree after = UnitChanges.apply(tree, rename);

        assertThat(after.find("H57.IOC", TODAY.minusDays(1)).map(Unit::abbreviation))
                .contains("HUEIOC");
        assertThat(after.find("H57.IOC", TODAY).map(Unit::abbreviation)).contains("TTDH");
        assertThat(after.history("H57.IOC")).hasSize(2);
    }

    @Test
    void aChangeThatCannotBeIsRefusedInWords() {
        assertThat(refused(new UnitChange.Close("H57.PTDS", TODAY, List.of()))).contains("còn 1 đơn vị trực thuộc");
        assertThat(refused(new UnitChange.Close("H57.PTDS.VP", TODAY, List.of(Successor.ofAll("H57.NONE")))))
                .contains("Đơn vị kế thừa H57.NONE phải tồn tại");
        assertThat(refused(new UnitChange.Close("H57.QTH", TODAY, List.of())))
                .contains("không tồn tại vào ngày 22/11/2026");
        assertThat(refused(new UnitChange.Alter("H57.SXD", TODAY, "a", "b", "SNV", "H57")))
                .contains("đã được Sở Nội vụ dùng");
        assertThat(refused(new UnitChange.Alter("H57.PTDS", TODAY, "a", "b", "c", "H57.PTDS.VP")))
                .contains("đang trực thuộc nó");
        assertThat(refused(new UnitChange.Open(
                        new Unit("H57.SXD", "a", "b", "c", Unit.Kind.OFFICE, null, TODAY, null, null, "test"))))
                .contains("Mã H57.SXD còn được dùng");
        assertThat(refused(new UnitChange.Decide("H57.SXD", TODAY, "H57"))).contains("không cần quyết định");
    }

    private String refused(UnitChange change) {
        return UnitChanges.problem(tree, change).orElseThrow().in(java.util.Locale.forLanguageTag("vi"));
    }

    static UnitTree shipped() {
        return OrganisationStore.read(Stream.of("organisation.yaml", "organisation-wards.yaml")
                .map(name -> new ClassPathResource("platform/" + name))
                .toList());
    }
}
