package vn.trangtien.drivers.i2c;

import java.util.Arrays;
import java.util.HexFormat;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.I2cPort;

/**
 * One chip on an I2C bus, of whose answers nothing is taken for granted. I2C acknowledges bytes but does not protect them: a
 * bit that flips on a long cable arrives as another number. Not thread-safe.
 */
public final class I2cChip {

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    private static final byte FREE_LINE = (byte) 0xFF;

    private final I2cPort port;
    private final String name;

    /** @param name what messages call the device, for example {@code air at 0x76 on i2c-1} */
    public I2cChip(I2cPort port, String name) {
        this.port = port;
        this.name = name;
    }

    /** What messages call the device. */
    public String name() {
        return name;
    }

    /** An exception whose message begins with the name of the device. */
    public DeviceException failure(DeviceError error, String message) {
        return new DeviceException(error, name + ": " + message);
    }

    /** @param bytes of each the low eight bits, the first sent first */
    public void write(int... bytes) throws DeviceException {
        var data = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            data[i] = (byte) bytes[i];
        }
        port.write(data);
    }

    /**
     * Reads without naming a register.
     *
     * @return exactly {@code length} bytes
     * @throws DeviceException FRAMING if another number of bytes came
     */
    public byte[] read(int length) throws DeviceException {
        return complete(port.read(length), length);
    }

    /**
     * Reads registers that follow each other.
     *
     * @return exactly {@code length} bytes
     * @throws DeviceException FRAMING if another number of bytes came
     */
    public byte[] register(int register, int length) throws DeviceException {
        return complete(port.readRegister(register, length), length);
    }

    /** Reads one register of 16 bits, high byte first: 0 to 65535. */
    public int word(int register) throws DeviceException {
        return word(register(register, 2));
    }

    /**
     * The same as {@link #register}, but twice, for registers of one byte each that stand still and have no checksum. The
     * second time they are read in two parts, so that a transfer that breaks off, after which the free line reads as 0xFF,
     * does not break off at the same register; if the last is 0xFF all the same, it is read twice more.
     *
     * @throws DeviceException CRC if the two answers differ
     */
    public byte[] registerTwice(int register, int length) throws DeviceException {
        byte[] first = register(register, length);
        int half = length / 2;
        byte[] second = Arrays.copyOf(half == 0 ? new byte[0] : register(register, half), length);
        System.arraycopy(register(register + half, length - half), 0, second, half, length - half);
        requireSame(register, first, second);
        repeatIfBrokenOff(register, first);
        return first;
    }

    /**
     * The same as {@link #word(int)}, but twice, for a register that stands still. A word that ends in 0xFF, as after a
     * transfer that breaks off, is read four times.
     *
     * @throws DeviceException CRC if two answers differ
     */
    public int wordTwice(int register) throws DeviceException {
        byte[] first = register(register, 2);
        requireSame(register, first, register(register, 2));
        repeatIfBrokenOff(register, first);
        return word(first);
    }

    private void repeatIfBrokenOff(int register, byte[] first) throws DeviceException {
        if (first[first.length - 1] == FREE_LINE) {
            requireSame(register, first, register(register, first.length));
            requireSame(register, first, register(register, first.length));
        }
    }

    private void requireSame(int register, byte[] first, byte[] second) throws DeviceException {
        if (!Arrays.equals(first, second)) {
            throw failure(
                    DeviceError.CRC,
                    "register 0x%02X must read the same twice, but was %s and then %s; check cable length and pull-ups"
                            .formatted(register, HEX.formatHex(first), HEX.formatHex(second)));
        }
    }

    private static int word(byte[] bytes) {
        return (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
    }

    private byte[] complete(byte[] data, int length) throws DeviceException {
        if (data.length != length) {
            throw failure(
                    DeviceError.FRAMING,
                    "%d bytes were asked for, but %d came; check cable and supply".formatted(length, data.length));
        }
        return data;
    }
}
