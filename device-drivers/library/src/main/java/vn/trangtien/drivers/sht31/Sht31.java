package vn.trangtien.drivers.sht31;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.sensirion.AirWords;
import vn.trangtien.drivers.sensirion.SensirionChip;

/**
 * SHT31, one measurement for each read, so that it sleeps in between and has nothing to forget when its power fails.
 *
 * <pre>
 * command  meaning
 * 0x2400   measure once, high repeatability, no clock stretching: 15.5 ms, reads are not acknowledged before
 * 0xF32D   status: bit 13 heater on, bit 4 was reset since the status was cleared
 * 0x3041   clear the status
 * </pre>
 *
 * <p>The commands with clock stretching are never used: the I2C block of a Raspberry Pi mishandles it. Source: Sensirion
 * SHT3x-DIS datasheet, sections 2.2, 4.3, 4.10 and 4.11.
 */
final class Sht31 implements Device {

    static final double COLDEST = -40;
    static final double HOTTEST = 125;

    private static final int MEASURE = 0x2400;
    private static final int STATUS = 0xF32D;
    private static final int CLEAR_STATUS = 0x3041;

    private static final int HEATER_ON = 1 << 13;
    private static final int WAS_RESET = 1 << 4;

    private static final Duration MEASURING = Duration.ofNanos(15_500_000);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);
    private static final int LOOKS = 10;

    private final SensirionChip chip;
    private final DeviceClock clock;
    private boolean met;
    private boolean lostPower;
    private boolean heated;

    Sht31(SensirionChip chip, DeviceClock clock) {
        this.chip = chip;
        this.clock = clock;
    }

    @Override
    public List<Sample> read() throws DeviceException, InterruptedException {
        chip.command(MEASURE);
        clock.sleep(MEASURING);
        AirWords air = awaitWords();
        long at = clock.nanoTime();
        readStatus();
        List<Sample> samples = air.samples(COLDEST, HOTTEST, at);
        return heated ? samples.stream().map(Sht31::doubted).toList() : samples;
    }

    @Override
    public Optional<String> warning() {
        if (heated) {
            return Optional.of(chip.name()
                    + ": its heater is on and warms the air it measures; switch its power off and on again");
        }
        return lostPower
                ? Optional.of(chip.name() + ": it was reset since the last read; check its supply and connector")
                : Optional.empty();
    }

    @Override
    public void close() {
        met = false;
    }

    private AirWords awaitWords() throws DeviceException, InterruptedException {
        for (int look = 1; ; look++) {
            try {
                int[] words = chip.words(2);
                return new AirWords(words[0], words[1]);
            } catch (DeviceException e) {
                if (e.error() != DeviceError.NOT_PRESENT) {
                    throw e;
                }
                if (look == LOOKS) {
                    throw new DeviceException(
                            DeviceError.BUSY,
                            "%s: it took the command to measure, but acknowledged none of %d reads; was it reset meanwhile?"
                                    .formatted(chip.name(), LOOKS),
                            e);
                }
            }
            clock.sleep(BETWEEN_LOOKS);
        }
    }

    private void readStatus() throws DeviceException, InterruptedException {
        int status = chip.ask(STATUS, 1)[0];
        heated = (status & HEATER_ON) != 0;
        boolean wasReset = (status & WAS_RESET) != 0;
        // The first read after power-on finds the flag too, and that is no news.
        lostPower = wasReset && met;
        met = true;
        if (wasReset) {
            chip.command(CLEAR_STATUS);
        }
    }

    private static Sample doubted(Sample sample) {
        return sample.quality() == Quality.GOOD
                ? new Sample(sample.channel(), sample.value(), sample.unit(), Quality.UNCERTAIN, sample.at())
                : sample;
    }
}
