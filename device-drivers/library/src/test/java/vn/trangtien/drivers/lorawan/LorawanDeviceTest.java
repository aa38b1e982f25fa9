package vn.trangtien.drivers.lorawan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.trangtien.drivers.lorawan.Golden.CHIRPSTACK;
import static vn.trangtien.drivers.lorawan.Golden.TTN;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;

/** When something was measured, and what is known while nothing comes. */
class LorawanDeviceTest extends LorawanFixture {

    @Test
    void anUplinkBecomesSamplesAtTheTimeOfTheNetwork() throws Exception {
        try (Device device = open()) {
            feed.arrive(
                    CHIRPSTACK + "up", Golden.chirpStackUp(7, "a", time(Duration.ofSeconds(2)), "A2cBEAVnAP8BAg+g"));
            long heard = clock.nanoTime() - Duration.ofSeconds(2).toNanos();
            clock.sleep(Duration.ofSeconds(40));
            long now = clock.nanoTime();

            assertThat(device.read())
                    .containsExactly(
                            new Sample("moisture", 70, "%", Quality.GOOD, heard),
                            new Sample("soil", 27.2, "Cel", Quality.GOOD, heard),
                            new Sample("rssi", -87, "{dBm}", Quality.GOOD, heard),
                            new Sample("snr", 0, "dB", Quality.GOOD, heard),
                            new Sample("uplinks", 1, "{count}", Quality.GOOD, now),
                            new Sample("duplicates", 0, "{count}", Quality.GOOD, now),
                            new Sample("gaps", 0, "{count}", Quality.GOOD, now));
            assertThat(device.warning()).isEmpty();
            assertThat(device.read()).extracting(Sample::channel).containsExactly("uplinks", "duplicates", "gaps");
        }
        assertThat(feed.closed).isTrue();
        assertThat(heardFilter)
                .isEqualTo("application/7d1c52c8-2c4f-4a7a-8a52-0f8cc10d5a6e/device/70b3d57ed005b89a/event/+");
    }

    @Test
    void whatWaitedInABrokerComesOldestFirstWithItsOwnTimes() throws Exception {
        try (Device device = open()) {
            feed.arrive(CHIRPSTACK + "up", up(3, "c", Duration.ofMinutes(1)));
            feed.arrive(CHIRPSTACK + "up", up(5, "d", Duration.ofMinutes(9)));
            feed.arrive(CHIRPSTACK + "up", up(5, "d", Duration.ofMinutes(9)));

            List<Sample> samples = device.read();

            assertThat(of(samples, "soil")).extracting(Sample::at).containsExactly(minutesAgo(9), minutesAgo(1));
            assertThat(of(samples, "uplinks").get(0).value()).isEqualTo(2);
            assertThat(of(samples, "duplicates").get(0).value()).isEqualTo(1);
            assertThat(of(samples, "gaps").get(0).value()).isEqualTo(1);
        }
    }

    @Test
    void aTimeADayOffIsNotBelieved() throws Exception {
        try (Device device = open()) {
            feed.arrive(CHIRPSTACK + "up", Golden.chirpStackUp(1, "a", "1980-01-06T00:00:00+00:00", ZERO_DEGREES));

            assertThat(of(device.read(), "soil"))
                    .containsExactly(new Sample("soil", 0, "Cel", Quality.UNCERTAIN, clock.nanoTime()));
            assertThat(device.warning())
                    .hasValueSatisfying(text -> assertThat(text)
                            .contains("1 × network time not believed", "1980-01-06T00:00:00Z", "check both clocks"));
        }
    }

    @Test
    void aTimeInTheFutureIsTheArrival() throws Exception {
        try (Device device = open()) {
            feed.arrive(CHIRPSTACK + "up", up(1, "a", Duration.ofMinutes(-20)));

            assertThat(of(device.read(), "soil"))
                    .containsExactly(new Sample("soil", 0, "Cel", Quality.GOOD, clock.nanoTime()));
        }
    }

    @Test
    void aJoinIsNoGap() throws Exception {
        try (Device device = open()) {
            feed.arrive(CHIRPSTACK + "up", up(65_533, "a", Duration.ZERO));
            feed.arrive(CHIRPSTACK + "join", Golden.bytes("chirpstack-join.json"));
            feed.arrive(CHIRPSTACK + "up", up(0, "b", Duration.ZERO));

            assertThat(of(device.read(), "gaps").get(0).value()).isZero();
        }
    }

