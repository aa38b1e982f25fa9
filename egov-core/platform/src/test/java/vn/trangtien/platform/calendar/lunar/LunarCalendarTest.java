package vn.trangtien.platform.calendar.lunar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.stream.IntStream;
import net.time4j.PlainDate;
import net.time4j.calendar.ChineseCalendar;
import net.time4j.calendar.VietnameseCalendar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Held against Time4J, which shares nothing with ours but the moon. */
class LunarCalendarTest {

    private static final int FIRST = 1968;
    private static final int LAST = 2100;

    @Test
    void everyDayOfAHundredAndThirtyThreeYearsIsTheSameAsTime4js() {
        LocalDate first = LocalDate.of(FIRST, 1, 1);
        LocalDate end = LocalDate.of(LAST + 1, 1, 1);

        assertThat(first.datesUntil(end)
                        .filter(day -> !LunarCalendar.of(day).equals(time4j(day)))
                        .toList())
                .isEmpty();
    }

    @Test
    void everyMonthBeginsWhereTime4jSaysAndLeadsBack() {
        LocalDate.of(FIRST, 2, 1).datesUntil(LocalDate.of(LAST + 1, 1, 1)).forEach(day -> {
            LunarDate lunar = LunarCalendar.of(day);
            if (lunar.day() == 1) {
                assertThat(time4j(day).day()).isEqualTo(1);
                assertThat(time4j(day.minusDays(1)).day())
                        .isEqualTo(LunarCalendar.of(day.minusDays(1)).day());
            }
            assertThat(LunarCalendar.toSolar(lunar)).isEqualTo(day);
        });
    }

    @Test
    void theNewYearDiffersFromTheChineseOneInSixYears() {
        assertThat(IntStream.rangeClosed(FIRST, LAST)
                        .filter(year -> !LunarCalendar.newYear(year)
                                .equals(ChineseCalendar.ofNewYear(year)
                                        .transform(PlainDate.axis())
                                        .toTemporalAccessor()))
                        .boxed())
                .containsExactly(1968, 1969, 1985, 2007, 2030, 2053);
    }

    @ParameterizedTest
    @CsvSource({
        "2026, 2026-02-17",
        "2027, 2027-02-06",
        "2028, 2028-01-26",
        "2029, 2029-02-13",
        "2030, 2030-02-02",
    })
    void theNewYearsAheadAreKnown(int year, LocalDate day) {
        assertThat(LunarCalendar.newYear(year)).isEqualTo(day);
    }

    @Test
    void aLeapMonthHasTheNumberOfTheMonthBefore() {
        // 2025 had two sixth months.
        assertThat(LunarCalendar.of(LocalDate.of(2025, 7, 24))).isEqualTo(new LunarDate(2025, 6, 30));
        assertThat(LunarCalendar.of(LocalDate.of(2025, 7, 25))).isEqualTo(new LunarDate(2025, 6, true, 1));
    }

    @Test
    void whatDoesNotExistIsRefusedWithItsReason() {
        assertThatThrownBy(() -> LunarCalendar.toSolar(new LunarDate(2026, 6, true, 1)))
                .hasMessageContaining("does not exist; the month is shorter or no leap month");
        assertThatThrownBy(() -> LunarCalendar.of(LocalDate.of(1967, 12, 31)))
                .hasMessage("the lunar calendar reaches from 1968 to 2199, but the year was 1967");
        assertThatThrownBy(() -> new LunarDate(2026, 13, 1)).hasMessage("lunar month must be 1 to 12, but was 13");
    }

    private static LunarDate time4j(LocalDate day) {
        VietnameseCalendar date = PlainDate.from(day).transform(VietnameseCalendar.axis());
        int year = date.getMonth().getNumber() > 10 && day.getMonthValue() < 3 ? day.getYear() - 1 : day.getYear();
        return new LunarDate(year, date.getMonth().getNumber(), date.getMonth().isLeap(), date.getDayOfMonth());
    }
}
