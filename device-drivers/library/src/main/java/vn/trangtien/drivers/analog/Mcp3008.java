package vn.trangtien.drivers.analog;

import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.SpiPort;

/**
 * Microchip MCP3008, eight single-ended channels of 10 bits. Source: Microchip DS21295, section 6.1.
 *
 * <pre>
 * out  0000 0001  1 C2 C1 C0 xxxx  xxxx xxxx     start bit, single-ended, channel
 * in   xxxx xxxx  xxxx x 0 B9 B8   B7 .. B0      the null bit shows that a chip answers
 * </pre>
 */
final class Mcp3008 {

    static final int FULL_SCALE = 1_024;

    private static final int NULL_BIT = 1 << 2;

    private final SpiPort port;
    private final String name;

    Mcp3008(SpiPort port, String name) {
        this.port = port;
        this.name = name;
    }

    /** Converts one input: 0 to 1023. */
    int code(int channel) throws DeviceException {
        byte[] in = port.transfer((byte) 1, (byte) (0x80 | channel << 4), (byte) 0);
        if ((in[1] & NULL_BIT) != 0) {
            throw new DeviceException(
                    DeviceError.NOT_PRESENT,
                    name
                            + ": the null bit must be 0, but was 1; no MCP3008 drives the line, check chip select and power");
        }
        return ((in[1] & 3) << 8) | (in[2] & 0xFF);
    }
}
