package vn.trangtien.gateway.link;

import java.util.concurrent.CompletableFuture;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.gateway.mqtt.ConnectThreads;
import vn.trangtien.gateway.mqtt.Line;
import vn.trangtien.gateway.mqtt.Reasons;
import vn.trangtien.gateway.mqtt.V5Answer;

/** MQTT 5: brokers say why they refuse, and how much they take. */
final class V5Client implements Client, MqttCallback {

    private static final Logger LOG = LoggerFactory.getLogger(V5Client.class);

    private final MqttAsyncClient paho;
    private final Dial dial;
    private final Line line;
    private final Listener listener;

    V5Client(Dial dial, Line line, ConnectThreads threads, Listener listener) throws MqttException {
        this.dial = dial;
        this.line = line;
        this.listener = listener;
        this.paho = new MqttAsyncClient(dial.address(), dial.clientId(), new MemoryPersistence(), null, threads);
        paho.setCallback(this);
        paho.setManualAcks(true);
    }

    /** One call of the library, which reports either way. */
    @FunctionalInterface
    private interface Call {
        void with(V5Answer answer) throws MqttException;
    }

    private static V5Answer ask(Call call) {
        var answer = new V5Answer();
        try {
            call.with(answer);
        } catch (MqttException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    @Override
    public CompletableFuture<Limits> connect() {
        return ask(answer -> paho.connect(options(), null, answer)).thenApply(token -> {
            MqttProperties told = token.getResponseProperties();
            return told == null
                    ? Limits.NONE
                    : new Limits(
                            told.getReceiveMaximum() == null ? Limits.NONE.receiveMaximum() : told.getReceiveMaximum(),
                            told.getMaximumPacketSize() == null
                                    ? Limits.NONE.packetSize()
                                    : told.getMaximumPacketSize());
        });
    }

    private MqttConnectionOptions options() {
        var options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setSessionExpiryInterval(0L);
        options.setAutomaticReconnect(false);
        options.setKeepAliveInterval(dial.keepAliveSeconds());
        options.setConnectionTimeout(dial.connectSeconds());
        options.setReceiveMaximum(Arrivals.WAITING);
        options.setSocketFactory(line);
        options.setWill(dial.willTopic(), new MqttMessage(Dial.will(), 1, false, null));
        return options;
    }

    @Override
    public CompletableFuture<Integer> publish(String topic, byte[] payload, int qos) {
        return ask(answer -> paho.publish(topic, payload, qos, false, null, answer))
                .thenApply(V5Client::code);
    }

    /** Without an echo: the filter covers the topics of our own announcements. */
    @Override
    public CompletableFuture<Integer> subscribe(String filter) {
        var subscription = new MqttSubscription(filter, 1);
        subscription.setNoLocal(true);
        return ask(answer -> paho.subscribe(new MqttSubscription[] {subscription}, null, answer, new MqttProperties()))
                .thenApply(V5Client::code);
    }

    @Override
    public void acknowledge(int messageId, int qos) {
        try {
            paho.messageArrivedComplete(messageId, qos);
        } catch (MqttException | RuntimeException e) {
            // The session has ended meanwhile; the library then has nothing left to acknowledge with.
            LOG.debug("acknowledgement={} failed=\"{}\"", messageId, Reasons.text(e));
        }
    }

    @Override
    public CompletableFuture<Integer> disconnect(long quiesceMillis) {
        return ask(answer -> paho.disconnect(quiesceMillis, null, answer, 0, new MqttProperties()))
                .thenApply(V5Client::code);
    }

    @Override
    public void end() {
        try {
            paho.disconnectForcibly(0, 1, false);
            paho.close(true);
        } catch (MqttException | RuntimeException e) {
            LOG.debug("end=\"{}\"", Reasons.text(e));
        }
    }

    @Override
    public LinkFault faultOf(int code) {
        return Diagnosis.ofCode5(code);
    }

    private static int code(IMqttToken token) {
        int[] codes = token.getReasonCodes();
        return codes == null || codes.length == 0 ? 0 : codes[0];
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        MqttException cause = response.getException();
        if (cause == null) {
            listener.dismissed(response.getReturnCode(), text(response.getReasonString()));
        } else {
            listener.lost(cause);
        }
    }

    private static String text(@Nullable String reason) {
        return reason == null ? "" : reason;
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        listener.arrived(topic, message.getPayload(), message.getId(), message.getQos());
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        LOG.debug("paho=\"{}\"", Reasons.text(exception));
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // each publish has its own listener
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // awaited through the answer of the connect
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        LOG.debug("auth code=0x{}", Integer.toHexString(reasonCode));
    }
}
