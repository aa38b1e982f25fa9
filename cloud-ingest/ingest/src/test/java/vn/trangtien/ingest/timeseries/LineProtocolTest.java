package vn.trangtien.ingest.timeseries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.events.ChannelRef;

class LineProtocolTest {

    private static final ChannelRef LEVEL = new ChannelRef("hue", "g", "river", "level");
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00.123Z");

    @Test
    void pointIsOneLineInMicroseconds() {
        assertThat(LineProtocol.lines(List.of(new Point(LEVEL, 1.25, "m", "GOOD", AT, 7, true))))
                .isEqualTo("observation,account=hue,gateway=g,asset=river,channel=level"
                        + " value=1.25,quality=\"GOOD\",unit=\"m\",simulated=t 1795341600123007\n");
    }

    @Test
    void missingValueIsLeftOut() {
        assertThat(LineProtocol.lines(List.of(new Point(LEVEL, null, "", "COMM_FAULT", AT, 0, false))))
                .contains(" quality=\"COMM_FAULT\",unit=\"\",simulated=f ")
                .doesNotContain("value=");
    }

    @Test
    void namesCannotBreakOutOfTheirPlace() {
        var sly = new ChannelRef("hue", "g", "a b,c=d", "x y");

        assertThat(LineProtocol.lines(List.of(new Point(sly, 1.0, "m\"\\", "GOOD", AT, 0, false))))
                .contains("asset=a\\ b\\,c\\=d,channel=x\\ y ")
                .contains("unit=\"m\\\"\\\\\"");
    }

    @Test
    void onlyNumbersAreStored() {
        assertThatThrownBy(() -> new Point(LEVEL, Double.NaN, "m", "GOOD", AT, 0, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hue/g/river/level")
                .hasMessageContaining("NaN");
    }

    @ParameterizedTest(name = "{0} in {1} buckets")
    @CsvSource({
        "PT1H, 300, RAW, PT12S",
        "PT10S, 100, RAW, PT0.1S",
        "PT0.01S, 300, RAW, PT0.001S",
        "PT5H, 299, RAW, PT61S",
        "PT5H, 300, MINUTE, PT1M",
        "PT24H, 360, MINUTE, PT4M",
        "P7D, 360, MINUTE, PT28M",
        "P30D, 300, QUARTER, PT2H30M",
        "P365D, 300, DAY, P2D",
        "PT30H, 1, DAY, P2D",
        "PT1H, 1, QUARTER, PT1H",
    })
    void bucketsAreAsShortAsTheirNumberAllows(Duration span, int buckets, Tier tier, Duration length) {
        Resolution resolution = Resolution.of(new Span(AT, AT.plus(span)), buckets, Keeping.DEFAULT, AT.plus(span));

        assertThat(resolution.tier()).isEqualTo(tier);
        assertThat(resolution.grid().length()).isEqualTo(length.toNanos() / 1000);
    }

    @Test
    void whereRawValuesAreGoneBucketsAreMinutes() {
        Resolution resolution =
                Resolution.of(new Span(AT, AT.plusSeconds(3600)), 300, Keeping.DEFAULT, AT.plus(Duration.ofDays(366)));

        assertThat(resolution).isEqualTo(new Resolution(Tier.MINUTE, Tier.MINUTE.grid()));
    }

    @Test
    void numbersReadBackAsTheyWere() {
        var random = new java.util.Random(20_261_123);
        for (int i = 0; i < 200_000; i++) {
            double value = switch (i % 4) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextInt() / 1000.0;
                case 2 -> random.nextLong() / 1000.0;
                default -> random.nextInt(20_000) / 10.0 - 1000;
            };
            var text = new StringBuilder();
            LineProtocol.number(text, value);
            assertThat(Double.doubleToLongBits(Double.parseDouble(text.toString())))
                    .as("%s written as %s", value, text)
                    .isEqualTo(Double.doubleToLongBits(value));
        }
        var zero = new StringBuilder();
        LineProtocol.number(zero, -0.0);
        assertThat(zero).hasToString("-0.0");
    }
}
