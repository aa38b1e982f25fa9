package vn.trangtien.platform.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import vn.trangtien.platform.database.Datasets;

class HolidayRulesTest {

    private final HolidayRules rules = HolidayRules.bundled();

    /** Exchanged days are decisions, so they are left out on both sides. */
    @ParameterizedTest
    @ValueSource(ints = {2026, 2027})
    void theProposalGivesTheSameWeekdaysOffAsTheKnownList(int year) {
        Set<LocalDate> exchanged = Set.of(LocalDate.parse("2026-01-02"), LocalDate.parse("2026-08-31"));
        Set<LocalDate> known =
                Datasets.read(new ClassPathResource("platform/calendar.yaml"), CalendarStore.File.class).days().stream()
                        .filter(day -> day.kind() != CalendarDay.Kind.MAKEUP_WORKDAY)
                        .map(CalendarDay::date)
                        .filter(day -> day.getYear() == year && !exchanged.contains(day))
                        .filter(day -> !HolidayRules.isWeekend(day))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(weekdaysOff(year)).isEqualTo(known);
    }

    /** Announced lists as they are remembered, without exchanged days: a check of the choice of days, not of the law. */
    @ParameterizedTest
    @CsvSource({
        "2019-02-04, 2019-02-08",
        "2020-01-23, 2020-01-29",
        "2021-02-10, 2021-02-16",
        "2022-01-31, 2022-02-04",
        "2023-01-20, 2023-01-26",
        "2024-02-08, 2024-02-14",
        "2025-01-27, 2025-01-31",
        "2026-02-16, 2026-02-20",
        "2021-09-02, 2021-09-03",
        "2022-09-01, 2022-09-02",
        "2024-09-02, 2024-09-03",
        "2025-09-01, 2025-09-02",
        "2026-09-01, 2026-09-02",
    })
    void restsAreWhereTheGovernmentPutThem(LocalDate first, LocalDate last) {
        assertThat(weekdaysOff(first.getYear()).subSet(first.minusDays(5), last.plusDays(5)))
                .containsExactlyElementsOf(first.datesUntil(last.plusDays(1))
                        .filter(day -> !HolidayRules.isWeekend(day))
                        .toList());
    }

    @Test
    void aRuleHoldsFromItsYearOn() {
        assertThat(weekdaysOff(2025)).doesNotContain(LocalDate.parse("2025-11-24"));
        assertThat(weekdaysOff(2026)).contains(LocalDate.parse("2026-11-24"));
        assertThat(weekdaysOff(2020))
                .contains(LocalDate.parse("2020-09-02"))
                .doesNotContain(LocalDate.parse("2020-09-01"));
    }

    /** Labour Code, article 111.3: each holiday on a weekend gives one weekday more. */
    @Test
    void noHolidayIsLostToAWeekend() {
        for (int year = 2021; year <= 2100; year++) {
            var proposed = rules.propose(year);
            long onWeekends = proposed.stream()
                    .filter(day -> day.kind() == CalendarDay.Kind.HOLIDAY && HolidayRules.isWeekend(day.date()))
                    .count();
            assertThat(proposed.stream()
                            .filter(day -> day.kind() == CalendarDay.Kind.COMPENSATORY_OFF)
                            .filter(day -> !HolidayRules.isWeekend(day.date()))
                            .count())
                    .as("%d", year)
                    .isEqualTo(onWeekends);
            assertThat(proposed).noneMatch(CalendarDay::confirmed);
            assertThat(proposed)
                    .extracting(CalendarDay::date)
                    .doesNotHaveDuplicates()
                    .isSorted();
        }
    }

    @Test
    void theYearOfTheDifferentMoonHasItsTetOnTheVietnameseDay() {
        assertThat(weekdaysOff(2030))
                .contains(LocalDate.parse("2030-01-31"), LocalDate.parse("2030-02-05"))
                .doesNotContain(LocalDate.parse("2030-02-07"));
    }

    private TreeSet<LocalDate> weekdaysOff(int year) {
        return rules.propose(year).stream()
                .map(CalendarDay::date)
                .filter(day -> !HolidayRules.isWeekend(day))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
