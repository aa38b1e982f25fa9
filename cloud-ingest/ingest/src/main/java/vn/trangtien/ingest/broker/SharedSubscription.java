package vn.trangtien.ingest.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;

/** The bridge's MQTT session: it stays in the broker while the bridge is away, and messages wait in it. */
public final class SharedSubscription {

    /** Do not send retained messages again at each subscription. */
    private static final int NO_RETAINED = 2;

    private static final long FOR_EVER = 0xFFFF_FFFFL;
    private static final int AT_LEAST_ONCE = 1;
    private static final long TIMEOUT_MS = 10_000;
    private static final long DISCONNECT_MS = 500;

    private SharedSubscription() {}

    /** The filter as a shared one. */
    static String name(String filter) {
        return "$share/" + MqttBroker.SHARE + "/" + filter;
    }

    /** What to subscribe to. */
    public static MqttSubscription[] subscriptions() {
        return MqttBroker.FILTERS.stream()
                .map(filter -> {
                    var subscription = new MqttSubscription(name(filter), AT_LEAST_ONCE);
                    subscription.setRetainHandling(NO_RETAINED);
                    return subscription;
                })
                .toArray(MqttSubscription[]::new);
    }

    /** How to connect: the session outlives the connection. */
    public static MqttConnectionOptions options(MqttBroker.Endpoint endpoint) {
        var options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(FOR_EVER);
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout((int) (TIMEOUT_MS / 1000));
        options.setKeepAliveInterval(30);
        if (!endpoint.username().isEmpty()) {
            options.setUserName(endpoint.username());
            options.setPassword(endpoint.password().getBytes(UTF_8));
        }
        return options;
    }

    /** Makes the session and its queues by subscribing once. */
    static void make(MqttBroker.Endpoint endpoint) throws MqttException {
        var client = new MqttClient(endpoint.url(), endpoint.clientId(), new MemoryPersistence());
        try {
            client.setTimeToWait(TIMEOUT_MS);
            client.setManualAcks(true);
            client.connect(options(endpoint));
            client.subscribe(subscriptions());
        } finally {
            if (client.isConnected()) {
                client.disconnectForcibly(0, DISCONNECT_MS, true);
            }
            client.close(true);
        }
    }
}
