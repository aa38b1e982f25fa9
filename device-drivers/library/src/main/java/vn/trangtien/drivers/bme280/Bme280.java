package vn.trangtien.drivers.bme280;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.port.I2cPort;

/**
 * BME280 in forced mode: it sleeps between reads, so that it does not warm itself.
 *
 * <pre>
 * register  meaning
 * 0xD0      part: 0x60 BME280, 0x58 BMP280 (no humidity)
 * 0xE0      write 0xB6: reset
 * 0xF2      humidity oversampling, effective with the next write to 0xF4
 * 0xF3      status: bit 0 copying calibration, bit 3 measuring
 * 0xF4      temperature and pressure oversampling, mode
 * 0xF7..FE  pressure (20 bit), temperature (20 bit), humidity (16 bit), big endian
 * </pre>
 *
 * <p>Modules sold as BME280 often carry a BMP280. Its temperature and pressure are good, so they are kept and the humidity
 * is a CONFIG_ERROR with a {@link #warning()}.
 */
final class Bme280 implements Device {

    private static final int PART = 0xD0;
    private static final int RESET = 0xE0;
    private static final int CONTROL_HUMIDITY = 0xF2;
    private static final int STATUS = 0xF3;
    private static final int CONTROL = 0xF4;
    private static final int DATA = 0xF7;
    private static final int DATA_LENGTH = 8;

    private static final int BME280 = 0x60;
    private static final int BMP280 = 0x58;
    private static final int RESET_WORD = 0xB6;
    private static final int FORCED = 0b01;
    private static final int MEASURING = 1 << 3;
    private static final int COPYING = 1;

    private static final int SKIPPED_20_BIT = 0x80000;
    private static final int SKIPPED_16_BIT = 0x8000;
    private static final int STATUS_LOOKS = 10;

    private final I2cPort port;
    private final DeviceClock clock;
    private final String name;
    private final int oversampling;
    private @Nullable Calibration calibration;
    private boolean hasHumidity = true;

    /** @param oversampling 1, 2, 4, 8 or 16 measurements per value */
    Bme280(I2cPort port, DeviceClock clock, String name, int oversampling) {
        this.port = port;
        this.clock = clock;
        this.name = name;
        this.oversampling = oversampling;
    }

    @Override
    public List<Sample> read() throws DeviceException, InterruptedException {
        try {
            Calibration known = calibration;
            if (known == null) {
                known = start();
                calibration = known;
            }
            return measure(known);
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
                : Optional.of(name + ": the part is a BMP280 (0x58), which has no humidity; fit a BME280 (0x60)");
    }

    @Override
    public void close() {
        calibration = null;
    }

    private Calibration start() throws DeviceException, InterruptedException {
        int part = port.readRegister(PART, 1)[0] & 0xFF;
        switch (part) {
            case BME280 -> hasHumidity = true;
            case BMP280 -> hasHumidity = false;
            case 0x00 ->
                throw new DeviceException(
                        DeviceError.BUS_STUCK, name + ": part number reads as 0x00; is the data line held low?");
            default ->
                throw new DeviceException(
                        DeviceError.WRONG_PART,
                        "%s: part number must be 0x60 (BME280), but was 0x%02X".formatted(name, part));
        }
        port.write((byte) RESET, (byte) RESET_WORD);
        clock.sleep(Duration.ofMillis(2));
        awaitStatus(COPYING);
        byte[] first = port.readRegister(Calibration.FIRST, Calibration.FIRST_LENGTH);
        byte[] second = hasHumidity
                ? port.readRegister(Calibration.SECOND, Calibration.SECOND_LENGTH)
                : new byte[Calibration.SECOND_LENGTH];
        Calibration read = Calibration.of(first, second);
        if (!read.isPlausible()) {
            throw new DeviceException(
                    DeviceError.BUS_STUCK,
                    name + ": calibration reads as all zeros or all ones; check wiring and power");
        }
        return read;
    }

    private List<Sample> measure(Calibration known) throws DeviceException, InterruptedException {
        int code = Integer.numberOfTrailingZeros(oversampling) + 1;
        // Humidity first: the chip takes it over with the write to the other register. Written each time, since a
        // brown-out between two reads clears it.
        port.write((byte) CONTROL_HUMIDITY, (byte) code);
        port.write((byte) CONTROL, (byte) (code << 5 | code << 2 | FORCED));
        clock.sleep(measurementTime());
        awaitStatus(MEASURING);
        byte[] data = port.readRegister(DATA, DATA_LENGTH);
        long at = clock.nanoTime();
        int adcP = (data[0] & 0xFF) << 12 | (data[1] & 0xFF) << 4 | (data[2] & 0xFF) >> 4;
        int adcT = (data[3] & 0xFF) << 12 | (data[4] & 0xFF) << 4 | (data[5] & 0xFF) >> 4;
        int adcH = ((data[6] & 0xFF) << 8) | (data[7] & 0xFF);
        if (adcT == SKIPPED_20_BIT) {
            throw new DeviceException(
                    DeviceError.BUSY, name + ": the temperature was not measured; the chip was reset");
        }
        double fine = known.fine(adcT);
        var samples = new ArrayList<Sample>();
        samples.add(inRange("temperature", Calibration.celsius(fine), "Cel", -40, 85, at));
        samples.add(humidity(known, adcH, fine, at));
        samples.add(
                adcP == SKIPPED_20_BIT
                        ? skipped("pressure", "Pa", at)
                        : inRange("pressure", known.pascal(adcP, fine), "Pa", 30_000, 110_000, at));
        return List.copyOf(samples);
    }

    private Sample humidity(Calibration known, int adcH, double fine, long at) {
        if (!hasHumidity) {
            return Sample.missing("humidity", "%", Quality.CONFIG_ERROR, at);
        }
        if (adcH == SKIPPED_16_BIT) {
            return skipped("humidity", "%", at);
        }
        double percent = known.percent(adcH, fine);
        // Fog reaches 99; exactly 100 is a wet sensor.
        return new Sample("humidity", percent, "%", percent >= 100.0 ? Quality.UNCERTAIN : Quality.GOOD, at);
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
            if ((port.readRegister(STATUS, 1)[0] & bit) == 0) {
                return;
            }
            clock.sleep(Duration.ofMillis(2));
        }
        throw new DeviceException(
                DeviceError.BUSY, "%s: status bit 0x%02X stayed set for %d looks".formatted(name, bit, STATUS_LOOKS));
    }

    /** Longest time of datasheet section 9.1. */
    private Duration measurementTime() {
        long micros = 1_250 + 3L * 2_300 * oversampling + 2 * 575;
        return Duration.ofNanos(micros * 1_000);
    }
}
