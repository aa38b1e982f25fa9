package vn.trangtien.ingest.bridge;

import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.apache.kafka.clients.producer.Producer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.ingest.broker.MqttBroker;
import vn.trangtien.ingest.broker.SharedSubscription;
import vn.trangtien.ingest.raw.RawMessage;

/**
 * One connection to the broker. Its first failure, on whichever side, ends it; whatever was not acknowledged by then is
 * delivered again in the next session, so a message may reach Kafka twice but is never left out.
 */
final class BridgeSession implements MqttCallback, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BridgeSession.class);
    private static final long TIMEOUT_MS = 10_000;

    private final MqttAsyncClient client;
    private final Producer<String, byte[]> producer;
    private final Clock clock;
    private final Runnable onDelivered;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    private BridgeSession(
            MqttAsyncClient client, Producer<String, byte[]> producer, Clock clock, Runnable onDelivered) {
        this.client = client;
        this.producer = producer;
        this.clock = clock;
        this.onDelivered = onDelivered;
    }

    /** @param onDelivered called after each message that Kafka has and that was acknowledged to the broker */
    static BridgeSession open(
            MqttBroker.Endpoint endpoint,
            int maxInFlight,
            Producer<String, byte[]> producer,
            Clock clock,
            Runnable onDelivered)
            throws MqttException {
        var client = new MqttAsyncClient(endpoint.url(), endpoint.clientId(), new MemoryPersistence());
        client.setManualAcks(true);
        var session = new BridgeSession(client, producer, clock, onDelivered);
        client.setCallback(session);
        MqttConnectionOptions options = SharedSubscription.options(endpoint);
        options.setReceiveMaximum(maxInFlight);
        options.setSocketFactory(new NoDelaySocketFactory(
                endpoint.url().startsWith("ssl:") ? SSLSocketFactory.getDefault() : SocketFactory.getDefault()));
        try {
            IMqttToken connected = client.connect(options);
            connected.waitForCompletion(TIMEOUT_MS);
            if (!endpoint.isPrepared() || !connected.getSessionPresent()) {
                client.subscribe(SharedSubscription.subscriptions()).waitForCompletion(TIMEOUT_MS);
            }
            return session;
        } catch (MqttException e) {
            session.close();
            throw e;
        }
    }

    /** Waits for the end of the session, at most that long; throws what ended it. */
    void await(long millis) throws Exception {
        if (ended.await(millis, TimeUnit.MILLISECONDS)) {
            throw failure.get();
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        if (ended.getCount() == 0) {
            return;
        }
        int id = message.getId();
        int qos = message.getQos();
        try {
            producer.send(
                    new RawMessage(topic, clock.instant(), message.getPayload()).toRecord(), (metadata, refused) -> {
                        if (refused == null) {
                            acknowledge(id, qos);
                        } else {
                            fail(refused);
                        }
                    });
        } catch (RuntimeException refused) {
            fail(refused);
        }
    }

    private void acknowledge(int id, int qos) {
        if (ended.getCount() == 0) {
            return;
        }
        try {
            if (qos > 0) {
                client.messageArrivedComplete(id, qos);
            }
            onDelivered.run();
        } catch (MqttException | RuntimeException e) {
            fail(e);
        }
    }

    private void fail(Exception reason) {
        if (failure.compareAndSet(null, reason)) {
            ended.countDown();
        }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        MqttException cause = response.getException();
        fail(cause != null ? cause : new MqttException(response.getReturnCode()));
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        fail(exception);
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        LOG.trace("nothing is published here");
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        LOG.info("event=bridge-connected broker={}", serverUri);
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        LOG.debug("reasonCode={}", reasonCode);
    }

    /** Leaves the session in the broker; it takes back what was not acknowledged. */
    @Override
    public void close() {
        fail(new MqttException(MqttReturnCode.RETURN_CODE_SUCCESS));
        try {
            client.disconnectForcibly(0, 500, true);
        } catch (MqttException e) {
            LOG.debug("event=bridge-disconnect-failed", e);
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            LOG.debug("event=bridge-close-failed", e);
        }
    }
}
