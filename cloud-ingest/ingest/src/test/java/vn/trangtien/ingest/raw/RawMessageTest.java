package vn.trangtien.ingest.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.ingest.registry.GatewayId;

class RawMessageTest {

    private static final Instant AT = Instant.parse("2026-11-22T10:00:00.123Z");

    @Test
    void everythingThatIsKnownTravelsInHeaders() {
        var message = new RawMessage(
                "v1/devices/me/telemetry",
                AT,
                new byte[] {1},
                Optional.of(new GatewayId("hue", "g")),
                Optional.of("application/json"),
                Optional.of("k#0"));

        assertThat(RawMessage.of(received(message.toRecord())))
                .usingRecursiveComparison()
                .isEqualTo(message);
    }

    @ParameterizedTest(name = "{0} belongs to {1}")
    @CsvSource({
        "hue/g/W1/A1/x, hue/g",
        "$EDC/hue/g/MQTT/BIRTH, hue/g",
        "spBv1.0/hue/NBIRTH/g, hue/g",
        "spBv1.0/hue/DDATA/g/pump, hue/g",
        "hue/g/senml, hue/g",
        "spBv1.0/STATE/host, spBv1.0/STATE",
        "nonsense, nonsense",
    })
    void everythingOfOneGatewayHasOneKey(String topic, String key) {
        assertThat(new RawMessage(topic, AT, new byte[0]).toRecord().key()).isEqualTo(key);
    }

    @Test
    void senderThatWasSeenIsTheKeyWhateverTheTopic() {
        var message = new RawMessage("v1/gateway/telemetry", AT, new byte[0], new GatewayId("hue", "g"));

        assertThat(message.toRecord().key()).isEqualTo("hue/g");
    }

    @Test
    void recordOfAForeignProducerIsReadAsFarAsItGoes() {
        var record = new ConsumerRecord<String, byte[]>("t", 0, 0, "k", null);
        record.headers().add("receivedAt", "soon".getBytes()).add("gateway", "no-slash".getBytes());

        RawMessage message = RawMessage.of(record);

        assertThat(message.payload()).isEmpty();
        assertThat(message.sender()).isEmpty();
        assertThat(message.topic()).isEmpty();
    }

    private static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent) {
        var record = new ConsumerRecord<>(sent.topic(), 0, 0, sent.key(), sent.value());
        sent.headers().forEach(header -> record.headers().add(header));
        return record;
    }
}
