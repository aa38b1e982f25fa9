package vn.trangtien.city.alarm.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTest {

    private static final LocalDate FIRST = LocalDate.of(2020, 3, 20);

    @ParameterizedTest(name = "{0} matches {1}: {2}")
    @CsvSource({
        "hue/*/river/level, hue/hue-cau-truong-tien/river/level, true",
        "hue/*/river/level, hue/a/b/river/level, false",
        "hue/*/river/level, danang/x/river/level, false",
        "hue/*/cam-*/*,     hue/nut/cam-nga-sau/count.forward, true",
        "hue/*/cam-*/*,     hue/nut/air/count.forward, false",
        "hue/*/a.b/c,       hue/x/aXb/c, false",
        "hue/*,             hue/nut, true",
        "hue/*,             hue/nut/asset, false",
    })
    void aPatternMatchesPartByPart(String pattern, String source, boolean matches) {
        assertThat(new SourcePattern(pattern).matches(source)).isEqualTo(matches);
    }

    @ParameterizedTest(name = "on {0}: {1}")
    @CsvSource({"2020-03-19, false", "2020-03-20, true", "2026-12-31, true", "2027-01-01, false"})
    void aRuleIsInForceFromItsFirstToItsLastDay(LocalDate day, boolean inForce) {
        assertThat(Rules.valid(Rules.river(), FIRST, LocalDate.of(2026, 12, 31)).isValidOn(day))
                .isEqualTo(inForce);
    }

    @Test
    void twoVersionsInForceOnOneDayAreRefused() {
        Rule old = Rules.valid(Rules.river(), FIRST, LocalDate.of(2026, 12, 31));
        Rule early = Rules.valid(Rules.river(), LocalDate.of(2026, 12, 31), null);

        assertThatThrownBy(() -> new RuleBook(List.of(old, early)))
                .hasMessageContaining(
                        "alarm rule river: its versions from 2020-03-20 and from 2026-12-31 are in force together");
    }

    @ParameterizedTest(name = "on {0} the version from {1} counts")
    @CsvSource({"2026-12-31, 2020-03-20", "2027-01-01, 2027-01-01", "2035-01-01, 2027-01-01", "2019-01-01, 2027-01-01"})
    void theDayDecidesWhichVersionCounts(LocalDate day, LocalDate validFrom) {
        Rule old = Rules.valid(Rules.river(), FIRST, LocalDate.of(2026, 12, 31));
        Rule young = Rules.valid(Rules.river(), LocalDate.of(2027, 1, 1), null);

        assertThat(new RuleBook(List.of(old, young)).version("river", day))
                .get()
                .extracting(Rule::validFrom)
                .isEqualTo(validFrom);
    }

    @ParameterizedTest
    @CsvSource({"0.5", "0", "-1", "NaN", "Infinity"})
    void aWorldSlowerThanTheClockIsRefused(double factor) {
        assertThatThrownBy(() -> Rules.river().accelerated(factor))
                .hasMessageStartingWith("acceleration must be 1 or more");
    }
}
