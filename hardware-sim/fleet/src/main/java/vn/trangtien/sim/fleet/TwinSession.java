package vn.trangtien.sim.fleet;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;
import vn.trangtien.wire.KuraTopic;

/** One connection of a twin, from CONNECT to its end. */
final class TwinSession {

    private static final int PATIENCE_SECONDS = 30;
    private static final int KURA_KEEP_ALIVE_SECONDS = 30;

    /** On a busy machine a goodbye may be acknowledged late; given up too soon, it becomes a loss that nobody meant. */
    private static final long SHORTEST_FAREWELL_MILLIS = 10_000;

    private final TwinSettings settings;
    private final String filter;
    private final Set<Quirk> quirks;
    private final MqttAsyncClient client;
    private final Runnable onLost;
    private final AtomicBoolean over = new AtomicBoolean();

    TwinSession(
            TwinSettings settings,
            String clientId,
            Set<Quirk> quirks,
            BiConsumer<String, byte[]> inbox,
            Runnable onLost)
            throws MqttException {
        this.settings = settings;
        this.filter = "%s/%s/%s/#".formatted(KuraTopic.CONTROL, settings.account(), clientId);
        this.quirks = quirks;
        this.onLost = onLost;
        this.client = new MqttAsyncClient(settings.broker(), clientId, new MemoryPersistence());
        client.setCallback(new Callback(inbox));
    }

    void connect(String willTopic) throws MqttException {
        var options = new MqttConnectOptions();
        options.setMqttVersion(
                quirks.contains(Quirk.MQTT_3_1_1_ONLY)
                        ? MqttConnectOptions.MQTT_VERSION_3_1_1
                        : MqttConnectOptions.MQTT_VERSION_3_1);
        options.setCleanSession(quirks.contains(Quirk.CLEAN_SESSION));
        options.setKeepAliveInterval(
                quirks.contains(Quirk.KEEP_ALIVE_30S) ? KURA_KEEP_ALIVE_SECONDS : 2 * KURA_KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout(PATIENCE_SECONDS);
        options.setMaxInflight(1_000);
        options.setAutomaticReconnect(false);
        boolean empty = quirks.contains(Quirk.EMPTY_LWT);
        options.setWill(willTopic, empty ? new byte[0] : "lost".getBytes(StandardCharsets.UTF_8), empty ? 0 : 1, false);
        settings.sockets().ifPresent(options::setSocketFactory);
        client.connect(options).waitForCompletion(millis(PATIENCE_SECONDS));
    }

    void subscribe() throws MqttException {
        client.subscribe(filter, 1).waitForCompletion(millis(PATIENCE_SECONDS));
    }

    /** Publishes and waits, as long as the habits say. */
    void lifecycle(String topic, byte[] payload) throws MqttException {
        IMqttDeliveryToken token = client.publish(topic, payload, 1, false);
        if (!quirks.contains(Quirk.LIFECYCLE_ACK_ONE_SECOND)) {
            token.waitForCompletion(millis(PATIENCE_SECONDS));
            return;
        }
        try {
            token.waitForCompletion(settings.second().toMillis());
        } catch (MqttException late) {
            if (late.getReasonCode() != MqttException.REASON_CODE_CLIENT_TIMEOUT) {
                throw late;
            }
        }
    }

    /**
     * Publishes without waiting.
     *
     * @param onDone called when it is acknowledged, or with QoS 0 written
     * @return false if the connection did not take it
     */
    boolean publish(String topic, byte[] payload, int qos, Runnable onDone) {
        try {
            client.publish(topic, payload, qos, false, null, new IMqttActionListener() {
                @Override
                public void onSuccess(IMqttToken token) {
                    onDone.run();
                }

                @Override
                public void onFailure(IMqttToken token, Throwable cause) {
                    // The message stays in flight until the next connection.
                }
            });
            return true;
        } catch (MqttException full) {
            return false;
        }
    }

    boolean isConnected() {
        return client.isConnected();
    }

    /** Breaks the connection without DISCONNECT. */
    void cut() {
        over.set(true);
        quietly(() -> client.disconnectForcibly(0, 1, false));
    }

    /** Frees what the library holds. */
    void abandon() {
        over.set(true);
        quietly(() -> client.disconnectForcibly(0, 1, false));
        quietly(() -> client.close(true));
    }

    /** Says goodbye if it can; if not, the broker will say it. */
    void leave(String topic, byte[] payload, int qos, Duration patience) {
        over.set(true);
        try {
            if (client.isConnected()) {
                client.publish(topic, payload, qos, false)
                        .waitForCompletion(Math.max(SHORTEST_FAREWELL_MILLIS, patience.toMillis()));
                client.disconnect(0).waitForCompletion(millis(PATIENCE_SECONDS));
            }
        } catch (MqttException unheard) {
            quietly(() -> client.disconnectForcibly(0, 1, false));
        } finally {
            quietly(() -> client.close(true));
        }
    }

    private static long millis(int seconds) {
        return Duration.ofSeconds(seconds).toMillis();
    }

    @FunctionalInterface
    private interface Ending {
        void run() throws MqttException;
    }

    private static void quietly(Ending ending) {
        try {
            ending.run();
        } catch (MqttException alreadyOver) {
            // Nothing is left to end.
        }
    }

    private final class Callback implements MqttCallback {

        private final BiConsumer<String, byte[]> inbox;

        Callback(BiConsumer<String, byte[]> inbox) {
            this.inbox = inbox;
        }

        @Override
        public void connectionLost(@Nullable Throwable cause) {
            if (over.compareAndSet(false, true)) {
                onLost.run();
            }
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            inbox.accept(topic, message.getPayload());
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {
            // Each message has a listener of its own.
        }
    }
}
