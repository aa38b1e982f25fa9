package vn.trangtien.sim.fault;

import java.util.Arrays;
import java.util.Locale;

/** What can go wrong with a simulated device, by the names of scenarios. */
public enum Fault {
    /** An I2C device does not acknowledge its address. */
    NACK,
    /** Cable cut or no power: nothing is heard of the device, and it hears nothing. */
    SILENT,
    /** The last byte of every frame has a flipped bit. */
    CRC_FLIP,
    /** The device's world stands still from the moment the fault is switched on. */
    STUCK_VALUE,
    /** The device says that it is still measuring. */
    SLOW,
    /** Another part answers at the address. */
    WRONG_PART,
    /** Every frame comes late, behind the usual time-outs. */
    LATE_REPLY,
    /** Three bytes of noise come before every frame. */
    NOISE_BEFORE,
    /** The end of every frame is missing. */
    TRUNCATE,
    /** A two-wire adapter hears its own request. */
    ECHO,
    /** Another unit of the line answers. */
    FOREIGN_UNIT;

    /** As written in scenarios: {@code crc-flip}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The fault of this code.
     *
     * @throws IllegalArgumentException naming the known codes
     */
    public static Fault of(String code) {
        return Arrays.stream(values())
                .filter(fault -> fault.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a fault must be one of %s, but was '%s'"
                        .formatted(Arrays.stream(values()).map(Fault::code).toList(), code)));
    }
}
