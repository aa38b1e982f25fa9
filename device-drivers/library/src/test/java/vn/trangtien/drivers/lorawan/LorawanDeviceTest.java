package vn.trangtien.drivers.lorawan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.trangtien.drivers.lorawan.Golden.CHIRPSTACK;
import static vn.trangtien.drivers.lorawan.Golden.TTN;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.port.MessageFeed;
import vn.trangtien.drivers.testing.ManualClock;
import vn.trangtien.drivers.testing.TestBuses;

class LorawanDeviceTest {

    private static final String ZERO_DEGREES = "A2cAAA==";

    private final ManualClock clock = new ManualClock();
    private final ScriptedFeed feed = new ScriptedFeed(clock);
    private final Map<String, Object> params = new HashMap<>(Map.of(
            "server", "chirpstack",
            "application", "7d1c52c8-2c4f-4a7a-8a52-0f8cc10d5a6e",
            "devEui", "70-B3-D5-7E-D0-05-B8-9A",
            "codec", "cayenne-lpp",
            "fields",
                    Map.of(
                            "soil", Map.of("from", "temperature_3", "unit", "Cel"),
                            "moisture", Map.of("from", "analog_in_1", "unit", "%", "scale", 2L, "offset", -10.0))));

    private String heardFilter = "";

    @BeforeEach
    void someTimeHasPassed() {
        clock.sleep(Duration.ofHours(1));
    }

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
    void whatCannotBeUsedIsCountedAndToldAndNeverThrown() throws Exception {
        try (Device device = open()) {
            feed.arrive(CHIRPSTACK + "up", "{\"deviceInfo\":".getBytes(StandardCharsets.UTF_8));
            feed.arrive(CHIRPSTACK + "up", new byte[EventDocument.LARGEST + 1]);
            feed.arrive(CHIRPSTACK + "up", Golden.chirpStackUp(1, "a", time(Duration.ZERO), "???"));
            feed.arrive(
                    CHIRPSTACK + "up",
                    Golden.text("chirpstack-up.json")
                            .replace("70b3d57ed005b89a", "70b3d57ed0000001")
                            .getBytes(StandardCharsets.UTF_8));

            assertThat(device.read()).extracting(Sample::channel).containsExactly("uplinks", "duplicates", "gaps");
            assertThat(device.warning())
                    .hasValueSatisfying(text -> assertThat(text)
                            .contains(
                                    "1 × too large",
                                    "1 × not the JSON of the network server",
                                    "1 × payload is not base64",
                                    "1 × of another device (last: 70b3d57ed0000001 on application/"));

            clock.sleep(Duration.ofMinutes(61));
            assertThat(device.warning()).isEmpty();
        }
    }

    @Test
    void aPayloadThatIsNoLppIsDoubtful() throws Exception {
        try (Device device = open()) {
            // temperature_3, then the unknown type 255
            feed.arrive(CHIRPSTACK + "up", Golden.chirpStackUp(1, "a", time(Duration.ZERO), "A2cBEAH/AA=="));

            List<Sample> samples = device.read();

            assertThat(of(samples, "soil"))
                    .containsExactly(new Sample("soil", 27.2, "Cel", Quality.UNCERTAIN, clock.nanoTime()));
            assertThat(of(samples, "moisture"))
                    .containsExactly(Sample.missing("moisture", "%", Quality.CONFIG_ERROR, clock.nanoTime()));
            assertThat(device.warning())
                    .hasValueSatisfying(text -> assertThat(text).contains("1 × payload cannot be decoded"));
        }
    }

