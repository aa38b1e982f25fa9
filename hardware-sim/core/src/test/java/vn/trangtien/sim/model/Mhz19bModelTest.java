package vn.trangtien.sim.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import vn.trangtien.sim.fault.Fault;

/** The model against the maker's manual, byte by byte. */
class Mhz19bModelTest {

    private static final String READ = "FF 01 86 00 00 00 00 00 79";
    private static final String SELF_CALIBRATION_OFF = "FF 01 79 00 00 00 00 00 86";

    private final Ill ill = new Ill();
    private double ppm = 608;
    private final Mhz19bModel model = new Mhz19bModel(() -> new Mhz19bModel.Air(ppm, 31), 0, ill.target());
    private final SerialHost host = new SerialHost(model);

    @Test
    void theExampleOfTheMakerComesBack() {
        warmUp();

        assertThat(ask()).isEqualTo("FF 86 02 60 47 00 00 00 D1");
    }

    @Test
    void forThreeMinutesItSaysTheSameWhateverTheAir() {
        ppm = 3_000;
        assertThat(ask()).startsWith("FF 86 01 9A");
        host.hear(Mhz19bModel.WARM_UP.minusMillis(100));
        assertThat(ask()).startsWith("FF 86 0B B8");
    }

    @Test
    void warmingUpEndsToTheNanosecond() {
        host.hear(Mhz19bModel.WARM_UP.minusNanos(1));
        host.say(READ);
        assertThat(host.hear(Duration.ofSeconds(1))).singleElement().asString().startsWith("FF 86 01 9A");
    }

    @Test
    void itSaturatesAtItsRange() {
        warmUp();
        ppm = 9_000;
        assertThat(ask()).startsWith("FF 86 13 88");

        host.say("FF 01 99 00 00 00 07 D0 8F");
        assertThat(ask()).startsWith("FF 86 07 D0");
    }

    @Test
    void onlyReadingIsAnswered() {
        warmUp();
        host.say(SELF_CALIBRATION_OFF);
        host.say("FF 01 87 00 00 00 00 00 78");

        assertThat(host.hear(Duration.ofSeconds(1))).isEmpty();
        assertThat(ask()).as("zero point at 400 ppm").startsWith("FF 86 01 90");
    }

    @Test
    void selfCalibrationTakesTheLowestOfADayForFreshAir() {
        warmUp();
        ppm = 700;
        ask();
        ppm = 900;
        host.hear(Duration.ofHours(24));

        assertThat(ask()).as("900 - (700 - 400)").startsWith("FF 86 02 58");
    }

    @Test
    void switchedOffItDoesNot() {
        warmUp();
        host.say(SELF_CALIBRATION_OFF);
        ppm = 700;
        ask();
        host.hear(Duration.ofHours(49));

        assertThat(ask()).startsWith("FF 86 02 BC");
    }

    @Test
    void aBrownOutMakesItWarmUpAgainAndCalibrateItself() {
        warmUp();
        host.say(SELF_CALIBRATION_OFF);
        model.powerCycle();
        assertThat(ask()).startsWith("FF 86 01 9A");

        warmUp();
        ppm = 700;
        ask();
        host.hear(Duration.ofHours(24));
        assertThat(ask()).startsWith("FF 86 01 90");
    }

    @Test
    void aWrongSumIsIgnoredAndGarbageSkipped() {
        warmUp();
        host.say("FF 01 86 00 00 00 00 00 78");
        assertThat(host.hear(Duration.ofSeconds(1))).isEmpty();
        host.say("00 FF 12");

        assertThat(ask()).startsWith("FF 86 02 60");
    }

    @Test
    void thePowerOnValueStays() {
        ill.on(Fault.POWER_ON_VALUE);
        warmUp();

        assertThat(ask()).startsWith("FF 86 01 9A");
    }

    private void warmUp() {
        host.hear(Mhz19bModel.WARM_UP);
    }

    private String ask() {
        host.say(READ);
        return host.hear(Duration.ofMillis(100)).get(0);
    }
}
