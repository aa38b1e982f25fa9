package vn.trangtien.drivers.lorawan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static vn.trangtien.drivers.lorawan.Golden.CHIRPSTACK;
import static vn.trangtien.drivers.lorawan.Golden.DEVICE;
import static vn.trangtien.drivers.lorawan.Golden.TTN;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.drivers.lorawan.NetworkEvent.Joined;
import vn.trangtien.drivers.lorawan.NetworkEvent.Other;
import vn.trangtien.drivers.lorawan.NetworkEvent.Reception;
import vn.trangtien.drivers.lorawan.NetworkEvent.Unusable;
import vn.trangtien.drivers.lorawan.NetworkEvent.Uplink;

class NetworkServerTest {

    private static final Instant HEARD = Instant.parse("2026-10-14T03:21:45.418203117Z");

    private final NetworkServer chirpStack = new ChirpStack("7d1c52c8-2c4f-4a7a-8a52-0f8cc10d5a6e", DEVICE);
    private final NetworkServer ttn = new TheThingsStack("hue-bins@ttn", Optional.of("thung-rac-le-loi-07"));

    @Test
    void topicsAreThoseOfTheDocumentation() {
        assertThat(chirpStack.topicFilter())
                .isEqualTo("application/7d1c52c8-2c4f-4a7a-8a52-0f8cc10d5a6e/device/70b3d57ed005b89a/event/+");
        assertThat(ttn.topicFilter()).isEqualTo("v3/hue-bins@ttn/devices/thung-rac-le-loi-07/+");
        assertThat(new TheThingsStack("hue-bins@ttn", Optional.empty()).topicFilter())
                .isEqualTo("v3/hue-bins@ttn/devices/+/+");
    }

    @Test
    void anUplinkOfChirpStackIsRead() {
        Uplink uplink = uplink(chirpStack, CHIRPSTACK, "chirpstack-up.json");

        assertThat(uplink.device()).isEqualTo(DEVICE);
        assertThat(uplink.id()).contains("5f0b6f6e-6a55-4f0c-9a0e-2b7c3b1f9d10");
        assertThat(uplink.counter()).isEqualTo(1834);
        assertThat(uplink.port()).isEqualTo(2);
        assertThat(hex(uplink)).isEqualTo("03670110056700ff01020fa0");
        assertThat(uplink.time()).contains(HEARD);
        assertThat(uplink.object().path("battery").doubleValue()).isEqualTo(3.61);
        // The stronger gateway sent no snr, which is how JSON of Protocol Buffers writes 0.
        assertThat(uplink.reception()).isEqualTo(new Reception(OptionalDouble.of(-87), OptionalDouble.of(0)));
    }

    @Test
    void anUplinkOfTheThingsStackIsRead() {
        Uplink uplink = uplink(ttn, TTN, "ttn-up.json");

        assertThat(uplink.device()).isEqualTo(DEVICE);
        assertThat(uplink.id()).contains("ns:uplink:01JA4XQ7ASM0Q9B5D2H7T3C8EX");
        assertThat(uplink.counter()).isEqualTo(1834);
        assertThat(uplink.port()).isEqualTo(2);
        assertThat(hex(uplink)).isEqualTo("03670110056700ff01020fa0");
        assertThat(uplink.time()).contains(HEARD);
        assertThat(uplink.object().path("temperature_5").doubleValue()).isEqualTo(25.5);
        assertThat(uplink.reception()).isEqualTo(new Reception(OptionalDouble.of(-68), OptionalDouble.of(9.2)));
        assertThat(uplink.simulated()).isFalse();
    }

    @Test
    void theFirstUplinkHasNoCounterWhichMeansZero() {
        assertThat(uplink(chirpStack, CHIRPSTACK, "chirpstack-first-up.json").counter())
                .isZero();
    }

