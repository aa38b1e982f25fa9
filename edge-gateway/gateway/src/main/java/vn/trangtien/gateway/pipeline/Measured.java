package vn.trangtien.gateway.pipeline;

import java.util.OptionalDouble;
import vn.trangtien.drivers.Quality;

/**
 * A value between two stages.
 *
 * @param value empty when there is no number; never NaN or infinite
 * @param at nanoseconds of the device clock
 */
record Measured(OptionalDouble value, Quality quality, long at) {

    Measured {
        if (value.isPresent() && !Double.isFinite(value.getAsDouble())) {
            throw new IllegalArgumentException("a value must be finite, but was " + value.getAsDouble());
        }
    }

    /** The number if it is one, otherwise the proof of a defect. */
    static Measured of(double number, Quality quality, long at) {
        if (Double.isFinite(number)) {
            return new Measured(OptionalDouble.of(number), quality, at);
        }
        return new Measured(OptionalDouble.empty(), quality.isUsable() ? Quality.SENSOR_FAULT : quality, at);
    }

    boolean isUsable() {
        return quality.isUsable() && value.isPresent();
    }

    Measured with(Quality other) {
        return new Measured(value, other, at);
    }

    static Quality worse(Quality one, Quality other) {
        return one == Quality.GOOD ? other : one;
    }
}
