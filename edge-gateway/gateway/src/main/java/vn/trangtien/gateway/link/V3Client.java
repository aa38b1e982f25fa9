package vn.trangtien.gateway.link;

import java.util.concurrent.CompletableFuture;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.TimerPingSender;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.gateway.mqtt.ConnectThreads;
import vn.trangtien.gateway.mqtt.Line;
import vn.trangtien.gateway.mqtt.Reasons;
import vn.trangtien.gateway.mqtt.V3Answer;

/** MQTT 3.1.1: a broker that does not like a message acknowledges and drops it, or hangs up; it never says why. */
final class V3Client implements Client, MqttCallback {

    private static final Logger LOG = LoggerFactory.getLogger(V3Client.class);
    private static final int REFUSED = 0x80;

    private final MqttAsyncClient paho;
    private final Dial dial;
    private final Line line;
    private final Listener listener;

    V3Client(Dial dial, Line line, ConnectThreads threads, Listener listener) throws MqttException {
        this.dial = dial;
        this.line = line;
        this.listener = listener;
        this.paho = new MqttAsyncClient(
                dial.address(), dial.clientId(), new MemoryPersistence(), new TimerPingSender(), threads);
        paho.setCallback(this);
        paho.setManualAcks(true);
    }

    /** One call of the library, which reports either way. */
    @FunctionalInterface
    private interface Call {
        void with(V3Answer answer) throws MqttException;
    }

    private static V3Answer ask(Call call) {
        var answer = new V3Answer();
        try {
            call.with(answer);
        } catch (MqttException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    @Override
    public CompletableFuture<Limits> connect() {
        return ask(answer -> paho.connect(options(), null, answer)).thenApply(token -> Limits.NONE);
    }

    private MqttConnectOptions options() {
        var options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setCleanSession(true);
        options.setAutomaticReconnect(false);
        options.setKeepAliveInterval(dial.keepAliveSeconds());
        options.setConnectionTimeout(dial.connectSeconds());
        options.setMaxInflight(Limits.NONE.receiveMaximum());
        options.setSocketFactory(line);
        options.setWill(dial.willTopic(), Dial.will(), 1, false);
        return options;
    }

    @Override
    public CompletableFuture<Integer> publish(String topic, byte[] payload, int qos) {
        return ask(answer -> paho.publish(topic, payload, qos, false, null, answer))
                .thenApply(token -> 0);
    }

    @Override
    public CompletableFuture<Integer> subscribe(String filter) {
        return ask(answer -> paho.subscribe(filter, 1, null, answer))
                .thenApply(V3Client::granted)
                .exceptionallyCompose(
                        failure -> Reasons.code(failure).orElse(0) == MqttException.REASON_CODE_SUBSCRIBE_FAILED
                                ? CompletableFuture.completedFuture(REFUSED)
                                : CompletableFuture.failedFuture(failure));
    }

    private static int granted(IMqttToken token) {
        int[] granted = token.getGrantedQos();
        return granted == null || granted.length == 0 ? 0 : granted[0];
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
        return ask(answer -> paho.disconnect(quiesceMillis, null, answer)).thenApply(token -> 0);
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
        return Diagnosis.ofCode3(code);
    }

    @Override
    public void connectionLost(Throwable cause) {
        listener.lost(cause);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        listener.arrived(topic, message.getPayload(), message.getId(), message.getQos());
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
        // each publish has its own listener
    }
}
