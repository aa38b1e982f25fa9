package vn.trangtien.ingest.broker;

import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** MQTT 5 tells a client the largest packet, MQTT 3.1.1 cannot: such a client is disconnected instead of acknowledged. */
final class SizeLimit implements MQTTInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(SizeLimit.class);

    private final int maxBytes;

    SizeLimit(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public boolean intercept(MqttMessage packet, RemotingConnection connection) {
        if (packet instanceof MqttPublishMessage && packet.fixedHeader().remainingLength() > maxBytes) {
            LOG.warn(
                    "clientId={} event=message-refused reason=too-large bytes={} limit={}",
                    connection.getClientID(),
                    packet.fixedHeader().remainingLength(),
                    maxBytes);
            return false;
        }
        return true;
    }
}
