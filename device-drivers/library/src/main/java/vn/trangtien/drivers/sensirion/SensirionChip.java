package vn.trangtien.drivers.sensirion;

import java.time.Duration;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.i2c.I2cChip;
import vn.trangtien.drivers.port.I2cPort;

/**
 * Commands of 16 bits, big endian, and words of 16 bits followed by their {@link Crc8}. Not thread-safe.
 *
 * <pre>
 * out  command high, command low [, argument high, argument low, CRC]
 * in   word high, word low, CRC, word high, …
 * </pre>
 */
public final class SensirionChip {

    private static final Duration EXECUTION = Duration.ofMillis(1);

    private final I2cChip chip;
    private final DeviceClock clock;

    public SensirionChip(I2cPort port, DeviceClock clock, String name) {
        this.chip = new I2cChip(port, name);
        this.clock = clock;
    }

    /** What messages call the device. */
    public String name() {
        return chip.name();
    }

    /** An exception whose message begins with the name of the device. */
    public DeviceException failure(DeviceError error, String message) {
        return chip.failure(error, message);
    }

    public void command(int code) throws DeviceException {
        chip.write(code >> 8, code);
    }

    /** @param argument 0 to 65535 */
    public void command(int code, int argument) throws DeviceException {
        chip.write(code >> 8, code, argument >> 8, argument, Crc8.of(argument));
    }

    /** Sends a command, gives the chip a millisecond and reads its answer. */
    public int[] ask(int code, int words) throws DeviceException, InterruptedException {
        command(code);
        clock.sleep(EXECUTION);
        return words(words);
    }

    /**
     * Reads the answer to the last command.
     *
     * @return exactly {@code count} words, each 0 to 65535
     * @throws DeviceException NOT_PRESENT while the answer is not ready, CRC if a word was changed on its way, BUS_STUCK if
     *     nothing but zeros or ones came
     */
    public int[] words(int count) throws DeviceException {
        byte[] data = chip.read(3 * count);
        refuseSilence(data);
        var words = new int[count];
        for (int i = 0; i < count; i++) {
            int word = (data[3 * i] & 0xFF) << 8 | (data[3 * i + 1] & 0xFF);
            int came = data[3 * i + 2] & 0xFF;
            if (came != Crc8.of(word)) {
                throw failure(
                        DeviceError.CRC,
                        "the checksum of word %d (0x%04X) must be 0x%02X, but was 0x%02X; check cable length and pull-ups"
                                .formatted(i + 1, word, Crc8.of(word), came));
            }
            words[i] = word;
        }
        return words;
    }

    private void refuseSilence(byte[] data) throws DeviceException {
        for (byte value : data) {
            if (value != data[0] || (value != 0 && value != -1)) {
                return;
            }
        }
        throw failure(
                DeviceError.BUS_STUCK, "an answer of 0x%02X only; is the data line held?".formatted(data[0] & 0xFF));
    }
}
