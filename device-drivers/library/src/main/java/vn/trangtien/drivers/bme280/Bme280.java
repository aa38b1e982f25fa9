package vn.trangtien.drivers.bme280;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.i2c.I2cChip;

/**
 * BME280 in forced mode: it sleeps between reads, so that it does not warm itself.
 *
 * <pre>
 * register  meaning
 * 0xD0      part: 0x60 BME280, 0x58 BMP280 (no humidity)
 * 0xE0      write 0xB6: reset
 * 0xF2      humidity oversampling, effective with the next write to 0xF4; 0 after a reset
 * 0xF3      status: bit 0 copying calibration, bit 3 measuring
 * 0xF4      temperature and pressure oversampling, mode; 0 after a reset
 * 0xF7..FE  pressure (20 bit), temperature (20 bit), humidity (16 bit), big endian
 * </pre>
 *
 * <p>Modules sold as BME280 often carry a BMP280. Its temperature and pressure are good, so they are kept and the humidity
 * is a CONFIG_ERROR with a {@link #warning()}.
 *
 * <p>The chip has no checksum. Calibration and data stand still once they are there, so both are read twice and must be
 * equal; the control registers are read with the data, since after a loss of power they are 0 and the data is not what was
 * asked for.
 */
final class Bme280 implements Device {

    private static final int PART = 0xD0;
    private static final int RESET = 0xE0;
    private static final int CONTROL_HUMIDITY = 0xF2;
    private static final int STATUS = 0xF3;
    private static final int CONTROL = 0xF4;
    /** From 0xF2 to 0xFE: control, status and data in one transfer. */
    private static final int MEASUREMENT_LENGTH = 13;

    private static final int BME280 = 0x60;
    private static final int BMP280 = 0x58;
    private static final int RESET_WORD = 0xB6;
    private static final int FORCED = 0b01;
    private static final int MEASURING = 1 << 3;
    private static final int COPYING = 1;

    private static final int SKIPPED_20_BIT = 0x80000;
    private static final int SKIPPED_16_BIT = 0x8000;
    private static final int STATUS_LOOKS = 10;

    private final I2cChip chip;
    private final DeviceClock clock;
    private final int oversampling;
    private @Nullable Calibration calibration;
    private boolean hasHumidity = true;

    /** @param oversampling 1, 2, 4, 8 or 16 measurements per value */
    Bme280(I2cChip chip, DeviceClock clock, int oversampling) {
        this.chip = chip;
        this.clock = clock;
        this.oversampling = oversampling;
    }

    @Override
    public List<Sample> read() throws DeviceException, InterruptedException {
        try {
            Calibration known = known();
            byte[] measured = measure();
            if (!keptSettings(measured)) {
                calibration = null;
                known = known();
                measured = measure();
            }
            if (!keptSettings(measured)) {
                throw chip.failure(
                        DeviceError.BUSY,
                        "registers 0xF2 and 0xF4 were set to 0x%02X and 0x%02X, but read as 0x%02X and 0x%02X; check its supply"
                                .formatted(code(), control(), measured[0] & 0xFF, measured[2] & 0xFF));
            }
            return samples(known, measured);
        } catch (DeviceException e) {
            // After a failure the chip may have lost power, and with it every setting.
            calibration = null;
            throw e;
        }
    }

    @Override
    public Optional<String> warning() {
        return hasHumidity
                ? Optional.empty()
                : Optional.of(
                        chip.name() + ": the part is a BMP280 (0x58), which has no humidity; fit a BME280 (0x60)");
    }

    @Override
    public void close() {
        calibration = null;
    }

    private Calibration known() throws DeviceException, InterruptedException {
        Calibration known = calibration;
        if (known == null) {
            known = start();
            calibration = known;
        }
        return known;
    }

    private Calibration start() throws DeviceException, InterruptedException {
        int part = chip.registerTwice(PART, 1)[0] & 0xFF;
        switch (part) {
            case BME280 -> hasHumidity = true;
            case BMP280 -> hasHumidity = false;
            case 0x00 ->
                throw chip.failure(DeviceError.BUS_STUCK, "part number reads as 0x00; is the data line held low?");
            default ->
                throw chip.failure(
                        DeviceError.WRONG_PART, "part number must be 0x60 (BME280), but was 0x%02X".formatted(part));
        }
        chip.write(RESET, RESET_WORD);
        clock.sleep(Duration.ofMillis(2));
        awaitStatus(COPYING);
        byte[] first = chip.registerTwice(Calibration.FIRST, Calibration.FIRST_LENGTH);
        byte[] second = hasHumidity
                ? chip.registerTwice(Calibration.SECOND, Calibration.SECOND_LENGTH)
                : new byte[Calibration.SECOND_LENGTH];
        Calibration read = Calibration.of(first, second);
        if (!read.isPlausible()) {
            throw chip.failure(
                    DeviceError.BUS_STUCK, "calibration reads as all zeros or all ones; check wiring and power");
        }
        return read;
    }

