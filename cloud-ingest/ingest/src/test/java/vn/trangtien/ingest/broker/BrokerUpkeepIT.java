package vn.trangtien.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocket;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.trangtien.ingest.disk.DataDirectory;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.SharedCity;
import vn.trangtien.ingest.support.TestGateway;

/** What the broker does by itself while it runs for years. */
class BrokerUpkeepIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static City city;
    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() throws Exception {
        city = SharedCity.get();
        broker = city.context().getBean(EmbeddedBroker.class);
    }

    @Test
    void aNewCertificateIsShownWithoutARestartAndWithoutEndingConnections() throws Exception {
        TestGateway gateway = city.enrol("hue", "upkeep-renewal");
        MqttClient open = gateway.connect();
        Certificate before = shown(gateway);
        assertThat(broker.renew()).as("there is none yet").isFalse();

        Path authority = city.context().getBean(DataDirectory.class).folder("ca");
        Files.delete(authority.resolve("server.crt"));
        assertThat(broker.renew()).isTrue();

        assertThat(shown(gateway)).isNotEqualTo(before);
        open.publish("hue/upkeep-renewal/W1/A1/own", TestGatewayHello.bytes(), 1, false);
        open.disconnect();
        gateway.connect().disconnect();
    }

    @Test
    void theTopicOfAnAnswerIsForgotten() throws Exception {
        TestGateway gateway = city.enrol("hue", "upkeep-answers");
        MqttClient client = gateway.connect();
        var topics = IntStream.range(0, 5)
                .mapToObj(number -> "$EDC/hue/city-cloud/CONF-V2/REPLY/upkeep-answers~" + number)
                .toList();

        for (String topic : topics) {
            client.publish(topic, TestGatewayHello.bytes(), 1, false);
        }
        client.publish("hue/upkeep-answers/W1/A1/own", TestGatewayHello.bytes(), 1, false);

        await().atMost(PATIENCE).until(() -> topics.stream().noneMatch(broker::remembers));
        assertThat(client.isConnected()).isTrue();
        client.disconnect();
    }

    private static Certificate shown(TestGateway gateway) throws Exception {
        try (var socket = (SSLSocket) gateway.tls(false).getSocketFactory().createSocket("127.0.0.1", city.mqttPort)) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        }
    }
}
