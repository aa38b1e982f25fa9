package vn.trangtien.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.ingest.bridge.Bridge;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.City.Conserved;
import vn.trangtien.ingest.support.TestGateway;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.LifecycleMessage;

/** A journal of an earlier version, whose bridge read requests and replies as well. */
class FormerSubscriptionIT {

    private static final Clock CLOCK = Clock.systemUTC();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void formerQueueIsGoneAfterTheStartAndWhatGatewaysSaidInItIsNot() throws Exception {
        try (City city = City.started(folder, Map.of())) {
            TestGateway gateway = city.enrol("hue", "old-timer");
            city.context().getBean(Bridge.class).stop();
            MqttBroker.Endpoint endpoint =
                    city.context().getBean(MqttBroker.class).endpoint();
            MqttClient former = bridge(endpoint);
            former.unsubscribe(SharedSubscription.name(MqttBroker.FILTERS.get(1)));
            former.subscribe(
                    new MqttSubscription[] {new MqttSubscription(SharedSubscription.name(MqttBroker.FORMER_FILTER), 1)
                    });
            former.disconnect();
            former.close();
            var birth = new LifecycleMessage(Optional.of(CLOCK.instant()), Map.of("os", "Linux"), Optional.empty());
            MqttClient device = gateway.connect();
            TestGateway.publish(device, "$EDC/hue/old-timer/CONF-V2/GET/x", new byte[] {1});
            TestGateway.publish(device, "$EDC/hue/old-timer/MQTT/BIRTH", KuraCodec.encode(birth.toPayload()));
            TestGateway.publish(device, gateway.telemetryTopic("river"), telemetry(gateway, 1));
            device.disconnect();
            city.stop();

            city.start();

            Conserved account = await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(city::conservation, c -> c.stored() == 2 && c.inFlight() == 0);
            assertThat(account.rejected()).isZero();
            assertThat(account.conserved()).isTrue();
            MqttClient again = gateway.connect();
            TestGateway.publish(again, "$EDC/hue/old-timer/CONF-V2/GET/x", new byte[] {1});
            TestGateway.publish(again, gateway.telemetryTopic("river"), telemetry(gateway, 2));
            again.disconnect();
            account = await().atMost(PATIENCE).until(city::conservation, c -> c.stored() == 3);
            assertThat(account.received()).isEqualTo(3);
            assertThat(account.waitingInBroker()).isZero();
        }
    }

    private static byte[] telemetry(TestGateway gateway, long number) {
        return gateway.telemetry("river", "level", number, CLOCK.instant(), number);
    }

    private static MqttClient bridge(MqttBroker.Endpoint endpoint) throws Exception {
        var client = new MqttClient(endpoint.url(), endpoint.clientId(), new MemoryPersistence());
        client.setTimeToWait(10_000);
        client.setManualAcks(true);
        client.connect(SharedSubscription.options(endpoint));
        return client;
    }
}
