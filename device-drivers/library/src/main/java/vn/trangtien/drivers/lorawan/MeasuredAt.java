package vn.trangtien.drivers.lorawan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a value was measured: as long before its arrival as the network says, so that an uplink that waited in a broker keeps its
 * time.
 *
 * @param at nanoseconds of the device clock, never later than the arrival
 * @param believed whether the network's time could be used; one that is absent or more than a day off cannot
 */
record MeasuredAt(long at, boolean believed) {

    private static final Duration ABSURD = Duration.ofDays(1);

    /**
     * @param arrivedAt nanoseconds of the device clock on arrival
     * @param receivedAt time of the day on arrival
     * @param network time of the day at which the network received it
     */
    static MeasuredAt of(long arrivedAt, Instant receivedAt, Optional<Instant> network) {
        if (network.isEmpty()) {
            return new MeasuredAt(arrivedAt, false);
        }
        Duration age = Duration.between(network.get(), receivedAt);
        if (age.abs().compareTo(ABSURD) > 0) {
            return new MeasuredAt(arrivedAt, false);
        }
        return new MeasuredAt(arrivedAt - Math.max(0, age.toNanos()), true);
    }
}
