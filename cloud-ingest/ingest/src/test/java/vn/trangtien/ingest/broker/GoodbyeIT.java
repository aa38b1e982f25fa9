package vn.trangtien.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.SharedCity;
import vn.trangtien.ingest.support.TestGateway;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.MetricValue;

/** A goodbye is the last word of a connection, whatever was said just before it and not yet acknowledged. */
class GoodbyeIT {

    /** Artemis by itself passes about one pair in four on the wrong way round. */
    private static final int GATEWAYS = 20;

    private static final Clock CLOCK = Clock.systemUTC();

    @Test
    void givenABirthNotYetAcknowledged_whenTheGatewaySaysGoodbyeAtMostOnce_thenItIsOffline() throws Exception {
        City city = SharedCity.get();
        var names = new ArrayList<String>();
        for (int i = 0; i < GATEWAYS; i++) {
            TestGateway gateway = city.enrol("hue", "goodbye-" + i);
            comeAndGo(gateway);
            names.add(gateway.id);
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(heard(city, names))
                        .hasSize(GATEWAYS)
                        .allSatisfy(gateway -> assertThat(gateway.path("state").asString())
                                .as(gateway.path("gateway").asString())
                                .isEqualTo("OFFLINE")));
    }

    private static void comeAndGo(TestGateway gateway) throws Exception {
        var options = new MqttConnectOptions();
        options.setSocketFactory(gateway.sockets(false));
        String topic = "$EDC/%s/%s/MQTT/".formatted(gateway.account, gateway.id);
        long now = CLOCK.millis();
        try (var client = new MqttAsyncClient(gateway.url(), gateway.id, new MemoryPersistence())) {
            client.connect(options).waitForCompletion();
            client.publish(topic + "BIRTH", words(now), 1, false);
            IMqttDeliveryToken said = client.publish(topic + "DC", words(now + 1), 0, false);
            said.waitForCompletion();
            client.disconnect(0).waitForCompletion();
        }
    }

    private static byte[] words(long at) {
        return KuraCodec.encode(KuraPayload.builder()
                .timestampMs(at)
                .metric("os", MetricValue.of("Linux"))
                .build());
    }

    /** Those of the gateways whose birth has been processed, for only a birth tells of the operating system. */
    private static List<JsonNode> heard(City city, List<String> names) throws Exception {
        var found = new ArrayList<JsonNode>();
        for (JsonNode gateway : city.get("/api/gateways")) {
            if (names.contains(gateway.path("gateway").asString())
                    && gateway.path("facts").has("os")) {
                found.add(gateway);
            }
        }
        return found;
    }
}