    @Test
    void anUnreachableBrokerIsATimeOutButNotBeforeWhatCame() throws Exception {
        try (Device device = open()) {
            feed.arrive(CHIRPSTACK + "up", up(1, "a", Duration.ZERO));
            feed.reachable = false;

            assertThat(of(device.read(), "soil")).hasSize(1);
            assertThatThrownBy(device::read)
                    .isInstanceOfSatisfying(
                            DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.TIMEOUT));
            feed.reachable = true;
            assertThat(of(device.read(), "uplinks").get(0).value()).isEqualTo(1);
        }
    }

    @Test
    void silenceTurnsValuesStaleAndThenAway() throws Exception {
        params.put("expectEvery", "PT10M");
        try (Device device = open()) {
            assertThat(of(device.read(), "soil")).isEmpty();
            feed.arrive(CHIRPSTACK + "up", Golden.chirpStackUp(1, "a", time(Duration.ZERO), "A2cBEAVnAP8BAg+g"));
            assertThat(of(device.read(), "soil").get(0).quality()).isEqualTo(Quality.GOOD);
            Instant lastHeard = feed.now();

            clock.sleep(Duration.ofMinutes(30));
            assertThat(of(device.read(), "soil")).isEmpty();
            clock.sleep(Duration.ofMinutes(1));
            assertThat(of(device.read(), "soil"))
                    .containsExactly(new Sample("soil", 27.2, "Cel", Quality.STALE, clock.nanoTime()));
            assertThat(device.warning())
                    .contains("no uplink of 70b3d57ed005b89a since " + lastHeard
                            + ", that is 31 min, but one is expected every 10 min; check its battery and its coverage");

            clock.sleep(Duration.ofMinutes(80));
            assertThat(of(device.read(), "soil"))
                    .containsExactly(Sample.missing("soil", "Cel", Quality.COMM_FAULT, clock.nanoTime()));

            feed.arrive(CHIRPSTACK + "up", Golden.chirpStackUp(2, "b", time(Duration.ZERO), "A2cBEAVnAP8BAg+g"));
            assertThat(of(device.read(), "soil")).hasSize(1);
            assertThat(device.warning()).isEmpty();
        }
    }

    @Test
    void aDeviceNeverHeardHasNoLastValue() throws Exception {
        params.put("expectEvery", "PT10M");
        try (Device device = open()) {
            clock.sleep(Duration.ofMinutes(31));

            assertThat(of(device.read(), "soil"))
                    .containsExactly(Sample.missing("soil", "Cel", Quality.COMM_FAULT, clock.nanoTime()));
            assertThat(device.warning())
                    .hasValueSatisfying(text -> assertThat(text).contains("since opening"));
        }
    }

    @Test
    void theThingsStackWithoutADeviceIdHearsOthersInPeace() throws Exception {
        params.put("server", "ttn");
        params.put("application", "hue-bins@ttn");
        try (Device device = open()) {
            assertThat(heardFilter).isEqualTo("v3/hue-bins@ttn/devices/+/+");
            String mine = Golden.text("ttn-up.json");
            feed.arrive(TTN + "up", mine.getBytes(StandardCharsets.UTF_8));
            feed.arrive(
                    "v3/hue-bins@ttn/devices/other/up",
                    mine.replace("70B3D57ED005B89A", "70B3D57ED0000001").getBytes(StandardCharsets.UTF_8));

            assertThat(of(device.read(), "soil")).hasSize(1);
            assertThat(device.warning()).isEmpty();
        }
    }

    @Test
    void messagesThatNobodyTookAreToldOnce() throws Exception {
        try (Device device = open()) {
            feed.dropped = 3;
            device.read();
            device.read();

            assertThat(device.warning())
                    .hasValueSatisfying(
                            text -> assertThat(text).contains("3 × dropped because the gateway did not read in time"));
        }
    }

    private long minutesAgo(long minutes) {
        return clock.nanoTime() - Duration.ofMinutes(minutes).toNanos();
    }
}
