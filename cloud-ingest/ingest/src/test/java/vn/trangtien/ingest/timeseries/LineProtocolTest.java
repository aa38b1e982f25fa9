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
    @CsvSource({"PT1H, 300, 12s", "PT1H, 1, 3600s", "PT10S, 100, 100T", "PT0.01S, 300, 1T", "P30D, 300, 8640s"})
    void bucketsAreAsShortAsTheirNumberAllows(Duration span, int buckets, String interval) {
        assertThat(QuestDbReader.interval(span, buckets)).isEqualTo(interval);
    }
}
