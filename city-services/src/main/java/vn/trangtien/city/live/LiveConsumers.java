package vn.trangtien.city.live;

import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.city.alarm.AlarmChanged;
import vn.trangtien.city.kafka.CityListeners;
import vn.trangtien.events.CameraAlert;
import vn.trangtien.events.CityTopics;
import vn.trangtien.events.EventJson;
import vn.trangtien.events.GatewayStatus;
import vn.trangtien.events.ObjectSeen;
import vn.trangtien.events.Observation;
import vn.trangtien.events.SnapshotStored;

/** Kafka's side of the stream: every instance listens for itself, from now on, with one consumer for all topics. */
@Component
class LiveConsumers {

    private static final Logger LOG = LoggerFactory.getLogger(LiveConsumers.class);

    private final LiveHub hub;
    private final LiveFeed feed;
    private final JsonMapper json;

    LiveConsumers(LiveHub hub, LiveFeed feed, JsonMapper json) {
        this.hub = hub;
        this.feed = feed;
        this.json = json;
    }

    @KafkaListener(
            id = "city-live",
            groupId = "city-live-${random.uuid}",
            topics = {
                CityTopics.OBSERVATION,
                CityTopics.SNAPSHOT,
                CityTopics.GATEWAY_STATUS,
                CityTopics.OBJECT_SEEN,
                CityTopics.CAMERA_ALERT,
                AlarmChanged.TOPIC
            },
            containerFactory = CityListeners.LIVE)
    void records(List<ConsumerRecord<String, byte[]>> records) {
        records.forEach(record -> take(record.topic(), record.value()));
    }

    void take(String topic, byte[] record) {
        switch (topic) {
            case CityTopics.OBSERVATION -> use(record, Observation.class, feed::observed);
            case CityTopics.SNAPSHOT -> use(record, SnapshotStored.class, feed::pictured);
            case CityTopics.OBJECT_SEEN ->
                EventJson.read(record, ObjectSeen.class).ifPresent(feed::saw);
            case CityTopics.CAMERA_ALERT ->
                EventJson.read(record, CameraAlert.class).ifPresent(feed::alerted);
            case CityTopics.GATEWAY_STATUS -> use(record, GatewayStatus.class, status -> publish("gateway", status));
            case AlarmChanged.TOPIC -> use(record, AlarmChanged.class, change -> publish("alarm", change));
            default -> LOG.warn("topic={} is not one of the stream's", topic);
        }
    }

    private void publish(String name, Object data) {
        hub.publish(name, json.writeValueAsString(data));
    }

    private <T> void use(byte[] record, Class<T> type, Consumer<T> use) {
        try {
            use.accept(json.readValue(record, type));
        } catch (JacksonException e) {
            LOG.debug("live record of type {} is unreadable: {}", type.getSimpleName(), e.getOriginalMessage());
        }
    }
}