    @Test
    void joinsAreRead() {
        assertThat(chirpStack.read(CHIRPSTACK + "join", Golden.bytes("chirpstack-join.json")))
                .isEqualTo(new Joined(DEVICE));
        assertThat(ttn.read(TTN + "join", Golden.bytes("ttn-join.json"))).isEqualTo(new Joined(DEVICE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "ack", "txack", "log", "location", "integration", "down/queued", ""})
    void otherEventsAreNobodysMistake(String event) {
        assertThat(chirpStack.read(CHIRPSTACK + event, new byte[] {1, 2, 3})).isEqualTo(new Other());
        assertThat(ttn.read(TTN + event, new byte[] {1, 2, 3})).isEqualTo(new Other());
    }

    @Test
    void anUplinkMadeInTheConsoleSaysSo() {
        byte[] message = Golden.text("ttn-up.json")
                .replaceFirst("\\{", "{ \"simulated\": true,")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(((Uplink) ttn.read(TTN + "up", message)).simulated()).isTrue();
    }

    @ParameterizedTest(name = "{0} → {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"fCnt\": 1834 | \"fCnt\": -1 | BROKEN | fCnt must be a whole number from 0 to 4294967295, but was -1",
                "\"fCnt\": 1834 | \"fCnt\": 4294967296 | BROKEN | but was 4294967296",
                "\"fCnt\": 1834 | \"fCnt\": 1.5 | BROKEN | but was 1.5",
                "\"fCnt\": 1834 | \"fCnt\": \"7\" | BROKEN | but was \"7\"",
                "\"fCnt\": 1834 | \"fCnt\": 1e400 | BROKEN | fCnt must be",
                "\"fPort\": 2 | \"fPort\": 256 | BROKEN | fPort must be a whole number from 0 to 255",
                "70b3d57ed005b89a | 70b3d57ed005b89 | BROKEN | devEui is no devEUI of 16 digits",
                "\"70b3d57ed005b89a\" | null | BROKEN | devEui is no devEUI",
                "A2cBEAVnAP8BAg+g | A2cBE*Vn | BASE64 | data: ",
                "\"A2cBEAVnAP8BAg+g\" | 17 | BASE64 | data is no text"
            })
    void aFieldThatCannotBeMakesTheMessageUnusable(String right, String wrong, Complaint complaint, String detail) {
        String message = Golden.text("chirpstack-up.json");
        assertThat(message).contains(right);

        NetworkEvent event =
                chirpStack.read(CHIRPSTACK + "up", message.replace(right, wrong).getBytes(StandardCharsets.UTF_8));

        assertThat(event).isInstanceOfSatisfying(Unusable.class, unusable -> {
            assertThat(unusable.complaint()).isEqualTo(complaint);
            assertThat(unusable.detail()).contains(detail);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "17",
                "{} {}",
                "\"up\"",
                "{\"fCnt\": NaN}",
                "\0\0\0\0",
                "{\"end_device_ids\":{}}"
            })
    void whatIsNoEventIsBroken(String text) {
        for (NetworkServer server : List.of(chirpStack, ttn)) {
            assertThat(server.read("x/up", text.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOfSatisfying(
                            Unusable.class,
                            unusable -> assertThat(unusable.complaint()).isEqualTo(Complaint.BROKEN));
        }
    }

    @Test
    void nestingAndSizeAreLimited() {
        byte[] deep = "[".repeat(60_000).getBytes(StandardCharsets.UTF_8);
        byte[] large = ("{\"data\": \"" + "A".repeat(EventDocument.LARGEST) + "\"}").getBytes(StandardCharsets.UTF_8);

        assertThat(chirpStack.read(CHIRPSTACK + "up", deep))
                .isInstanceOfSatisfying(
                        Unusable.class,
                        unusable -> assertThat(unusable.complaint()).isEqualTo(Complaint.BROKEN));
        assertThat(chirpStack.read(CHIRPSTACK + "up", large))
                .isEqualTo(new Unusable(Complaint.OVERSIZED, large.length + " bytes where 65536 are the most"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-10-14T03:21:45", "+999999999-12-31T23:59:59-18:00X", ""})
    void aTimeThatIsNoneIsMissing(String time) {
        byte[] message = Golden.chirpStackUp(1, "a", time, "A2cBEA==");

        assertThat(((Uplink) chirpStack.read(CHIRPSTACK + "up", message)).time())
                .isEmpty();
    }

    @Test
    void damagedDocumentsNeverCrash() {
        var random = new Random(7);
        for (String name : List.of("chirpstack-up.json", "ttn-up.json", "chirpstack-join.json", "ttn-join.json")) {
            byte[] golden = Golden.bytes(name);
            for (int run = 0; run < 4_000; run++) {
                byte[] damaged = golden.clone();
                for (int i = 0; i <= random.nextInt(6); i++) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
                assertThatCode(() -> {
                            chirpStack.read(CHIRPSTACK + "up", damaged);
                            ttn.read(TTN + "up", damaged);
                            ttn.read(TTN + "join", damaged);
                        })
                        .doesNotThrowAnyException();
            }
        }
        for (int run = 0; run < 20_000; run++) {
            var noise = new byte[random.nextInt(80)];
            random.nextBytes(noise);
            assertThat(chirpStack.read(CHIRPSTACK + "up", noise)).isInstanceOf(Unusable.class);
        }
    }

    private static Uplink uplink(NetworkServer server, String topic, String golden) {
        return (Uplink) server.read(topic + "up", Golden.bytes(golden));
    }

    private static String hex(Uplink uplink) {
        var bytes = new byte[uplink.payload().remaining()];
        uplink.payload().duplicate().get(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
