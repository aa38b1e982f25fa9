package vn.trangtien.drivers.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.Eventful;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.port.GpioIn;
import vn.trangtien.drivers.testing.ManualClock;
import vn.trangtien.drivers.testing.ManualLine;
import vn.trangtien.drivers.testing.TestBuses;

class DoorContactTest {

    private final ManualClock clock = new ManualClock();
    private final ManualLine line = new ManualLine(clock, false);
    private Device door;

    @BeforeEach
    void open() throws Exception {
        door = device(Map.of());
        clock.sleep(Duration.ofMinutes(5));
    }

    @Test
    void aClosedDoorHasNothingToTell() throws Exception {
        assertThat(values()).containsExactly(0.0, 0.0);
        assertThat(hasNews()).isFalse();
        assertThat(door.warning()).isEmpty();
    }

    @Test
    void anOpenedDoorIsNewsOnceItStaysOpen() throws Exception {
        line.level(true, 49);
        assertThat(hasNews()).isFalse();
        line.level(true, 0);
        clock.sleep(Duration.ofMillis(51));

        assertThat(hasNews()).isTrue();
        assertThat(values()).containsExactly(1.0, 1.0);
        assertThat(hasNews()).isFalse();
    }

    @Test
    void bouncesAtBothEndsAreOneOpening() throws Exception {
        line.bounce(5);
        line.level(true, 2_000);
        line.bounce(5);
        line.level(false, 2_000);

        assertThat(hasNews()).isTrue();
        assertThat(values()).containsExactly(0.0, 1.0);
        assertThat(door.read()).extracting(Sample::quality).containsOnly(Quality.GOOD);
    }

    @Test
    void aPulseShorterThanTheDebounceIsNoOpening() throws Exception {
        line.level(true, 30);
        line.level(false, 500);

        assertThat(hasNews()).isFalse();
        assertThat(values()).containsExactly(0.0, 0.0);
    }

    @Test
    void anOpeningWhoseEdgeWasLostIsFoundByTheNextReads() throws Exception {
        line.levelUnheard(true, 1_000);
        door.read();
        clock.sleep(Duration.ofMillis(60));

        assertThat(hasNews()).isTrue();
        assertThat(values()).containsExactly(1.0, 1.0);
    }

    @Test
    void aFlappingContactIsUncertainUntilItIsQuiet() throws Exception {
        for (int i = 0; i < 11; i++) {
            line.level(true, 200);
            line.level(false, 200);
        }

        List<Sample> flapping = door.read();
        assertThat(flapping).extracting(Sample::quality).containsOnly(Quality.UNCERTAIN);
        assertThat(flapping.get(1).value()).isEqualTo(11);
        assertThat(door.warning())
                .get()
                .asString()
                .startsWith("cabinet on gpio: the contact chatters or changes more than 20 times");

        clock.sleep(Duration.ofSeconds(61));
        assertThat(door.read()).extracting(Sample::quality).containsOnly(Quality.GOOD);
        assertThat(door.warning()).isEmpty();
    }

    @Test
    void aBusyDoorReadRarelyDoesNotFlap() throws Exception {
        door.read();
        for (int i = 0; i < 30; i++) {
            line.level(true, 5_000);
            line.level(false, 25_000);
        }

        assertThat(door.read()).extracting(Sample::quality).containsOnly(Quality.GOOD);
    }

    @Test
    void aFlappingContactReadAtEachNewsIsUncertainToo() throws Exception {
        Quality worst = Quality.GOOD;
        for (int i = 0; i < 25; i++) {
            line.level(i % 2 == 0, 500);
            worst = hasNews() ? door.read().get(0).quality() : worst;
        }

        assertThat(worst).isEqualTo(Quality.UNCERTAIN);
    }

    @Test
    void chatterWithoutEndIsUncertain() throws Exception {
        for (int i = 0; i < 201; i++) {
            line.level(i % 2 == 0, 10);
        }

        assertThat(door.read()).extracting(Sample::quality).containsOnly(Quality.UNCERTAIN);
    }

    @Test
    void openMayBeLow() throws Exception {
        Device inverted = device(Map.of("openIs", "low", "pull", "up"));

        assertThat(inverted.read().get(0).value()).isEqualTo(1);
    }

    @Test
    void aClosedDeviceHearsNothing() {
        door.close();
        door.close();

        assertThat(line.isHeard()).isFalse();
    }

    private boolean hasNews() {
        return ((Eventful) door).hasNews();
    }

    private List<Double> values() throws Exception {
        List<Sample> samples = door.read();
        assertThat(samples).extracting(Sample::channel).containsExactly("open", "openings");
        assertThat(samples).extracting(Sample::unit).containsExactly("1", "{count}");
        return samples.stream().map(Sample::value).toList();
    }

    private Device device(Map<String, Object> params) throws Exception {
        var all = new HashMap<String, Object>(params);
        all.put("line", 22L);
        var buses = new TestBuses() {
            @Override
            public GpioIn input(String bus, int number, GpioIn.Pull pull) {
                assertThat(number).isEqualTo(22);
                assertThat(pull).isEqualTo(GpioIn.Pull.UP);
                return line;
            }
        };
        return new DoorContactDriver().open(new DeviceConfig("cabinet", "door-contact", "gpio", all), buses, clock);
    }
}
