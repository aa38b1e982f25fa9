package vn.trangtien.ingest.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.trangtien.wire.Origin;

class DecodingPropertiesTest {

    private static final Instant RECEIVED = Instant.parse("2026-11-22T10:00:00Z");

    @AfterEach
    void believeAsUsual() {
        new MaxAge(new DecodingProperties(Duration.ofDays(31)));
    }

    @Test
    void whatIsConfiguredIsWhatIsBelieved() {
        Instant claimed = RECEIVED.minus(Duration.ofDays(90));

        new MaxAge(new DecodingProperties(Duration.ofDays(90)));
        assertThat(Plausibility.time(claimed, Origin.SILENT, RECEIVED)).isEqualTo(claimed);

        new MaxAge(new DecodingProperties(Duration.ofDays(89)));
        assertThat(Plausibility.time(claimed, Origin.SILENT, RECEIVED)).isEqualTo(RECEIVED);
    }

    @Test
    void aLimitThatWouldTakeOrdinaryLateDataForAWrongClockIsRefused() {
        assertThatThrownBy(() -> new DecodingProperties(Duration.ofHours(23)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("trangtien.ingest.decoding.max-age")
                .hasMessageContaining("PT23H");
    }
}
