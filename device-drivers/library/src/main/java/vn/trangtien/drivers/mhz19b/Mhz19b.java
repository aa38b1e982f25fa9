package vn.trangtien.drivers.mhz19b;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.framing.FrameLine;
import vn.trangtien.drivers.framing.WarmUp;
import vn.trangtien.drivers.port.SerialLink;

/**
 * MH-Z19B. Asked with {@code FF 01 86 00 00 00 00 00 79}, it answers within a tenth of a second.
 *
 * <pre>
 * byte 2, 3     CO2 in ppm, high byte first
 * byte 4        temperature in its case, °C + 40
 * </pre>
 *
 * <p>For three minutes after switching on it gives a fixed value between 400 and 500 ppm, which is WARMING_UP. That it was
 * switched off between two reads is seen from a fall to that value faster than the cell can follow the air (T90 of 120 s).
 * At the end of its range it repeats the end, which is OUT_OF_RANGE. Below 300 ppm there is no air on Earth, so the zero
 * point is wrong: UNCERTAIN.
 *
 * <p>Self-calibration takes the lowest value of a day for fresh air, which is wrong in tunnels and stables; a sensor
 * forgets that it was switched off, so it is told again every 12 hours and after each failure.
 */
final class Mhz19b implements Device {

    private static final int LOWEST_AIR = 300;
    private static final int COLDEST = -40;
    private static final int HOTTEST = 85;
    private static final int FRESH_AIR = 400;
    private static final int HIGHEST_FIXED_VALUE = 500;
    private static final int ERROR_OF_A_READING = 50;
    private static final double FALL_SECONDS = 120 / Math.log(10);
    private static final int ON = 0xA0;
    private static final int OFF = 0;
    private static final long TELL_AGAIN_NANOS = TimeUnit.HOURS.toNanos(12);
    private static final Duration ANSWER = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 2;

    private final FrameLine line;
    private final DeviceClock clock;
    private final String name;
    private final boolean selfCalibration;
    private final int range;
    private final WarmUp warmUp;
    private boolean told;
    private long toldAt;
    private int lastPpm;
    private long lastAt;

    /** @param range of this variant in ppm, on its label */
    Mhz19b(SerialLink link, DeviceClock clock, String name, boolean selfCalibration, int range, Duration warmUp) {
        this.line =
                new FrameLine(link, clock, name, new MhzShape(), "is the rate 9600 baud and the sensor an MH-Z19B?");
        this.clock = clock;
        this.name = name;
        this.selfCalibration = selfCalibration;
        this.range = range;
        this.warmUp = new WarmUp(clock, warmUp);
    }

    @Override
    public List<Sample> read() throws DeviceException, InterruptedException {
        try {
            if (!told || clock.nanoTime() - toldAt >= TELL_AGAIN_NANOS) {
                line.send(MhzShape.command(MhzShape.SELF_CALIBRATION, selfCalibration ? ON : OFF));
                told = true;
                toldAt = clock.nanoTime();
            }
            warmUp.begin();
            return samples(ask());
        } catch (DeviceException e) {
            told = false;
            lastPpm = 0;
            warmUp.failed(e);
            throw e;
        }
    }

    @Override
    public Optional<String> warning() {
        return warmUp.isOver() && lastPpm > 0 && lastPpm < LOWEST_AIR
                ? Optional.of("%s: %d ppm is less than any air has; calibrate the zero point in fresh air (400 ppm)"
                        .formatted(name, lastPpm))
                : Optional.empty();
    }

    @Override
    public void close() {
        told = false;
    }

    private byte[] ask() throws DeviceException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            line.forget();
            line.send(MhzShape.command(MhzShape.READ, 0));
            line.listen(ANSWER);
            Optional<byte[]> frame = line.next(answer -> answer[1] == MhzShape.READ);
            if (frame.isPresent()) {
                return frame.get();
            }
        }
        throw line.failure();
    }

    private List<Sample> samples(byte[] frame) {
        long at = clock.nanoTime();
        int ppm = ((frame[2] & 0xFF) << 8) | (frame[3] & 0xFF);
        if (fellFasterThanAir(ppm, at)) {
            warmUp.startOver();
            told = false;
        }
        lastPpm = ppm;
        lastAt = at;
        int celsius = (frame[4] & 0xFF) - 40;
        return List.of(
                new Sample("co2", ppm, "[ppm]", co2Quality(ppm), at),
                new Sample("temperature", celsius, "Cel", temperatureQuality(celsius), at));
    }

    /** Even in the freshest air the cell follows only by and by. */
    private boolean fellFasterThanAir(int ppm, long at) {
        if (ppm < FRESH_AIR || ppm > HIGHEST_FIXED_VALUE) {
            return false;
        }
        double seconds = (at - lastAt) / 1e9;
        double lowest = FRESH_AIR + (lastPpm - FRESH_AIR) * Math.exp(-seconds / FALL_SECONDS);
        return ppm < lowest - ERROR_OF_A_READING;
    }

    private Quality co2Quality(int ppm) {
        if (!warmUp.isOver()) {
            return Quality.WARMING_UP;
        }
        if (ppm >= range) {
            return Quality.OUT_OF_RANGE;
        }
        if (ppm == 0) {
            return Quality.SENSOR_FAULT;
        }
        return ppm < LOWEST_AIR ? Quality.UNCERTAIN : Quality.GOOD;
    }

    private Quality temperatureQuality(int celsius) {
        if (!warmUp.isOver()) {
            return Quality.WARMING_UP;
        }
        return celsius < COLDEST || celsius > HOTTEST ? Quality.OUT_OF_RANGE : Quality.GOOD;
    }
}