    @Test
    void anUplinkWithoutPayloadHasNoValues() throws Exception {
        try (Device device = open()) {
            String message = new String(up(1, "a", Duration.ZERO), StandardCharsets.UTF_8)
                    .replace("\"" + ZERO_DEGREES + "\"", "\"\"")
                    .replaceAll("(?s)\"object\": \\{.*\"rxInfo\"", "\"rxInfo\"");
            feed.arrive(CHIRPSTACK + "up", message.getBytes(StandardCharsets.UTF_8));

            assertThat(device.read())
                    .extracting(Sample::channel)
                    .containsExactly("rssi", "snr", "uplinks", "duplicates", "gaps");
            assertThat(device.warning()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0} gives {1} {2}")
    @CsvSource({
        "battery, 3.61, GOOD",
        "temperatureSensor.3, 27.2, GOOD",
        "probes.0.moisture, 31.5, GOOD",
        "bat.v, 3.6, GOOD",
        "valveOpen, 1, GOOD",
        "probes.1.moisture, NaN, SENSOR_FAULT",
        "probes.2.moisture, NaN, CONFIG_ERROR",
        "status, NaN, CONFIG_ERROR",
        "probes, NaN, CONFIG_ERROR",
        "nothing.like.this, NaN, CONFIG_ERROR"
    })
    void fieldsOfADecodedObject(String from, double value, Quality quality) throws Exception {
        params.put("codec", "object");
        params.put("fields", Map.of("x", Map.of("from", from, "unit", "1")));
        try (Device device = open()) {
            feed.arrive(CHIRPSTACK + "up", up(1, "a", Duration.ZERO));

            assertThat(of(device.read(), "x")).containsExactly(new Sample("x", value, "1", quality, clock.nanoTime()));
            assertThat(device.warning().isPresent()).isEqualTo(quality != Quality.GOOD);
        }
    }

    @Test
    void aFieldThatStopsComingIsTheSensorsFault() throws Exception {
        params.put("codec", "object");
        params.put("fields", Map.of("battery", Map.of("from", "battery", "unit", "V")));
        try (Device device = open()) {
            feed.arrive(CHIRPSTACK + "up", up(1, "a", Duration.ZERO));
            String without = new String(up(2, "b", Duration.ZERO), StandardCharsets.UTF_8).replace("battery", "batt");
            feed.arrive(CHIRPSTACK + "up", without.getBytes(StandardCharsets.UTF_8));

            assertThat(of(device.read(), "battery"))
                    .extracting(Sample::quality)
                    .containsExactly(Quality.GOOD, Quality.SENSOR_FAULT);
        }
    }

    @Test
    void withoutADecodedObjectTheRemedyIsTold() throws Exception {
        params.put("codec", "object");
        params.put("fields", Map.of("t", Map.of("from", "temperature", "unit", "Cel")));
        try (Device device = open()) {
            feed.arrive(CHIRPSTACK + "up", Golden.bytes("chirpstack-first-up.json"));

            assertThat(of(device.read(), "t").get(0).quality()).isEqualTo(Quality.CONFIG_ERROR);
            assertThat(device.warning())
                    .hasValueSatisfying(
                            text -> assertThat(text)
                                    .contains(
                                            "1 × payload cannot be decoded (last: the network server sent no decoded object; give the device profile a codec in ChirpStack"));
        }
    }

    @Test
    void numbersBeyondEverythingAreAFault() throws Exception {
        params.put("codec", "object");
        params.put("fields", Map.of("t", Map.of("from", "battery", "unit", "V", "scale", 1e300)));
        try (Device device = open()) {
            String message = new String(up(1, "a", Duration.ZERO), StandardCharsets.UTF_8).replace("3.61", "1e300");
            feed.arrive(CHIRPSTACK + "up", message.getBytes(StandardCharsets.UTF_8));

            assertThat(of(device.read(), "t"))
                    .containsExactly(Sample.missing("t", "V", Quality.SENSOR_FAULT, clock.nanoTime()));
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
    void aSimulatedUplinkIsDoubtful() throws Exception {
        params.put("server", "ttn");
        params.put("application", "hue-bins@ttn");
        try (Device device = open()) {
            String message = Golden.text("ttn-up.json")
                    .replaceFirst("\\{", "{ \"simulated\": true,")
                    .replace("2026-10-14T03:21:45.418203117Z", feed.now().toString());
            feed.arrive(TTN + "up", message.getBytes(StandardCharsets.UTF_8));

            assertThat(of(device.read(), "soil").get(0).quality()).isEqualTo(Quality.UNCERTAIN);
            assertThat(device.warning())
                    .hasValueSatisfying(text -> assertThat(text).contains("1 × simulated by the console"));
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

    @Test
    void textsOfTheNetworkAreFitForALog() throws Exception {
        params.put("codec", "object");
        params.put("fields", Map.of("x", Map.of("from", "status", "unit", "1")));
        try (Device device = open()) {
            String nasty = "a\\nb\\u001b[31m" + "c".repeat(5_000);
            String message = new String(up(1, "a", Duration.ZERO), StandardCharsets.UTF_8)
                    .replace("\"ok\"", "\"" + nasty + "\"");
            feed.arrive(CHIRPSTACK + "up", message.getBytes(StandardCharsets.UTF_8));
            device.read();

            assertThat(device.warning())
                    .hasValueSatisfying(
                            text -> assertThat(text).hasSizeLessThan(400).doesNotContainPattern("\\p{Cntrl}"));
        }
    }

    private Device open() throws DeviceException {
        var buses = new TestBuses() {
            @Override
            public MessageFeed messages(String bus, String topicFilter) {
                heardFilter = topicFilter;
                return feed;
            }
        };
        return new LorawanDriver().open(new DeviceConfig("probe", "lorawan", "lora", params), buses, clock);
    }

    /** Zero degrees, heard by the network so long ago. */
    private byte[] up(long counter, String id, Duration ago) {
        return Golden.chirpStackUp(counter, id, time(ago), ZERO_DEGREES);
    }

    private String time(Duration ago) {
        return feed.now().minus(ago).toString().replace("Z", "+00:00");
    }

    private long minutesAgo(long minutes) {
        return clock.nanoTime() - Duration.ofMinutes(minutes).toNanos();
    }

    private static List<Sample> of(List<Sample> samples, String channel) {
        return samples.stream()
                .filter(sample -> sample.channel().equals(channel))
                .toList();
    }
}
