package vn.trangtien.city.live;

import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.city.alarm.AlarmChanged;
import vn.trangtien.events.CameraAlert;
import vn.trangtien.events.CityTopics;
import vn.trangtien.events.EventJson;
import vn.trangtien.events.GatewayStatus;
import vn.trangtien.events.ObjectSeen;
import vn.trangtien.events.Observation;
import vn.trangtien.events.SnapshotStored;

/** Hands records to the stream the way Kafka does. */
@Component
public class LiveSeam {

    private final LiveConsumers consumers;
    private final LiveFeed feed;
    private final LiveHub hub;
    private final JsonMapper json;

    LiveSeam(LiveConsumers consumers, LiveFeed feed, LiveHub hub, JsonMapper json) {
        this.consumers = consumers;
        this.feed = feed;
        this.hub = hub;
        this.json = json;
    }

    public void observations(List<Observation> batch) {
        batch.forEach(record -> consumers.take(CityTopics.OBSERVATION, json.writeValueAsBytes(record)));
    }

    public void statuses(List<GatewayStatus> batch) {
        batch.forEach(record -> consumers.take(CityTopics.GATEWAY_STATUS, json.writeValueAsBytes(record)));
    }

    public void snapshots(List<SnapshotStored> batch) {
        batch.forEach(record -> consumers.take(CityTopics.SNAPSHOT, json.writeValueAsBytes(record)));
    }

    public void objects(List<ObjectSeen> batch) {
        batch.forEach(record -> consumers.take(CityTopics.OBJECT_SEEN, EventJson.write(record)));
    }

    public void cameraAlerts(List<CameraAlert> batch) {
        batch.forEach(record -> consumers.take(CityTopics.CAMERA_ALERT, EventJson.write(record)));
    }

    public void flushSights() {
        feed.flushSights();
    }

    /** A record of {@code city.alarm.v1} as the outbox sent it. */
    public void alarm(byte[] record) {
        consumers.take(AlarmChanged.TOPIC, record);
    }

    public void flush() {
        feed.flush();
    }

    public void publish(String name, String data) {
        hub.publish(name, data);
    }

    public int clients() {
        return hub.clientCount();
    }
}
