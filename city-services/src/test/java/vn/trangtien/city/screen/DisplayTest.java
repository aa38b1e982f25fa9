package vn.trangtien.city.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayTest {

    private static final ZoneId HUE = ZoneId.of("Asia/Ho_Chi_Minh");
    private final Display vietnamese = new Display(HUE, Locale.forLanguageTag("vi"));
    private final Display english = new Display(HUE, Locale.ENGLISH);

    @Test
    void timesAreLocalWithDayAndSeconds() {
        assertThat(vietnamese.moment(Instant.parse("2026-11-22T17:00:00Z"))).isEqualTo("23/11 00:00:00");
        assertThat(vietnamese.day(LocalDate.of(2026, 11, 5))).isEqualTo("05/11/2026");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"2.314 | 2,31 | 2.31", "2 | 2,00 | 2.00", "12345.6 | 12.346 | 12,346", "-0.5 | -0,50 | -0.50"})
    void figuresHaveTheDecimalMarkOfTheirLanguage(double value, String vi, String en) {
        assertThat(vietnamese.figure(value)).isEqualTo(vi);
        assertThat(english.figure(value)).isEqualTo(en);
    }

    @ParameterizedTest
    @CsvSource({"Cel, °C", "ug/m3, µg/m³", "{count}, ''", "m, m", "kW.h, kWh"})
    void unitsAreWrittenAsPeopleWriteThem(String ucum, String shown) {
        assertThat(vietnamese.unit(ucum)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"185, 3:05", "59.6, 1:00", "7385, 2:03:05", "0, 0:00"})
    void spansAreMinutesAndSeconds(double seconds, String shown) {
        assertThat(vietnamese.span(seconds)).isEqualTo(shown);
    }
}