    /** Registers 0xF2 to 0xFE after one measurement. */
    private byte[] measure() throws DeviceException, InterruptedException {
        // Humidity first: the chip takes it over with the write to the other register.
        chip.write(CONTROL_HUMIDITY, code());
        chip.write(CONTROL, control() | FORCED);
        clock.sleep(measurementTime());
        awaitStatus(MEASURING);
        return chip.registerTwice(CONTROL_HUMIDITY, MEASUREMENT_LENGTH);
    }

    private int code() {
        return Integer.numberOfTrailingZeros(oversampling) + 1;
    }

    /** What 0xF4 holds when the measurement is over and the chip asleep again. */
    private int control() {
        return code() << 5 | code() << 2;
    }

    private boolean keptSettings(byte[] measured) {
        boolean humidity = !hasHumidity || (measured[0] & 0b111) == code();
        return humidity && (measured[2] & 0xFF) == control();
    }

    private List<Sample> samples(Calibration known, byte[] measured) throws DeviceException {
        long at = clock.nanoTime();
        int adcP = (measured[5] & 0xFF) << 12 | (measured[6] & 0xFF) << 4 | (measured[7] & 0xFF) >> 4;
        int adcT = (measured[8] & 0xFF) << 12 | (measured[9] & 0xFF) << 4 | (measured[10] & 0xFF) >> 4;
        int adcH = ((measured[11] & 0xFF) << 8) | (measured[12] & 0xFF);
        if (adcT == SKIPPED_20_BIT) {
            throw chip.failure(DeviceError.BUSY, "the temperature was not measured; the chip was reset");
        }
        double fine = known.fine(adcT);
        Sample temperature = inRange("temperature", Calibration.celsius(fine), "Cel", -40, 85, at);
        Sample pressure = adcP == SKIPPED_20_BIT
                ? skipped("pressure", "Pa", at)
                : inRange("pressure", known.pascal(adcP, fine), "Pa", 30_000, 110_000, at);
        List<Sample> samples = List.of(temperature, humidity(known, adcH, fine, at), pressure);
        // The other two are corrected with the temperature, so that they are as wrong as it.
        return temperature.quality() == Quality.GOOD
                ? samples
                : samples.stream().map(Bme280::doubted).toList();
    }

    private Sample humidity(Calibration known, int adcH, double fine, long at) {
        if (!hasHumidity) {
            return Sample.missing("humidity", "%", Quality.CONFIG_ERROR, at);
        }
        if (adcH == SKIPPED_16_BIT) {
            return skipped("humidity", "%", at);
        }
        double percent = known.percent(adcH, fine);
        // Fog reaches 99; exactly 100 is a wet sensor, and exactly 0 a dead one.
        boolean atAnEnd = percent >= 100.0 || percent <= 0.0;
        return new Sample("humidity", percent, "%", atAnEnd ? Quality.UNCERTAIN : Quality.GOOD, at);
    }

    private static Sample doubted(Sample sample) {
        return sample.quality().isUsable()
                ? new Sample(sample.channel(), sample.value(), sample.unit(), Quality.SENSOR_FAULT, sample.at())
                : sample;
    }

    private static Sample skipped(String channel, String unit, long at) {
        return Sample.missing(channel, unit, Quality.SENSOR_FAULT, at);
    }

    private static Sample inRange(String channel, double value, String unit, double min, double max, long at) {
        boolean possible = value >= min && value <= max;
        return new Sample(channel, value, unit, possible ? Quality.GOOD : Quality.SENSOR_FAULT, at);
    }

    private void awaitStatus(int bit) throws DeviceException, InterruptedException {
        for (int look = 0; look < STATUS_LOOKS; look++) {
            if ((chip.register(STATUS, 1)[0] & bit) == 0) {
                return;
            }
            clock.sleep(Duration.ofMillis(2));
        }
        throw chip.failure(DeviceError.BUSY, "status bit 0x%02X stayed set for %d looks".formatted(bit, STATUS_LOOKS));
    }

    /** Longest time of datasheet section 9.1. */
    private Duration measurementTime() {
        long micros = 1_250 + 3L * 2_300 * oversampling + 2 * 575;
        return Duration.ofNanos(micros * 1_000);
    }
}
