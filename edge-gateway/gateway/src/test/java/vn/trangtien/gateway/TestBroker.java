package vn.trangtien.gateway;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.SpoolMark;

/** A real MQTT broker with TLS and required client certificates, and an ear on everything that is published. */
public final class TestBroker implements AutoCloseable {

    private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    private final MqttClient ear;
    private final List<Heard> heard = Collections.synchronizedList(new ArrayList<>());
    private final int tlsPort;

    /** One message as a subscriber got it. */
    public record Heard(String topic, byte[] payload) {

        public KuraPayload decoded() {
            return KuraCodec.decodeOrWrap(payload);
        }

        public long seq() {
            return SpoolMark.of(decoded()).map(SpoolMark::seq).orElse(0L);
        }

        public String text() {
            return new String(payload, StandardCharsets.US_ASCII);
        }
    }

    public TestBroker(Path directory, TestAuthority authority) throws Exception {
        Path keys = directory.resolve("broker.p12");
        Path trust = directory.resolve("trust.p12");
        authority.writeBrokerStores(keys, trust);
        tlsPort = CuttableProxy.freePort();
        int plainPort = CuttableProxy.freePort();
        var configuration = new ConfigurationImpl();
        configuration.setPersistenceEnabled(false);
        configuration.setSecurityEnabled(false);
        configuration.setJournalDirectory(directory.resolve("journal").toString());
        configuration.addAcceptorConfiguration("plain", "tcp://127.0.0.1:" + plainPort + "?protocols=MQTT");
        configuration.addAcceptorConfiguration(
                "tls",
                "tcp://127.0.0.1:%d?protocols=MQTT;sslEnabled=true;needClientAuth=true;keyStoreType=PKCS12;trustStoreType=PKCS12;keyStorePath=%s;keyStorePassword=%s;trustStorePath=%s;trustStorePassword=%s"
                        .formatted(tlsPort, keys, TestAuthority.PASSWORD, trust, TestAuthority.PASSWORD));
        broker.setConfiguration(configuration);
        broker.start();
        if (!broker.getActiveMQServer().isActive()) {
            throw new IllegalStateException("the broker did not start");
        }
        ear = new MqttClient("tcp://127.0.0.1:" + plainPort, "ear", new MemoryPersistence());
        ear.setCallback(new Ear());
        ear.connect();
        ear.subscribe("hue/#", 1);
        ear.subscribe("$EDC/#", 1);
    }

    public int tlsPort() {
        return tlsPort;
    }

    /** Publishes at least once, as somebody with every right. */
    public void publish(String topic, byte[] payload) {
        try {
            ear.publish(topic, payload, 1, false);
        } catch (MqttException e) {
            throw new AssertionError(e);
        }
    }

    /** Everything published so far, in the order of arrival. */
    public List<Heard> heard() {
        synchronized (heard) {
            return List.copyOf(heard);
        }
    }

    /** Messages on topics that end so. */
    public List<Heard> heard(String ending) {
        return heard().stream().filter(one -> one.topic().endsWith(ending)).toList();
    }

    @Override
    public void close() throws Exception {
        ear.disconnectForcibly(0, 100, false);
        ear.close(true);
        broker.stop();
    }

    private final class Ear implements MqttCallback {

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            heard.add(new Heard(topic, message.getPayload()));
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            // the end of the test
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            throw new AssertionError(exception);
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // publishes nothing
        }

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {
            // subscribes by itself
        }

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {
            // none is asked for
        }
    }
}
