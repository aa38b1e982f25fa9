package vn.trangtien.gateway.link;

import java.util.Optional;
import vn.trangtien.gateway.mqtt.ConnectThreads;
import vn.trangtien.gateway.mqtt.Line;
import vn.trangtien.gateway.mqtt.Reasons;

/** The broker over TLS by way of Eclipse Paho, in the version of MQTT that the settings name. */
final class PahoBroker implements Broker {

    private final Dial dial;

    PahoBroker(Dial dial) {
        this.dial = dial;
    }

    @Override
    public Session connect(Events events) throws BrokerException, InterruptedException {
        var session = new PahoSession(dial, events);
        boolean connected = false;
        try {
            session.connect();
            connected = true;
            return session;
        } finally {
            if (!connected) {
                session.abort();
            }
        }
    }

    /** Makes the client of a session. */
    static Client client(Dial dial, Line line, ConnectThreads threads, Client.Listener listener)
            throws BrokerException {
        try {
            return switch (dial.settings().mqtt()) {
                case V5 -> new V5Client(dial, line, threads, listener);
                case V3_1_1 -> new V3Client(dial, line, threads, listener);
            };
        } catch (org.eclipse.paho.mqttv5.common.MqttException
                | org.eclipse.paho.client.mqttv3.MqttException
                | IllegalArgumentException e) {
            throw new BrokerException(
                    LinkFault.NAME_UNKNOWN,
                    "cannot use the broker's address %s: %s".formatted(dial.address(), Reasons.text(e)),
                    e);
        }
    }

    static Line line(Dial dial, ConnectThreads threads) {
        return new Line(Optional.of(dial.tls()), threads, dial.settings().connectTimeout());
    }
}
