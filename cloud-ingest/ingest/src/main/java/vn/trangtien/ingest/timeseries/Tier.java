package vn.trangtien.ingest.timeseries;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;

/**
 * How finely values are kept: as they were measured, or added up over a time. Each tier but the first is made of the one before
 * it.
 *
 * <p>Days are days of the city, Asia/Ho_Chi_Minh: UTC+7 the whole year, so they begin at 17:00 UTC. What is stored are instants.
 */
public enum Tier {
    /** Every value. */
    RAW("raw", Duration.ZERO, Duration.ZERO),
    MINUTE("1m", Duration.ofMinutes(1), Duration.ZERO),
    QUARTER("15m", Duration.ofMinutes(15), Duration.ZERO),
    DAY("1d", Duration.ofDays(1), Duration.ofHours(-7));

    private final String label;
    private final Grid grid;

    Tier(String label, Duration period, Duration offset) {
        this.label = label;
        this.grid = new Grid(Math.max(1, period.toNanos() / 1000), offset.toNanos() / 1000);
    }

    /** For settings, addresses and people: {@code raw}, {@code 1m}, {@code 15m}, {@code 1d}. */
    @JsonValue
    public String label() {
        return label;
    }

    /** Where its buckets begin and how long they are; of raw values one microsecond. */
    Grid grid() {
        return grid;
    }

    Tier finer() {
        if (this == RAW) {
            throw new IllegalStateException("nothing is finer than raw values");
        }
        return values()[ordinal() - 1];
    }

    Tier coarser() {
        if (this == DAY) {
            throw new IllegalStateException("nothing is coarser than days");
        }
        return values()[ordinal() + 1];
    }

    Instant floor(Instant at) {
        return Micros.instant(grid.floor(Micros.of(at)));
    }

    Instant ceiling(Instant at) {
        return Micros.instant(grid.ceiling(Micros.of(at)));
    }
}
