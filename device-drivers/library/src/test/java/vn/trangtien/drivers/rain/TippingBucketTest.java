package vn.trangtien.drivers.rain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.port.GpioIn;
import vn.trangtien.drivers.testing.ManualClock;
import vn.trangtien.drivers.testing.ManualLine;
import vn.trangtien.drivers.testing.TestBuses;

class TippingBucketTest {

    private static final double MM_PER_TIP = 0.2;

    private final ManualClock clock = new ManualClock();
    private GpioIn.Pull expectedPull = GpioIn.Pull.UP;
    private ManualLine contact = new ManualLine(clock, true);

    @Test
    void totalGrowsAndIntervalIsSinceTheLastRead() throws Exception {
        Device gauge = gauge(Map.of());
        close(100);
        close(100);
        assertThat(gauge.read()).extracting(Sample::value).containsExactly(0.4, 0.4);
        clock.sleep(Duration.ofMinutes(1));
        close(100);

        List<Sample> samples = gauge.read();

        assertThat(samples).extracting(Sample::channel).containsExactly("total", "interval");
        assertThat(samples.get(0).value()).isCloseTo(0.6, within(1e-9));
        assertThat(samples.get(1).value()).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void bouncesAtBothEndsOfALongClosureAreOneTip() throws Exception {
        Device gauge = gauge(Map.of());

        bounce();
        level(false, 120);
        bounce();
        level(true, 500);

        assertThat(gauge.read().get(0).value()).isEqualTo(MM_PER_TIP);
    }

    /** Edges come on another thread, so also between the look at the line and the use of what was seen. */
    @ParameterizedTest(name = "closed for {0} ms")
    @ValueSource(longs = {40, 100})
    void aTipThatBeginsDuringAReadCountsOnceAndIsNotDoubted(long millis) throws Exception {
        contact = new ManualLine(clock, true);
        Device gauge = gauge(Map.of());
        clock.sleep(Duration.ofMinutes(1));
        contact.afterNextLook(() -> contact.level(false, 0));
        gauge.read();

        clock.sleep(Duration.ofMillis(millis));
        level(true, 500);

        List<Sample> samples = gauge.read();
        assertThat(samples.get(0).value()).isEqualTo(MM_PER_TIP);
        assertThat(samples).extracting(Sample::quality).containsOnly(Quality.GOOD);
    }

    @Test
    void aSparkIsNoTip() throws Exception {
        Device gauge = gauge(Map.of());

        level(false, 1);
        level(true, 500);

        assertThat(gauge.read().get(0).value()).isZero();
    }

    @Test
    void aStuckContactIsNoTipUntilItOpens() throws Exception {
        Device gauge = gauge(Map.of());

        level(false, 60_000);
        assertThat(gauge.read().get(0).value()).isZero();
        level(true, 300);

        assertThat(gauge.read().get(0).value()).isEqualTo(MM_PER_TIP);
    }

    @Test
    void aContactClosedForTenSecondsIsAStuckBucket() throws Exception {
        Device gauge = gauge(Map.of());
        close(100);
        level(false, 9_999);
        assertThat(gauge.read()).extracting(Sample::quality).containsOnly(Quality.GOOD);
        clock.sleep(Duration.ofMillis(1));

        List<Sample> stuck = gauge.read();

        assertThat(stuck).extracting(Sample::quality).containsOnly(Quality.SENSOR_FAULT);
        assertThat(stuck.get(0).value()).isEqualTo(MM_PER_TIP);
        assertThat(gauge.warning())
                .contains(
                        "rain on gpio: the contact has been closed for 10 s; free the bucket and look for a short in the cable");
        level(true, 300);
        assertThat(gauge.read()).extracting(Sample::quality).containsOnly(Quality.GOOD);
        assertThat(gauge.warning()).isEmpty();
    }

    @Test
    void aContactThatIsClosedFromTheBeginningIsStuckToo() throws Exception {
        contact = new ManualLine(clock, false);
        Device gauge = gauge(Map.of());
        clock.sleep(Duration.ofSeconds(10));

        assertThat(gauge.read()).extracting(Sample::quality).containsOnly(Quality.SENSOR_FAULT);
    }

    @Test
    void aLostEdgeCostsNoTipButCertainty() throws Exception {
        Device gauge = gauge(Map.of());
        level(false, 100);
        contact.levelUnheard(true, 2_000);
        close(100);

        List<Sample> samples = gauge.read();

        assertThat(samples.get(0).value()).isEqualTo(2 * MM_PER_TIP);
        assertThat(samples).extracting(Sample::quality).containsOnly(Quality.UNCERTAIN);
        assertThat(gauge.read()).extracting(Sample::quality).containsOnly(Quality.GOOD);
    }

    @Test
    void aLostLastEdgeIsMadeGoodByTheNextReads() throws Exception {
        Device gauge = gauge(Map.of());
        level(false, 100);
        contact.levelUnheard(true, 2_000);
        gauge.read();
        clock.sleep(Duration.ofSeconds(1));

        assertThat(gauge.read().get(0).value()).isEqualTo(MM_PER_TIP);
    }

    @Test
    void aLineThatIsPulledDownIsClosedWhileHigh() throws Exception {
        contact = new ManualLine(clock, false);
        expectedPull = GpioIn.Pull.DOWN;
        Device gauge = gauge(Map.of("pull", "down"));

        level(true, 100);
        level(false, 300);

        assertThat(gauge.read().get(0).value()).isEqualTo(MM_PER_TIP);
    }

    @Test
    void aClockThatJumpsHoursAheadGivesNoWrongRate() throws Exception {
        Device gauge = gauge(Map.of());
        close(100);
        clock.sleep(Duration.ofHours(9));

        assertThat(gauge.read()).extracting(Sample::quality).containsOnly(Quality.GOOD);
    }

    @Test
    void tipsCloserThanTheDebounceTimeAreOne() throws Exception {
        Device gauge = gauge(Map.of("debounceMs", 200L));

        level(false, 60);
        level(true, 150);
        level(false, 60);
        level(true, 500);

        assertThat(gauge.read().get(0).value()).isEqualTo(MM_PER_TIP);
    }

    @Test
    void moreRainThanTheSkyGivesIsUncertain() throws Exception {
        Device gauge = gauge(Map.of("maxMmPerHour", 60.0));
        for (int i = 0; i < 6; i++) {
            close(100);
        }

        assertThat(gauge.read()).extracting(Sample::quality).containsOnly(Quality.UNCERTAIN);
    }

    @Test
    void oneTipInASecondIsOrdinaryRain() throws Exception {
        Device gauge = gauge(Map.of());
        close(100);

        assertThat(gauge.read()).extracting(Sample::quality).containsOnly(Quality.GOOD);
    }

    @Test
    void aClosedGaugeHearsNothing() throws Exception {
        Device gauge = gauge(Map.of());

        gauge.close();

        assertThat(contact.isHeard()).isFalse();
    }

    private void close(long millis) {
        level(false, millis);
        level(true, 300);
    }

    private void bounce() {
        contact.bounce(3);
    }

    private void level(boolean high, long millis) {
        contact.level(high, millis);
    }

    private Device gauge(Map<String, Object> params) throws DeviceException {
        var all = new HashMap<String, Object>(Map.of("line", 17L, "mmPerTip", MM_PER_TIP));
        all.putAll(params);
        var buses = new TestBuses() {
            @Override
            public GpioIn input(String bus, int line, GpioIn.Pull pull) {
                assertThat(pull).isEqualTo(expectedPull);
                return contact;
            }
        };
        return new TippingBucketDriver().open(new DeviceConfig("rain", "tipping-bucket", "gpio", all), buses, clock);
    }
}
