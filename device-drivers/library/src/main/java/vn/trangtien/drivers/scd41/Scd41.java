package vn.trangtien.drivers.scd41;

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
import vn.trangtien.drivers.sensirion.AirWords;
import vn.trangtien.drivers.sensirion.SensirionChip;

/**
 * SCD41 measuring by itself every five seconds; a read takes the newest measurement and never waits for one.
 *
 * <pre>
 * command  meaning                                                              while measuring
 * 0x3F86   stop, 500 ms                                                         yes
 * 0x202F   variant: top four bits 0 SCD40, 1 SCD41, 5 SCD43; older chips refuse it   no
 * 0x2416   set self-calibration, 0x2313 read it: 0 or 1                         no
 * 0x2427   set altitude, 0x2322 read it: metres                                 no
 * 0x21B1   start measuring                                                      -
 * 0xE4B8   a new measurement is ready if any of the lower eleven bits is set    yes
 * 0xEC05   CO2 in ppm, temperature, humidity; taken only once                   yes
 * </pre>
 *
 * <p>After a restart of the gateway the chip may be measuring already and would refuse its settings, so it is stopped first.
 * After a loss of its power it is idle and never ready; then it is started again. Source: Sensirion SCD4x datasheet,
 * sections 3.5 to 3.10. The checksum 0x7B in its example of a read is a misprint for 0x33.
 */
final class Scd41 implements Device {

    static final double LOWEST_PPM = 400;
    static final double HIGHEST_PPM = 5_000;
    static final double COLDEST = -10;
    static final double HOTTEST = 60;
    static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final int STOP = 0x3F86;
    private static final int VARIANT = 0x202F;
    private static final int SET_SELF_CALIBRATION = 0x2416;
    private static final int GET_SELF_CALIBRATION = 0x2313;
    private static final int SET_ALTITUDE = 0x2427;
    private static final int GET_ALTITUDE = 0x2322;
    private static final int START = 0x21B1;
    private static final int READY = 0xE4B8;
    private static final int MEASUREMENT = 0xEC05;

    private static final int READY_BITS = 0x07FF;
    private static final Duration STOPPING = Duration.ofMillis(500);
    private static final Duration SETTING = Duration.ofMillis(1);
    /** Twice what the chip needs; its own clock is not exact. */
    private static final Duration PATIENCE = INTERVAL.multipliedBy(2);

    private static final double HIGHEST_PPM_OF_SCD40 = 2_000;
    private static final double LARGEST_OUTPUT_PPM = 40_000;

    private final SensirionChip chip;
    private final DeviceClock clock;
    private final boolean selfCalibration;
    private final int altitudeMetres;

    private @Nullable Long newsAt;
    private List<Sample> newest = List.of();
    private boolean warm;
    private int fruitlessStarts;
    private boolean isScd40;

    Scd41(SensirionChip chip, DeviceClock clock, boolean selfCalibration, int altitudeMetres) {
        this.chip = chip;
        this.clock = clock;
        this.selfCalibration = selfCalibration;
        this.altitudeMetres = altitudeMetres;
    }

    /**
     * The newest measurement. Before the first one there are samples without a value, WARMING_UP, and the first is
     * WARMING_UP too; a measurement that no newer one has replaced is given again with its own time.
     */
    @Override
    public List<Sample> read() throws DeviceException, InterruptedException {
        Long since = newsAt;
        if (since == null) {
            start();
            return warmingUp();
        }
        if ((chip.ask(READY, 1)[0] & READY_BITS) != 0) {
            return take();
        }
        Duration silence = Duration.ofNanos(clock.nanoTime() - since);
        if (silence.compareTo(PATIENCE) >= 0) {
            throw startAgain(silence);
        }
        if (fruitlessStarts > 1) {
            throw neverReady();
        }
        return newest.isEmpty() ? warmingUp() : newest;
    }

    @Override
    public Optional<String> warning() {
        return isScd40
                ? Optional.of("%s: the part is an SCD40, which is exact up to %.0f ppm only; fit an SCD41"
                        .formatted(chip.name(), HIGHEST_PPM_OF_SCD40))
                : Optional.empty();
    }

