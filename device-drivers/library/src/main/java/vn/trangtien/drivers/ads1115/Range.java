package vn.trangtien.drivers.ads1115;

import java.util.Arrays;
import java.util.List;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceConfig;

/** The ranges of the ADS1115's amplifier, in the order of their codes. */
enum Range {
    V_6_144(6.144),
    V_4_096(4.096),
    V_2_048(2.048),
    V_1_024(1.024),
    V_0_512(0.512),
    V_0_256(0.256);

    private final double volts;

    Range(double volts) {
        this.volts = volts;
    }

    /** Volts at full scale. */
    double volts() {
        return volts;
    }

    /** Bits 11 to 9 of the configuration register. */
    int code() {
        return ordinal();
    }

    /** @throws ConfigException if the chip does not have the range that the configuration names */
    static Range of(DeviceConfig config) {
        double wanted = config.needNumber("range");
        return Arrays.stream(values())
                .filter(range -> range.volts == wanted)
                .findFirst()
                .orElseThrow(() -> new ConfigException("devices.%s.params.range must be one of %s V, but was %s"
                        .formatted(config.id(), all(), wanted)));
    }

    private static List<Double> all() {
        return Arrays.stream(values()).map(Range::volts).toList();
    }
}
