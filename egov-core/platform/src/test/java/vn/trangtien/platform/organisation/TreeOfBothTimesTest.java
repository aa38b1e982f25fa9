package vn.trangtien.platform.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import vn.trangtien.platform.organisation.TreeOfBothTimesTest.Time;

/** Levels are configuration: the trees of 2019 (four levels) and 2026 (three) fulfil the same sentences with the same code. */
@ParameterizedClass(name = "{0}")
@MethodSource("times")
class TreeOfBothTimesTest {

    /** One data set and what is known of it. */
    record Time(String name, LocalDate day, List<String> files, List<String> levels, int communes) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Time> times() {
        return Stream.of(
                new Time(
                        "2019",
                        LocalDate.parse("2019-08-15"),
                        List.of("organisation-2019.yaml"),
                        List.of("central", "province", "district", "commune"),
                        30),
                new Time(
                        "2026",
                        LocalDate.parse("2026-11-22"),
                        List.of("organisation.yaml", "organisation-wards.yaml"),
                        List.of("central", "province", "commune"),
                        40));
    }

    private final Time time;
    private final Organisation organisation;

    TreeOfBothTimesTest(Time time) {
        this.time = time;
        UnitTree tree = OrganisationStore.read(time.files().stream()
                .map(name -> new ClassPathResource("platform/" + name))
                .toList());
        this.organisation = new Organisation(() -> tree);
    }

    @Test
    void theLevelsOfTheDayAreThoseOfTheDataInTheirOrder() {
        assertThat(organisation.levels(time.day())).extracting(Level::code).containsExactlyElementsOf(time.levels());
    }

    @Test
    void everyUnitBelongsToALevelOfTheDay() {
        assertThat(organisation.on(time.day()))
                .allSatisfy(unit -> assertThat(time.levels()).contains(unit.level()));
    }

    @Test
    void thePathToACommuneHasOneStepForEachLocalLevel() {
        List<String> local = time.levels().subList(1, time.levels().size());

        assertThat(communes())
                .hasSize(time.communes())
                .allSatisfy(commune -> assertThat(organisation.pathTo(commune, time.day()).stream()
                                .map(Unit::level))
                        .containsExactlyElementsOf(local));
    }

    @Test
    void everyCommuneLiesWithinTheProvinceAndTheProvinceInNone() {
        assertThat(communes())
                .allSatisfy(commune -> assertThat(organisation.isWithin(commune.code(), "H57", time.day()))
                        .isTrue())
                .noneSatisfy(commune -> assertThat(organisation.isWithin("H57", commune.code(), time.day()))
                        .isTrue());
    }

    @Test
    void theNationalAxisIsATreeOfItsOwn() {
        assertThat(organisation.roots(time.day())).extracting(Unit::code).containsExactlyInAnyOrder("G22", "H57");
    }

    @Test
    void abbreviationsAndAliasesLeadToOneUnit() {
        assertThat(organisation.on(time.day())).extracting(Unit::abbreviation).doesNotHaveDuplicates();
        assertThat(organisation.on(time.day()).stream()
                        .flatMap(unit -> unit.aliases().stream())
                        .map(Alias::code))
                .doesNotHaveDuplicates();
    }

    @Test
    void theOlderCodeLeadsToTheProvinceAndSaysThatItIsAnother() {
        assertThat(organisation.lookUp("000.00.00.H57", time.day()))
                .isInstanceOfSatisfying(UnitLookup.ByAlias.class, found -> {
                    assertThat(found.unit().code()).isEqualTo("H57");
                    assertThat(found.alias().scheme()).isEqualTo(Alias.Scheme.QCVN_102_2016);
                });
        assertThat(organisation.lookUp("H57", time.day())).isInstanceOf(UnitLookup.Found.class);
    }

    @Test
    void everyUnitIsFoundByItsNameWithoutDiacritics() {
        Set<String> found = organisation.search("uy ban nhan dan", time.day()).stream()
                .filter(unit -> unit.isValidOn(time.day()))
                .map(Unit::code)
                .collect(Collectors.toSet());

        assertThat(found).containsAll(communes().stream().map(Unit::code).toList());
    }

    @Test
    void everyRowNamesItsSourceAndFitsTheCodeField() {
        assertThat(organisation.on(time.day())).allSatisfy(unit -> {
            assertThat(unit.source()).isNotBlank();
            assertThat(unit.code()).hasSizeLessThanOrEqualTo(13);
        });
    }

    private List<Unit> communes() {
        return organisation.on(time.day()).stream()
                .filter(unit -> Objects.equals(unit.level(), "commune"))
                .toList();
    }
}
