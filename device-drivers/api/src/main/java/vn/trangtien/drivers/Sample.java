package vn.trangtien.drivers;

/**
 * One value as the instrument gave it.
 *
 * @param channel name within the device, for example {@code temperature}
 * @param value number in {@code unit}; NaN exactly when {@code quality} is COMM_FAULT or CONFIG_ERROR
 * @param unit UCUM code
 * @param quality what the instrument says of the value; limits of the configuration come later
 * @param at nanoseconds of the {@link DeviceClock} at which the value was measured
 */
public record Sample(String channel, double value, String unit, Quality quality, long at) {

    public Sample {
        if (channel.isBlank()) {
            throw new IllegalArgumentException("a sample needs the name of its channel, but it was blank");
        }
        boolean hasNoValue = quality == Quality.COMM_FAULT || quality == Quality.CONFIG_ERROR;
        if (Double.isNaN(value) != hasNoValue) {
            throw new IllegalArgumentException(
                    "channel %s: a value is missing exactly when the quality is COMM_FAULT or CONFIG_ERROR, but was %s with %s"
                            .formatted(channel, value, quality));
        }
    }
}
