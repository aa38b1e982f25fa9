package vn.trangtien.ingest.broker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code trangtien.ingest.mqtt}.
 *
 * @param embedded whether the broker runs in this process; if not, the bridge connects to {@code url}
 * @param host address that the embedded broker listens on for gateways
 * @param port of the TLS listener
 * @param url of an external broker, {@code tcp://host:1883} or {@code ssl://host:8883}
 * @param username the bridge's, at an external broker
 * @param password the bridge's, at an external broker
 * @param clientId of the bridge; at an external broker each instance of the ingest needs its own
 * @param managementClientId of remote management, to which gateways answer: {@code city-cloud}; at an external broker a further
 *     instance of the ingest needs {@code city-cloud-1} and so on, because a broker keeps one connection for a name
 * @param maxBacklogBytes of messages that wait for the bridge; when they are more, the embedded broker takes no further ones
 *     and gateways keep theirs
 * @param maxMessageBytes the largest MQTT packet
 * @param maxTopicsPerGateway different topics a gateway may use between two starts; each costs the broker memory
 * @param answersForgotten after which the topic of an answer is forgotten, and how often the broker looks for such; the two add
 *     up
 */
@ConfigurationProperties("trangtien.ingest.mqtt")
public record MqttProperties(
        @DefaultValue("true") boolean embedded,
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("8883") int port,
        @Nullable String url,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("ingest-bridge") String clientId,
        @DefaultValue(MqttBroker.MANAGEMENT) String managementClientId,
        @DefaultValue("67108864") long maxBacklogBytes,
        @DefaultValue("8388608") int maxMessageBytes,
        @DefaultValue("500") int maxTopicsPerGateway,
        @DefaultValue("30s") Duration answersForgotten) {

    public MqttProperties {
        if (!embedded && (url == null || url.isBlank())) {
            throw new IllegalArgumentException(
                    "trangtien.ingest.mqtt.url must name the external broker when trangtien.ingest.mqtt.embedded is false");
        }
        if (!TopicRights.REQUESTER.matcher(managementClientId).matches()) {
            throw new IllegalArgumentException(
                    "trangtien.ingest.mqtt.management-client-id must be city-cloud or city-cloud-<number>, but was '%s'"
                            .formatted(managementClientId));
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("trangtien.ingest.mqtt.port must be 1 to 65535, but was " + port);
        }
        if (answersForgotten.toMillis() < 100) {
            throw new IllegalArgumentException(
                    "trangtien.ingest.mqtt.answers-forgotten must be 100 ms or more, but was " + answersForgotten);
        }
        if (maxBacklogBytes < maxMessageBytes) {
            throw new IllegalArgumentException(
                    "trangtien.ingest.mqtt.max-backlog-bytes must be at least max-message-bytes, but was %d < %d"
                            .formatted(maxBacklogBytes, maxMessageBytes));
        }
    }
}
