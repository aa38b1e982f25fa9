package vn.trangtien.drivers.mcp3008;

import java.util.HexFormat;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.adc.Conversion;
import vn.trangtien.drivers.adc.Conversion.Rail;
import vn.trangtien.drivers.adc.Converter;
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.drivers.port.SpiPort;

/**
 * Microchip MCP3008, eight single-ended inputs of 10 bits. Source: Microchip DS21295, sections 5 and 6.1.
 *
 * <pre>
 * out  0000 0001  1 C2 C1 C0 xxxx  xxxx xxxx  xxxx xxxx  xxxx xxxx    start bit, single-ended, input
 * in   xxxx xxxx  xxxx x 0 B9 B8   B7 .. B0   B1 .. B8   B9 000 0000  null bit, result, result again
 * </pre>
 *
 * <p>Clocked further than it must be, the chip repeats its result with the lowest bit first and then sends zeros. Asking for
 * that costs two bytes and finds a bit that flipped on the way, of all but B0, which is sent once. Nobody drives the line
 * before the null bit. A line held low looks like 0 V; {@link #proveAlive} tells them apart.
 */
public final class Mcp3008 implements Converter {

    /** Inputs of the chip. */
    static final int INPUTS = 8;

    private static final int FULL_SCALE = 1_024;
    private static final int HIGHEST_CODE = FULL_SCALE - 1;
    private static final int LENGTH = 5;
    private static final int NULL_BIT = 1 << 2;

    private final SpiPort port;
    private final String name;
    private final double vref;

    /** @param vref volts at full scale */
    Mcp3008(SpiPort port, String name, double vref) {
        this.port = port;
        this.name = name;
        this.vref = vref;
    }

    /** The converter that {@code vref} of a configuration describes. */
    public static Mcp3008 open(DeviceConfig config, Buses buses) throws DeviceException {
        return new Mcp3008(
                buses.spi(config.bus()), "%s on %s".formatted(config.id(), config.bus()), config.needNumber("vref"));
    }

    @Override
    public int inputs() {
        return INPUTS;
    }

    @Override
    public Conversion convert(int input) throws DeviceException {
        int code = code(input);
        Rail rail = code == 0 ? Rail.LOW : code == HIGHEST_CODE ? Rail.HIGH : Rail.NONE;
        return new Conversion(code * vref / FULL_SCALE, rail);
    }

    @Override
    public void proveAlive() throws DeviceException {
        for (int input = 0; input < INPUTS; input++) {
            if (code(input) != 0) {
                return;
            }
        }
        throw new DeviceException(
                DeviceError.BUS_STUCK,
                name
                        + ": all 8 inputs read exactly 0, as they do with the data line held low or cut; check MISO and supply");
    }

    /** Converts one input: 0 to 1023. */
    int code(int input) throws DeviceException {
        byte[] in = port.transfer((byte) 1, (byte) (0x80 | input << 4), (byte) 0, (byte) 0, (byte) 0);
        if (in.length != LENGTH) {
            throw new DeviceException(
                    DeviceError.FRAMING, "%s: %d bytes must come, but %d did".formatted(name, LENGTH, in.length));
        }
        int code = ((in[1] & 3) << 8) | (in[2] & 0xFF);
        int repeated = ((in[3] & 0xFF) << 8) | (in[4] & 0xFF);
        boolean nullBit = (in[1] & NULL_BIT) != 0;
        boolean agrees = repeated == repetition(code);
        if (nullBit && !agrees) {
            throw new DeviceException(
                    DeviceError.NOT_PRESENT,
                    name
                            + ": the null bit must be 0, but was 1; no MCP3008 drives the line, check chip select and power");
        }
        if (nullBit || !agrees) {
            throw new DeviceException(
                    DeviceError.CRC,
                    "%s: the result must come twice, but was %s; shorten the cable or lower speedHz"
                            .formatted(
                                    name,
                                    HexFormat.ofDelimiter(" ").withUpperCase().formatHex(in)));
        }
        return code;
    }

    /** What follows a code: B1 to B9, then seven zeros. */
    private static int repetition(int code) {
        return Integer.reverse(code >> 1) >>> 16;
    }
}
