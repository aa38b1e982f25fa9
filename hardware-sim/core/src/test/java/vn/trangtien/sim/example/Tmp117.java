package vn.trangtien.sim.example;

import java.time.Duration;
import java.util.List;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.i2c.I2cChip;

// [page: driver]
/**
 * TI TMP117, one measurement for each read. Source: TI SNOSD82, section 7.6.
 *
 * <pre>
 * register  meaning, each 16 bits, high byte first
 * 0x00      temperature, signed, 1/128 °C; 0x8000 until something was measured
 * 0x01      bit 13 ready, 11..10 mode (11 measure once), 6..5 averages (01 eight)
 * 0x0F      bits 11..0 are 0x117
 * </pre>
 */
final class Tmp117 implements Device {

    private static final int TEMPERATURE = 0x00;
    private static final int CONFIG = 0x01;
    private static final int PART = 0x0F;

    private static final int READY = 1 << 13;
    private static final int MEASURE_ONCE = 0b11 << 10;
    private static final int EIGHT_AVERAGES = 0b01 << 5;
    private static final int NOT_MEASURED = 0x8000;
    private static final Duration MEASURING = Duration.ofMillis(140); // eight times 17.5 ms, the slowest

    private final I2cChip chip;
    private final DeviceClock clock;

    Tmp117(I2cChip chip, DeviceClock clock) {
        this.chip = chip;
        this.clock = clock;
    }

    @Override
    public List<Sample> read() throws DeviceException, InterruptedException {
        int part = chip.wordTwice(PART);
        if ((part & 0x0FFF) != 0x117) {
            throw chip.failure(
                    part == 0 ? DeviceError.BUS_STUCK : DeviceError.WRONG_PART,
                    "its part number must end in 0x117 (TMP117), but was 0x%04X".formatted(part));
        }
        int order = MEASURE_ONCE | EIGHT_AVERAGES;
        chip.write(CONFIG, order >> 8, order);
        clock.sleep(MEASURING);
        if ((chip.word(CONFIG) & READY) == 0) {
            throw chip.failure(DeviceError.BUSY, "no measurement was ready after " + MEASURING.toMillis() + " ms");
        }
        int word = chip.wordTwice(TEMPERATURE); // there is no checksum
        if (word == NOT_MEASURED) {
            throw chip.failure(DeviceError.BUSY, "it was reset during the measurement; check its supply");
        }
        double celsius = (short) word / 128.0;
        boolean possible = celsius >= -55 && celsius <= 150;
        Quality quality = possible ? Quality.GOOD : Quality.SENSOR_FAULT;
        return List.of(new Sample("temperature", celsius, "Cel", quality, clock.nanoTime()));
    }

    @Override
    public void close() {} // the port belongs to the bus
}
// [end]
