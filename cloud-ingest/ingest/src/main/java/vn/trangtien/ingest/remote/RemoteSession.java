package vn.trangtien.ingest.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.ingest.broker.MqttBroker;

/**
 * One connection of remote management. What is published while it is away is lost to it, which does no harm: a reply that nobody
 * waits for is worth nothing.
 */
final class RemoteSession implements MqttCallback, AutoCloseable {

    /** Takes what arrives; returns soon. */
    @FunctionalInterface
    interface Inbox {
        void arrived(String topic, byte[] payload);
    }

    private static final Logger LOG = LoggerFactory.getLogger(RemoteSession.class);
    private static final long TIMEOUT_MS = 10_000;
    private static final int AT_LEAST_ONCE = 1;

    private final MqttAsyncClient client;
    private final Inbox inbox;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    private RemoteSession(MqttAsyncClient client, Inbox inbox) {
        this.client = client;
        this.inbox = inbox;
    }

    static RemoteSession open(MqttBroker.Endpoint endpoint, Inbox inbox) throws MqttException {
        var client = new MqttAsyncClient(endpoint.url(), endpoint.clientId(), new MemoryPersistence());
        var session = new RemoteSession(client, inbox);
        client.setCallback(session);
        var options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setSessionExpiryInterval(0L);
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout((int) (TIMEOUT_MS / 1000));
        options.setKeepAliveInterval(30);
        if (!endpoint.username().isEmpty()) {
            options.setUserName(endpoint.username());
            options.setPassword(endpoint.password().getBytes(UTF_8));
        }
        try {
            client.connect(options).waitForCompletion(TIMEOUT_MS);
            client.subscribe(new MqttSubscription[] {
                        new MqttSubscription("$EDC/+/" + endpoint.clientId() + "/+/REPLY/+", AT_LEAST_ONCE),
                        new MqttSubscription("$EDC/+/" + endpoint.clientId() + "/+/NOTIFY/#", AT_LEAST_ONCE),
                        new MqttSubscription("$EDC/+/+/MQTT/BIRTH", 0),
                    })
                    .waitForCompletion(TIMEOUT_MS);
            return session;
        } catch (MqttException e) {
            session.close();
            throw e;
        }
    }

    /** To which gateways answer. */
    String clientId() {
        return client.getClientId();
    }

    void publish(String topic, byte[] payload) throws MqttException {
        client.publish(topic, payload, AT_LEAST_ONCE, false);
    }

    /** Throws what ended the connection, if something has. */
    void requireAlive() throws Exception {
        Exception ended = failure.get();
        if (ended != null) {
            throw ended;
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        try {
            inbox.arrived(topic, message.getPayload());
        } catch (RuntimeException e) {
            LOG.error("event=reply-not-read topic={}", topic, e);
        }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        MqttException cause = response.getException();
        failure.compareAndSet(null, cause != null ? cause : new MqttException(response.getReturnCode()));
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        failure.compareAndSet(null, exception);
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        LOG.trace("event=request-taken-by-broker");
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        LOG.info("event=remote-connected broker={}", serverUri);
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        LOG.debug("reasonCode={}", reasonCode);
    }

    @Override
    public void close() {
        failure.compareAndSet(null, new MqttException(MqttReturnCode.RETURN_CODE_SUCCESS));
        try {
            client.disconnectForcibly(0, 500, true);
        } catch (MqttException e) {
            LOG.debug("event=remote-disconnect-failed", e);
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            LOG.debug("event=remote-close-failed", e);
        }
    }
}
