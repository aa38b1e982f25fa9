package vn.trangtien.drivers.lorawan;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.trangtien.drivers.lorawan.Golden.CHIRPSTACK;
import static vn.trangtien.drivers.lorawan.Golden.TTN;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;

/** What is in an uplink, and what cannot be used of it. */
class LorawanPayloadTest extends LorawanFixture {

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
}
