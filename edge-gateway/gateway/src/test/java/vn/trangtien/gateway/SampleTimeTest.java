package vn.trangtien.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SampleTimeTest {

    private static final Instant START = Instant.parse("2026-10-18T19:30:00Z");

    private final VirtualDeviceClock deviceClock = new VirtualDeviceClock();
    private Duration error = Duration.ZERO;
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return START.plusNanos(deviceClock.nanoTime()).plus(error);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };
    private final SampleTime time = new SampleTime(clock, deviceClock);

    @Test
    void samplesKeepTheirMeasuredDistances() {
        deviceClock.sleep(Duration.ofSeconds(10));
        error = Duration.ofMillis(200);

        assertThat(time.of(9_000_000_000L)).isEqualTo(START.plusSeconds(9));
        assertThat(time.of(10_000_000_000L)).isEqualTo(START.plusSeconds(10));
    }

    @Test
    void aClockThatWasSetIsFollowed() {
        deviceClock.sleep(Duration.ofSeconds(10));
        error = Duration.ofDays(365);

        assertThat(time.of(9_000_000_000L)).isEqualTo(START.plusSeconds(9).plus(error));
    }
}
