package vn.trangtien.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.City.Conserved;
import vn.trangtien.ingest.support.TestGateway;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.SpoolMark;

/** Kafka is away for longer than the broker can hold messages: those with QoS 2, which wait in its journal. */
class BacklogIT {

    private static final Clock CLOCK = Clock.systemUTC();

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int LIMIT = 2 * 1024 * 1024;
    private static final int MESSAGE = 100 * 1024;

    @TempDir
    Path folder;

    @Test
    void fullBrokerAcknowledgesNothingMoreAndKeepsWhatItAcknowledged() throws Exception {
        Map<String, String> settings = Map.of(
                "trangtien.ingest.mqtt.max-backlog-bytes", Integer.toString(LIMIT),
                "trangtien.ingest.mqtt.max-message-bytes", Integer.toString(LIMIT / 2));
        try (City city = City.started(folder, settings)) {
            TestGateway gateway = city.enrol("hue", "backlog");
            city.kafka.stop();

            int acknowledged = publishUntilRefused(gateway);

            assertThat(acknowledged).isBetween(5, 3 * LIMIT / MESSAGE);

            city.kafka.start();

            Conserved account = await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(city::conservation, c -> c.inFlight() == 0 && c.stored() >= acknowledged);
            assertThat(account.conserved()).isTrue();
            assertThat(account.gaps()).isZero();
            await().atMost(PATIENCE).ignoreExceptions().until(() -> publish(gateway, acknowledged + 1) < 0x80);
        }
    }

    private static int publishUntilRefused(TestGateway gateway) {
        var acknowledged = new AtomicInteger();
        await().atMost(PATIENCE).until(() -> {
            try {
                if (publish(gateway, acknowledged.get() + 1) < 0x80) {
                    acknowledged.incrementAndGet();
                    return false;
                }
                return true;
            } catch (MqttException connectionClosed) {
                return true;
            }
        });
        return acknowledged.get();
    }

    private static int publish(TestGateway gateway, long number) throws Exception {
        MqttClient client = gateway.connect();
        try {
            KuraPayload large = TestGateway.payload("river", "level", number, CLOCK.instant()).toBuilder()
                    .body(new byte[MESSAGE])
                    .build();
            IMqttToken token = client.getTopic(gateway.telemetryTopic("river"))
                    .publish(new MqttMessage(
                            KuraCodec.encode(new SpoolMark(gateway.spool, number).on(large)), 2, false, null));
            token.waitForCompletion(30_000);
            int[] codes = token.getReasonCodes();
            return codes == null || codes.length == 0 ? 0 : codes[0];
        } finally {
            client.disconnectForcibly(0, 100);
            client.close(true);
        }
    }
}
