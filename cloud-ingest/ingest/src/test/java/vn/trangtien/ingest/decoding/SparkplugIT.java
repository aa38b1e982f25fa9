package vn.trangtien.ingest.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.trangtien.ingest.decoding.SparkplugBytes.aliased;
import static vn.trangtien.ingest.decoding.SparkplugBytes.named;
import static vn.trangtien.ingest.decoding.SparkplugBytes.payload;

import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.SharedCity;
import vn.trangtien.ingest.support.TestGateway;

/** An edge node at the city's broker: birth, data by alias, a gap, the cloud's request, and its will. */
class SparkplugIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static City city;

    @BeforeAll
    static void start() throws Exception {
        city = SharedCity.get();
    }

    @Test
    void nodeIsBornTalksIsAskedAgainAndIsLost() throws Exception {
        TestGateway node = city.enrol("hue", "spark-node");
        long now = Clock.systemUTC().millis();
        List<String> asked = new CopyOnWriteArrayList<>();
        MqttConnectionOptions options = node.options();
        options.setWill(topic("NDEATH"), new MqttMessage(SparkplugBytes.death(3), 1, false, null));
        MqttClient client = node.connect("spark-node", options);
        int granted = client.subscribe(
                        new MqttSubscription[] {new MqttSubscription(topic("NCMD"), 1)}, new IMqttMessageListener[] {
                            (to, message) -> asked.add(HexFormat.of().formatHex(message.getPayload()))
                        })
                .getReasonCodes()[0];
        assertThat(granted).isEqualTo(1);

        say(
                client,
                "NBIRTH",
                payload(
                        now,
                        0,
                        named("bdSeq").datatype(4).whole(3),
                        named("rssi").alias(1).datatype(3).whole(-70)));
        say(
                client,
                "DBIRTH/pump",
                payload(now, 1, named("flow").alias(2).datatype(10).number(1.5)));
        say(client, "DDATA/pump", payload(now + 1, 2, aliased(2).number(2.5)));

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(latest("node/rssi").path("value").asDouble()).isEqualTo(-70);
            assertThat(latest("pump/flow").path("value").asDouble()).isEqualTo(2.5);
        });
        assertThat(gateway().path("state").asString()).isEqualTo("ONLINE");
        assertThat(asked).isEmpty();

        long gapsBefore = city.conservation().gaps();
        say(client, "DDATA/pump", payload(now + 2, 5, aliased(2).number(3.5)));

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(latest("pump/flow").path("value").asDouble()).isEqualTo(3.5);
            assertThat(latest("pump/flow").path("quality").asString()).isEqualTo("UNCERTAIN");
            assertThat(city.conservation().gaps() - gapsBefore).isEqualTo(2);
            assertThat(asked).singleElement().asString().contains("4e6f646520436f6e74726f6c2f52656269727468");
        });

        city.mqttWire.cut();
        city.mqttWire.mend();
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(gateway().path("state").asString()).isEqualTo("MISSING");
            assertThat(latest("pump/flow").path("quality").asString()).isEqualTo("STALE");
        });
        client.close(true);
    }

    private static void say(MqttClient client, String what, byte[] payload) throws Exception {
        assertThat(TestGateway.publish(client, topic(what), payload)).isLessThan(0x80);
    }

    /** NBIRTH is the node's, DDATA/pump its device's. */
    private static String topic(String what) {
        int slash = what.indexOf('/');
        return slash < 0
                ? "spBv1.0/hue/" + what + "/spark-node"
                : "spBv1.0/hue/" + what.substring(0, slash) + "/spark-node" + what.substring(slash);
    }

    private static JsonNode latest(String channel) throws Exception {
        for (JsonNode each : city.get("/api/latest")) {
            if (each.toString().contains("spark-node") && (path(each).equals("hue/spark-node/" + channel))) {
                return each;
            }
        }
        throw new AssertionError("no latest value of " + channel);
    }

    private static String path(JsonNode each) {
        JsonNode channel = each.path("channel").isObject() ? each.path("channel") : each;
        return channel.path("account").asString("") + "/"
                + channel.path("gateway").asString("") + "/"
                + channel.path("asset").asString("") + "/"
                + channel.path("channel").asString("");
    }

    private static JsonNode gateway() throws Exception {
        for (JsonNode each : city.get("/api/gateways")) {
            if (each.toString().contains("\"spark-node\"")) {
                return each;
            }
        }
        throw new AssertionError("not registered");
    }
}
