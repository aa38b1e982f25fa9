package vn.trangtien.drivers;

/**
 * One value as the instrument gave it.
 *
 * @param channel name within the device, for example {@code temperature}
 * @param value number in {@code unit}; always NaN with COMM_FAULT and CONFIG_ERROR, and NaN with SENSOR_FAULT or WARMING_UP
 *     when the instrument answered without a number
 * @param unit UCUM code
 * @param quality what the instrument says of the value; limits of the configuration come later
 * @param at nanoseconds of the {@link DeviceClock} at which the value was measured
 */
public record Sample(String channel, double value, String unit, Quality quality, long at) {

    public Sample {
        if (channel.isBlank()) {
            throw new IllegalArgumentException("a sample needs the name of its channel, but it was blank");
        }
        boolean neverHasValue = quality == Quality.COMM_FAULT || quality == Quality.CONFIG_ERROR;
        boolean mayLackValue = neverHasValue || quality == Quality.SENSOR_FAULT || quality == Quality.WARMING_UP;
        if (Double.isNaN(value) ? !mayLackValue : neverHasValue) {
            throw new IllegalArgumentException(
                    "channel %s: a value is missing with COMM_FAULT, CONFIG_ERROR and sometimes SENSOR_FAULT and WARMING_UP only, but was %s with %s"
                            .formatted(channel, value, quality));
        }
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "channel %s: a value must be finite, but was %s".formatted(channel, value));
        }
    }

    /** A sample of a channel that has no number to show. */
    public static Sample missing(String channel, String unit, Quality quality, long at) {
        return new Sample(channel, Double.NaN, unit, quality, at);
    }

    /** Whether there is a number; without one only {@link #quality} says something. */
    public boolean hasValue() {
        return !Double.isNaN(value);
    }
}
