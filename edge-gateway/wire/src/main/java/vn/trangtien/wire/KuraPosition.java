package vn.trangtien.wire;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Where the gateway was. Every field is as the sender gave it, unchecked.
 *
 * @param latitude degrees
 * @param longitude degrees
 * @param altitude metres
 * @param precision dilution of precision
 * @param heading degrees
 * @param speed metres per second
 * @param timestampMs time of the fix, ms since 1970 UTC
 * @param satellites number of satellites used
 * @param status 1 no answer from the receiver, 2 error in the answer, 4 valid
 */
public record KuraPosition(
        double latitude,
        double longitude,
        OptionalDouble altitude,
        OptionalDouble precision,
        OptionalDouble heading,
        OptionalDouble speed,
        OptionalLong timestampMs,
        OptionalInt satellites,
        OptionalInt status) {

    /** A surveyed place without a receiver. */
    public static KuraPosition of(double latitude, double longitude) {
        if (!(Math.abs(latitude) <= 90)) {
            throw new IllegalArgumentException("latitude must be -90 to 90 degrees, but was " + latitude);
        }
        if (!(Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("longitude must be -180 to 180 degrees, but was " + longitude);
        }
        return new KuraPosition(
                latitude,
                longitude,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                OptionalInt.empty());
    }

    /** Whether a map may show it: a Kura gateway without a receiver sends 0/0. */
    public boolean isKnown() {
        return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && (latitude != 0 || longitude != 0);
    }
}
