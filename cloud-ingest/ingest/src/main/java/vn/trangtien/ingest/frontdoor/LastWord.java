package vn.trangtien.ingest.frontdoor;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import java.util.Optional;

/**
 * A will that the front door publishes itself, by the way of all other messages. Left to the broker it would take another way to
 * Kafka, and could overtake, or arrive after, the birth of the next connection.
 *
 * @param topic unchecked
 * @param payload shared, not copied
 */
record LastWord(String topic, byte[] payload) {

    private static final String LIFECYCLE = "/MQTT/";

    /**
     * The will of a connection, if it is one for the city and neither to be retained nor to be delayed; such are left to the broker,
     * which knows how.
     */
    static Optional<LastWord> of(MqttConnectMessage connect) {
        MqttConnectVariableHeader header = connect.variableHeader();
        MqttConnectPayload said = connect.payload();
        String topic = said.willTopic();
        byte[] payload = said.willMessageInBytes();
        if (!header.isWillFlag() || header.isWillRetain() || topic == null || payload == null) {
            return Optional.empty();
        }
        MqttProperties properties = said.willProperties();
        boolean isDelayed =
                properties != null && properties.getProperty(MqttPropertyType.WILL_DELAY_INTERVAL.value()) != null;
        boolean isForCity = !topic.startsWith("$") || (topic.startsWith("$EDC/") && topic.contains(LIFECYCLE));
        return isDelayed || !isForCity ? Optional.empty() : Optional.of(new LastWord(topic, payload));
    }

    boolean isAllowed(Permit permit) {
        return permit.passage(topic) == Permit.Passage.TO_KAFKA;
    }

    /** The same connection without its will. */
    static MqttConnectMessage takenFrom(MqttConnectMessage connect) {
        MqttConnectVariableHeader header = connect.variableHeader();
        MqttConnectPayload said = connect.payload();
        return new MqttConnectMessage(
                connect.fixedHeader(),
                new MqttConnectVariableHeader(
                        header.name(),
                        header.version(),
                        header.hasUserName(),
                        header.hasPassword(),
                        false,
                        0,
                        false,
                        header.isCleanSession(),
                        header.keepAliveTimeSeconds(),
                        header.properties()),
                new MqttConnectPayload(
                        said.clientIdentifier(),
                        MqttProperties.NO_PROPERTIES,
                        null,
                        (byte[]) null,
                        said.userName(),
                        said.passwordInBytes()));
    }
}
