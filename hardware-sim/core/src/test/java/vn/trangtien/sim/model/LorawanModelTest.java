package vn.trangtien.sim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.sim.bus.Published;
import vn.trangtien.sim.model.LorawanModel.Content;
import vn.trangtien.sim.model.LorawanModel.Server;
import vn.trangtien.sim.model.LorawanModel.Subscription;
import vn.trangtien.sim.world.RandomStream;

/** The network server against ChirpStack's and The Things Stack's message formats, and Cayenne's payload table. */
class LorawanModelTest {

    private static final Instant TIME = Instant.parse("2025-10-27T12:35:19.250Z");
    private static final byte[] PAYLOAD = HexFormat.of().parseHex("03670110056700FF");

    private long now;

    /** 27.2 and 25.5 °C on channels 3 and 5: the example of Cayenne's documentation. */
    @Test
    void thePayloadIsTheExampleOfCayenne() {
        var payload = new ByteArrayOutputStream();
        CayenneItem.named("temperature_3").write(27.2, payload);
        CayenneItem.named("temperature_5").write(25.5, payload);

        assertThat(payload.toByteArray()).isEqualTo(PAYLOAD);
    }

    @ParameterizedTest(name = "{0} of {1} is {2}")
    @CsvSource({
        "temperature_1, -4.1, 0167FFD7, -4.1",
        "analog_in_1, 41.234, 0102101B, 41.23",
        "analog_out_2, -1.5, 0203FF6A, -1.5",
        "digital_in_9, 1, 090001, 1",
        "digital_out_9, 0, 090100, 0",
        "luminosity_4, 70000, 0465FFFF, 65535",
        "presence_1, 1, 016601, 1",
        "relative_humidity_2, 87.3, 0268AF, 87.5",
        "barometric_pressure_255, 1007.13, FF732757, 1007.1"
    })
    void eachTypeHasItsStep(String name, double value, String hex, double received) {
        var payload = new ByteArrayOutputStream();
        CayenneItem item = CayenneItem.named(name);
        item.write(value, payload);

        assertThat(HexFormat.of().withUpperCase().formatHex(payload.toByteArray()))
                .isEqualTo(hex);
        assertThat(item.received(value)).isEqualTo(received);
        assertThat(item.name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"temperature", "warmth_1", "temperature_256", "temperature_x", ""})
    void whatCayenneDoesNotHaveIsRefused(String name) {
        assertThatThrownBy(() -> CayenneItem.named(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("type and channel such as temperature_3")
                .hasMessageEndingWith("but was '%s'", name);
    }

    @Test
    void chirpStackGroupsWhatItDecodesByTypeAndChannel() {
        var values = new LinkedHashMap<CayenneItem, Double>();
        values.put(CayenneItem.named("temperature_3"), 27.2);
        values.put(CayenneItem.named("temperature_5"), 25.5);
        values.put(CayenneItem.named("relative_humidity_1"), 60.0);

        assertThat(JsonText.of(CayenneItem.chirpStackObject(values)))
                .isEqualTo("{\"humiditySensor\":{\"1\":60.0},\"temperatureSensor\":{\"3\":27.2,\"5\":25.5}}");
    }

    @Test
    void chirpStackPublishesUplinks() {
        LorawanModel device = device(Server.CHIRPSTACK, 0);
        List<Published> first = messages(device, Duration.ofSeconds(2));
        List<Published> second = messages(device, Duration.ofMinutes(11));

        assertThat(first)
                .extracting(Published::topic)
                .containsExactly(
                        "application/app/device/70b3d57ed005b89a/event/join",
                        "application/app/device/70b3d57ed005b89a/event/up");
        String up = text(second.get(0));
        assertThat(up)
                .contains("\"time\":\"2025-10-27T12:35:19.250+00:00\"")
                .contains("\"devEui\":\"70b3d57ed005b89a\"")
                .contains("\"fCnt\":1,\"fPort\":2,\"data\":\"A2cBEAVnAP8=\",\"object\":{\"temperature_3\":27.2}")
                .containsPattern("\"deduplicationId\":\"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\"")
                .containsPattern(
                        "\"rxInfo\":\\[\\{\"gatewayId\":\"[0-9a-f]{16}\",\"uplinkId\":\\d+,\"rssi\":-\\d+,\"snr\":");
        assertThat(text(first.get(1)))
                .as("zero is left out")
                .doesNotContain("fCnt")
                .contains("\"fPort\":2");
    }

    @Test
    void theThingsStackPublishesUplinks() {
        LorawanModel device = device(Server.TTN, 0);
        List<Published> first = messages(device, Duration.ofSeconds(2));
        List<Published> second = messages(device, Duration.ofMinutes(11));

        assertThat(first)
                .extracting(Published::topic)
                .containsExactly("v3/app/devices/eui-70b3d57ed005b89a/join", "v3/app/devices/eui-70b3d57ed005b89a/up");
        assertThat(text(second.get(0)))
                .contains("\"dev_eui\":\"70B3D57ED005B89A\"")
                .contains("\"application_ids\":{\"application_id\":\"app\"}")
                .contains("\"f_port\":2,\"f_cnt\":1,\"frm_payload\":\"A2cBEAVnAP8=\"")
                .contains("\"decoded_payload\":{\"temperature_3\":27.2}")
                .contains("\"received_at\":\"2025-10-27T12:35:19.250Z\"");
        assertThat(text(first.get(1))).as("zero is left out").doesNotContain("f_cnt");
    }

    @Test
    void theTenantBelongsToTheTopicButNotToTheApplication() {
        var uplink = new Uplink("app@ttn", "70B3D57ED005B89A", 0, 3, 2, PAYLOAD, Map.of(), TIME, List.of());

        assertThat(uplink.theThings().topic()).startsWith("v3/app@ttn/devices/");
        assertThat(text(uplink.theThings()))
                .contains("\"application_id\":\"app\"")
                .doesNotContain("decoded_payload");
    }

    @Test
    void copiesOfOneFrameHaveOneIdentityAndFramesHaveTheirOwn() {
        var one = new Uplink("app", "70B3D57ED005B89A", 0, 3, 2, PAYLOAD, Map.of(), TIME, List.of());
        var copy = new Uplink(
                "app",
                "70B3D57ED005B89A",
                0,
                3,
                2,
                PAYLOAD,
                Map.of(),
                TIME.plusMillis(30),
                List.of(new Uplink.Reception("0016c001f153a14c", -104, 2.5)));
        var next = new Uplink("app", "70B3D57ED005B89A", 0, 4, 2, PAYLOAD, Map.of(), TIME, List.of());
        var rejoined = new Uplink("app", "70B3D57ED005B89A", 1, 3, 2, PAYLOAD, Map.of(), TIME, List.of());

        assertThat(identity(copy)).isEqualTo(identity(one));
        assertThat(List.of(identity(one), identity(next), identity(rejoined))).doesNotHaveDuplicates();
    }

    @Test
    void lostFramesLeaveGapsInTheCounter() {
        List<Integer> heard = counters(messages(device(Server.CHIRPSTACK, 0.3), Duration.ofHours(100)));

        assertThat(heard.size()).isBetween(370, 470);
        assertThat(heard).isSorted().doesNotHaveDuplicates();
        assertThat(heard.get(heard.size() - 1)).isBetween(590, 600);
    }

    @Test
    void withoutLossesEveryFrameComes() {
        List<Integer> heard = counters(messages(device(Server.CHIRPSTACK, 0), Duration.ofHours(10)));

        assertThat(heard)
                .containsExactlyElementsOf(
                        IntStream.range(0, heard.size()).boxed().toList());
        assertThat(heard.size()).isBetween(58, 62);
    }

    @Test
    void aBrownOutMakesItJoinAgainAndCountFromZero() {
        LorawanModel device = device(Server.CHIRPSTACK, 0);
        messages(device, Duration.ofHours(1));
        device.powerCycle();

        List<Published> after = messages(device, Duration.ofHours(1));
        assertThat(after.get(0).topic()).endsWith("/event/join");
        assertThat(counters(after)).startsWith(0, 1, 2);
    }

    @Test
    void jsonHidesNothing() {
        assertThat(JsonText.of(Map.of("a\"b\\", List.of(1, true, "x\n"))))
                .isEqualTo("{\"a\\\"b\\\\\":[1,true,\"x\\u000a\"]}");
        assertThat(JsonText.of(List.of(Map.of(), List.of()))).isEqualTo("[{},[]]");
    }

    private LorawanModel device(Server server, double lostShare) {
        return new LorawanModel(
                new Subscription(server, "app", "70B3D57ED005B89A", Duration.ofMinutes(10), lostShare),
                () -> new Content(PAYLOAD, Map.of("temperature_3", 27.2)),
                () -> TIME,
                new RandomStream(1, "radio"),
                now);
    }

    private List<Published> messages(LorawanModel device, Duration time) {
        long until = now + time.toNanos();
        var messages = new ArrayList<Published>();
        while (device.nextDueAt() <= until) {
            now = device.nextDueAt();
            messages.addAll(device.due(now));
        }
        now = until;
        return messages;
    }

    private static List<Integer> counters(List<Published> messages) {
        return messages.stream()
                .filter(message -> message.topic().endsWith("/up"))
                .map(LorawanModelTest::text)
                .map(up -> up.contains("\"fCnt\":") ? Integer.parseInt(up.replaceAll(".*\"fCnt\":(\\d+),.*", "$1")) : 0)
                .toList();
    }

    private static String identity(Uplink uplink) {
        return text(uplink.chirpStack()).replaceAll(".*\"deduplicationId\":\"([^\"]+)\".*", "$1");
    }

    private static String text(Published message) {
        return new String(message.payload(), StandardCharsets.UTF_8);
    }
}
