package vn.trangtien.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads as genuine Kura gateways encode them; the metric order of each is its own, a hash map's. */
class GoldenVectorsTest {

    private static final long NOVEMBER_2023 = 1_700_000_000_000L;

    static Stream<Arguments> vectors() {
        return Stream.of(
                Arguments.of(
                        "e1", KuraPayload.builder().timestampMs(NOVEMBER_2023).build()),
                Arguments.of("e2", oneOfEachType()),
                Arguments.of("e3", position()),
                Arguments.of("e4", request()),
                Arguments.of("e5", reply()),
                Arguments.of("e6", birth()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void encodesToTheBytesOfAKuraGateway(String name, KuraPayload payload) throws IOException {
        assertThat(KuraCodec.encode(payload)).isEqualTo(vector(name));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void decodesTheBytesOfAKuraGateway(String name, KuraPayload payload) throws Exception {
        KuraPayload decoded = KuraCodec.decode(vector(name));

        assertThat(decoded).isEqualTo(payload).hasSameHashCodeAs(payload);
        assertThat(decoded.metrics().keySet())
                .containsExactly(payload.metrics().keySet().toArray(String[]::new));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"e2", "e5", "e6"})
    void decodesTheCompressedFormOfAKuraGateway(String name) throws Exception {
        assertThat(KuraCodec.decode(vector(name + ".gz"))).isEqualTo(KuraCodec.decode(vector(name)));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"e5", "e6"})
    void compressesWhereThatIsShorter(String name) throws Exception {
        KuraPayload payload = KuraCodec.decode(vector(name));

        byte[] sent = KuraCodec.encode(payload, true);

        assertThat(sent).startsWith(0x1f, 0x8b).hasSizeLessThan(vector(name).length);
        assertThat(KuraCodec.decode(sent)).isEqualTo(payload);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"e1", "e3", "e4"})
    void sendsThePlainFormWhereCompressionGainsNothing(String name) throws Exception {
        assertThat(KuraCodec.encode(KuraCodec.decode(vector(name)), true)).isEqualTo(vector(name));
    }

    @Test
    void doesNotCompressUnasked() {
        assertThat(KuraCodec.encode(birth(), false)).isEqualTo(KuraCodec.encode(birth()));
    }

    private static byte[] vector(String name) throws IOException {
        return Hex.file("vectors/" + name + ".hex");
    }

    private static KuraPayload oneOfEachType() {
        return KuraPayload.builder()
                .timestampMs(NOVEMBER_2023)
                .metric("door", true)
                .metric("temp", MetricValue.of(28.25f))
                .metric("rssi", -71)
                .metric("unit", "µg/m³")
                .metric("pm25", 35.5)
                .metric("count", 9_007_199_254_740_993L)
                .metric("raw", MetricValue.of(new byte[] {0, 1, (byte) 0xff}))
                .build();
    }

    private static KuraPayload position() {
        var position = new KuraPosition(
                16.4637,
                107.5909,
                OptionalDouble.of(8),
                OptionalDouble.of(1.5),
                OptionalDouble.of(270),
                OptionalDouble.of(3.5),
                OptionalLong.of(1_699_999_999_000L),
                OptionalInt.of(9),
                OptionalInt.of(4));
        return KuraPayload.builder()
                .timestampMs(NOVEMBER_2023)
                .position(position)
                .metric("trạm", "Sông Hương")
                .body("{\"k\":1}".getBytes(UTF_8))
                .build();
    }

    private static KuraPayload request() {
        return KuraPayload.builder()
                .metric("requester.client.id", "city-cloud-1")
                .metric("request.id", "1700000000000-42")
                .build();
    }

    private static KuraPayload reply() {
        String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
                + "<esf:snapshot-ids xmlns:esf=\"http://eurotech.com/esf/2.0\""
                + " xmlns:ocd=\"http://www.osgi.org/xmlns/metatype/v1.2.0\">"
                + "<esf:snapshotIds>1700000000000</esf:snapshotIds></esf:snapshot-ids>";
        return KuraPayload.builder()
                .timestampMs(NOVEMBER_2023)
                .metric("response.code", 200)
                .body(xml.getBytes(UTF_8))
                .build();
    }

    private static KuraPayload birth() {
        return KuraPayload.builder()
                .timestampMs(NOVEMBER_2023)
                .metric("connection_ip", "192.0.2.10")
                .metric("jvm_vendor", "Debian")
                .metric("jvm_profile", "Debian 17.0.15")
                .metric("accept_encoding", "gzip")
                .metric("firmware_version", "1.0")
                .metric("jvm_version", "17.0.15+6 mixed mode")
                .metric("application_framework_version", "KURA_6.0.0")
                .metric("connection_interface", "eth0 (B8:27:EB:00:00:01)")
                .metric("available_processors", "4")
                .metric("osgi_framework_version", "1.10.0")
                .metric("total_memory", "3884252")
                .metric("model_name", "RaspberryPi")
                .metric("osgi_framework", "Eclipse")
                .metric("cpu_version", "unknown")
                .metric("kura_version", "KURA_6.0.0")
                .metric("jvm_name", "OpenJDK 64-Bit Server VM")
                .metric("os", "Linux")
                .metric("application_ids", "CONF-V1,CMD-V1,DEPLOY-V2")
                .metric("os_version", "6.1.0")
                .metric("application_framework", "Kura")
                .metric("os_arch", "aarch64")
                .metric("serial_number", "10000000abcd")
                .metric("model_id", "rpi-4")
                .metric("display_name", "gw-phu-xuan-01")
                .metric("bios_version", "n/a")
                .metric("uptime", "61000")
                .metric("payload_encoding", "KURA_PROTOBUF")
                .metric("part_number", "n/a")
                .metric("jdk_vendor_version", "17.0.15+6")
                .build();
    }
}
