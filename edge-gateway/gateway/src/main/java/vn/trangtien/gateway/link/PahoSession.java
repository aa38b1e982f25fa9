package vn.trangtien.gateway.link;

import java.time.Duration;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of the Paho client. */
final class PahoSession implements Broker.Session, MqttCallback {

    private static final Logger LOG = LoggerFactory.getLogger(PahoSession.class);
    private static final int DEFAULT_RECEIVE_MAXIMUM = 65_535;
    private static final int FIRST_FAILURE = 0x80;

    private final MqttAsyncClient client;
    private final Broker.Events events;
    private int receiveMaximum = DEFAULT_RECEIVE_MAXIMUM;
    private long maximumPacketSize = Long.MAX_VALUE;
    private boolean closed;

    PahoSession(MqttAsyncClient client, Broker.Events events) {
        this.client = client;
        this.events = events;
    }

    void connected(IMqttToken token) {
        MqttProperties answer = token.getResponseProperties();
        if (answer != null && answer.getReceiveMaximum() != null) {
            receiveMaximum = answer.getReceiveMaximum();
        }
        if (answer != null && answer.getMaximumPacketSize() != null) {
            maximumPacketSize = answer.getMaximumPacketSize();
        }
    }

    @Override
    public int receiveMaximum() {
        return receiveMaximum;
    }

    @Override
    public long maximumPacketSize() {
        return maximumPacketSize;
    }

    @Override
    public void publish(long seq, String topic, byte[] payload) throws BrokerException {
        try {
            client.publish(topic, payload, 1, false, null, new Outcome(seq));
        } catch (MqttException e) {
            throw new BrokerException("cannot send message %d: %s".formatted(seq, PahoBroker.reason(e)), e);
        }
    }

    @Override
    public void publishAndWait(String topic, byte[] payload, Duration timeout)
            throws BrokerException, InterruptedException {
        var done = new PahoBroker.Completion();
        try {
            client.publish(topic, payload, 1, false, null, done);
        } catch (MqttException e) {
            throw new BrokerException("cannot publish on %s: %s".formatted(topic, PahoBroker.reason(e)), e);
        }
        IMqttToken token = done.await(timeout, "no acknowledgement on " + topic);
        int code = code(token);
        if (code >= FIRST_FAILURE) {
            throw new BrokerException("the broker refused %s with code 0x%x".formatted(topic, code));
        }
    }

    @Override
    public boolean subscribe(String filter, Duration timeout) throws BrokerException, InterruptedException {
        var done = new PahoBroker.Completion();
        try {
            var subscription = new MqttSubscription(filter, 1);
            // The filter covers the topics of our own announcements.
            subscription.setNoLocal(true);
            client.subscribe(new MqttSubscription[] {subscription}, null, done, new MqttProperties());
        } catch (MqttException e) {
            throw new BrokerException("cannot subscribe to %s: %s".formatted(filter, PahoBroker.reason(e)), e);
        }
        return code(done.await(timeout, "no answer to the subscription of " + filter)) < FIRST_FAILURE;
    }

    @Override
    public void leave(String topic, byte[] payload, Duration timeout) {
        try {
            client.publish(topic, payload, 0, false);
            client.disconnect(timeout.toMillis()).waitForCompletion(timeout.toMillis());
        } catch (MqttException e) {
            LOG.info("disconnect=unclean reason=\"{}\"", PahoBroker.reason(e));
        }
    }

    @Override
    public void abort() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (client.isConnected()) {
                client.disconnectForcibly(0, 1, false);
            }
            client.close(true);
        } catch (MqttException e) {
            LOG.debug("abort=\"{}\"", PahoBroker.reason(e));
        }
    }

    private static int code(IMqttToken token) {
        int[] codes = token.getReasonCodes();
        return codes == null || codes.length == 0 ? 0 : codes[0];
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        MqttException cause = response.getException();
        events.lost(
                cause == null
                        ? "the broker disconnected with code 0x%x %s"
                                .formatted(response.getReturnCode(), response.getReasonString())
                        : "connection lost: " + PahoBroker.reason(cause));
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        LOG.debug("paho=\"{}\"", PahoBroker.reason(exception));
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        int id = message.getId();
        int qos = message.getQos();
        events.arrived(topic, message.getPayload(), () -> acknowledge(id, qos));
    }

    private void acknowledge(int id, int qos) {
        try {
            client.messageArrivedComplete(id, qos);
        } catch (MqttException | RuntimeException e) {
            // The session has ended meanwhile; the library then has nothing left to acknowledge with.
            LOG.debug("acknowledgement={} failed=\"{}\"", id, PahoBroker.reason(e));
        }
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // each publish has its own listener
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // awaited through the token of the connect
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        LOG.debug("auth code=0x{}", Integer.toHexString(reasonCode));
    }

    /** Reports what became of one message. */
    private final class Outcome implements MqttActionListener {

        private final long seq;

        Outcome(long seq) {
            this.seq = seq;
        }

        @Override
        public void onSuccess(IMqttToken token) {
            int code = code(token);
            if (code >= FIRST_FAILURE) {
                events.refused(seq, code);
            } else {
                events.acknowledged(seq);
            }
        }

        /** Also called for everything in flight when the connection ends, which is reported by itself. */
        @Override
        public void onFailure(IMqttToken token, Throwable failure) {
            int code = code(token);
            if (code >= FIRST_FAILURE) {
                events.refused(seq, code);
            }
        }
    }
}
