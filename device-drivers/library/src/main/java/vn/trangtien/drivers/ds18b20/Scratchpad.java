package vn.trangtien.drivers.ds18b20;

import java.util.Arrays;
import java.util.HexFormat;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;

/**
 * What a DS18B20 holds after a conversion.
 *
 * <pre>
 * byte 0, 1   temperature in 1/16 °C, low byte first, signed; 0550 (85 °C) at power-on
 * byte 2, 3   alarm limits
 * byte 4      configuration: 0 R1 R0 1 1 1 1 1, where R is the resolution less 9 bits
 * byte 5 to 7 reserved
 * byte 8      CRC-8 of bytes 0 to 7
 * </pre>
 *
 * @param sixteenths temperature, its undefined low bits cleared
 * @param bits resolution, 9 to 12
 */
record Scratchpad(int sixteenths, int bits) {

    static final int LENGTH = 9;

    private static final int POWER_ON = 85 * 16;
    private static final int CONFIGURATION_MASK = 0x9F;
    private static final int CONFIGURATION_FIXED = 0x1F;
    private static final int MOST_BITS = 12;

    /**
     * Checks the nine bytes and reads them.
     *
     * @param name of the device, with which messages begin
     */
    static Scratchpad of(byte[] bytes, String name) throws DeviceException {
        String came = HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes);
        if (bytes.length != LENGTH) {
            throw new DeviceException(
                    DeviceError.FRAMING,
                    "%s: 9 bytes were expected, but %d came: %s".formatted(name, bytes.length, came));
        }
        if (isAll(bytes, 0xFF)) {
            throw new DeviceException(
                    DeviceError.NOT_PRESENT, "%s: nothing answered; is its wire broken?".formatted(name));
        }
        if (isAll(bytes, 0)) {
            throw new DeviceException(
                    DeviceError.BUS_STUCK,
                    "%s: only zeros came, whose checksum is right by chance; is the data line shorted to ground, or its pull-up missing?"
                            .formatted(name));
        }
        int crc = Crc8.of(bytes, LENGTH - 1);
        if (crc != (bytes[LENGTH - 1] & 0xFF)) {
            throw new DeviceException(
                    DeviceError.CRC,
                    "%s: checksum %02X was expected, but %s came; is the cable too long or the pull-up too weak?"
                            .formatted(name, crc, came));
        }
        int configuration = bytes[4] & 0xFF;
        if ((configuration & CONFIGURATION_MASK) != CONFIGURATION_FIXED) {
            throw new DeviceException(
                    DeviceError.WRONG_PART,
                    "%s: a DS18B20 has configuration 1F, 3F, 5F or 7F, but %02X came; is it another part?"
                            .formatted(name, configuration));
        }
        int bits = 9 + ((configuration >> 5) & 3);
        int raw = (short) ((bytes[0] & 0xFF) | (bytes[1] << 8));
        return new Scratchpad(raw & (-1 << (MOST_BITS - bits)), bits);
    }

    double celsius() {
        return sixteenths / 16.0;
    }

    /** Whether this is what the part holds when it has lost its supply and not converted since. */
    boolean isPowerOnValue() {
        return sixteenths == POWER_ON;
    }

    private static boolean isAll(byte[] bytes, int value) {
        var same = new byte[bytes.length];
        Arrays.fill(same, (byte) value);
        return Arrays.equals(bytes, same);
    }
}