    @Override
    public void close() {
        newsAt = null;
    }

    private void start() throws DeviceException, InterruptedException {
        newest = List.of();
        warm = false;
        chip.command(STOP);
        clock.sleep(STOPPING);
        checkVariant();
        set(SET_SELF_CALIBRATION, GET_SELF_CALIBRATION, selfCalibration ? 1 : 0, "self-calibration");
        set(SET_ALTITUDE, GET_ALTITUDE, altitudeMetres, "altitude");
        chip.command(START);
        newsAt = clock.nanoTime();
    }

    /** The silence proves that the chip is idle, as it is after a loss of power. */
    private DeviceException startAgain(Duration silence) throws DeviceException, InterruptedException {
        newsAt = null;
        fruitlessStarts++;
        start();
        return fruitlessStarts > 1
                ? neverReady()
                : chip.failure(
                        DeviceError.BUSY,
                        "no measurement for %d s, but one is due every %d s; it was started again, check its supply"
                                .formatted(silence.toSeconds(), INTERVAL.toSeconds()));
    }

    private DeviceException neverReady() {
        return chip.failure(
                DeviceError.BUSY,
                "started %d times, but never had a measurement ready; replace the sensor".formatted(fruitlessStarts));
    }

    private void checkVariant() throws DeviceException, InterruptedException {
        int variant;
        try {
            variant = chip.ask(VARIANT, 1)[0] >> 12;
        } catch (DeviceException e) {
            if (e.error() == DeviceError.NOT_PRESENT) {
                // Chips made before the command was added do not acknowledge it; one that is gone fails with the next.
                isScd40 = false;
                return;
            }
            throw e;
        }
        switch (variant) {
            case 0 -> isScd40 = true;
            case 1, 5 -> isScd40 = false;
            default ->
                throw chip.failure(
                        DeviceError.WRONG_PART,
                        "its variant must be 1 (SCD41), 5 (SCD43) or 0 (SCD40), but was %d".formatted(variant));
        }
    }

    private void set(int command, int question, int value, String what) throws DeviceException, InterruptedException {
        chip.command(command, value);
        clock.sleep(SETTING);
        int kept = chip.ask(question, 1)[0];
        if (kept != value) {
            throw chip.failure(
                    DeviceError.CRC,
                    "%s was set to %d, but reads as %d; the command was disturbed".formatted(what, value, kept));
        }
    }

    private List<Sample> take() throws DeviceException, InterruptedException {
        int[] words = chip.ask(MEASUREMENT, 3);
        long at = clock.nanoTime();
        newsAt = at;
        fruitlessStarts = 0;
        var samples = new ArrayList<Sample>();
        samples.add(new Sample("co2", words[0], "[ppm]", quality(words[0]), at));
        samples.addAll(new AirWords(words[1], words[2]).samples(COLDEST, HOTTEST, at));
        newest = warm ? List.copyOf(samples) : samples.stream().map(Scd41::cold).toList();
        warm = true;
        return newest;
    }

    private Quality quality(int ppm) {
        if (ppm == 0 || ppm > LARGEST_OUTPUT_PPM) {
            return Quality.SENSOR_FAULT;
        }
        boolean exact = ppm >= LOWEST_PPM && ppm <= (isScd40 ? HIGHEST_PPM_OF_SCD40 : HIGHEST_PPM);
        return exact ? Quality.GOOD : Quality.UNCERTAIN;
    }

    /** The first measurement after a start has not seen a whole cycle. */
    private static Sample cold(Sample sample) {
        return sample.quality().isUsable()
                ? new Sample(sample.channel(), sample.value(), sample.unit(), Quality.WARMING_UP, sample.at())
                : sample;
    }

    private List<Sample> warmingUp() {
        long at = clock.nanoTime();
        return List.of(
                Sample.missing("co2", "[ppm]", Quality.WARMING_UP, at),
                Sample.missing("temperature", "Cel", Quality.WARMING_UP, at),
                Sample.missing("humidity", "%", Quality.WARMING_UP, at));
    }
}
