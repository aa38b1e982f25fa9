package vn.trangtien.city.alarm;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.city.kafka.CityListeners;
import vn.trangtien.events.CameraAlert;
import vn.trangtien.events.CityTopics;
import vn.trangtien.events.EdgeEvent;
import vn.trangtien.events.EventJson;
import vn.trangtien.events.FleetAlarm;
import vn.trangtien.events.GatewayStatus;
import vn.trangtien.events.Observation;
import vn.trangtien.platform.cases.CaseApi;
import vn.trangtien.platform.cases.CaseEvent;

/**
 * Kafka's side of the alarms. A batch is one transaction and is acknowledged after its commit; if the database is away the
 * batch is tried again until it is back. A record that is no JSON of its topic is counted, logged and passed over: the ingest
 * has checked it before, and it would come out wrong for ever.
 */
@Component
class AlarmConsumers {

    private static final Logger LOG = LoggerFactory.getLogger(AlarmConsumers.class);

    private final AlarmEngine engine;
    private final ReportedAlarms reported;
    private final CameraAlarms cameras;
    private final AlarmActions actions;
    private final JsonMapper json;
    private final Counter unreadable;

    AlarmConsumers(
            AlarmEngine engine,
            ReportedAlarms reported,
            CameraAlarms cameras,
            AlarmActions actions,
            JsonMapper json,
            MeterRegistry meters) {
        this.engine = engine;
        this.reported = reported;
        this.cameras = cameras;
        this.actions = actions;
        this.json = json;
        this.unreadable = meters.counter("city.alarm.unreadable");
    }

    @KafkaListener(id = "city-alarm", topics = CityTopics.OBSERVATION, containerFactory = CityListeners.DURABLE)
    void observations(List<byte[]> records) {
        engine.observe(read(records, Observation.class));
    }

    @KafkaListener(id = "city-gateway", topics = CityTopics.GATEWAY_STATUS, containerFactory = CityListeners.DURABLE)
    void statuses(List<byte[]> records) {
        engine.status(read(records, GatewayStatus.class));
    }

    @KafkaListener(id = "city-fleet", topics = CityTopics.FLEET_ALARM, containerFactory = CityListeners.DURABLE)
    void fleetAlarms(List<byte[]> records) {
        reported.fleet(whole(records, FleetAlarm.class));
    }

    @KafkaListener(id = "city-edge", topics = CityTopics.EDGE_EVENT, containerFactory = CityListeners.DURABLE)
    void edgeEvents(List<byte[]> records) {
        reported.edge(whole(records, EdgeEvent.class));
    }

    @KafkaListener(id = "city-camera", topics = CityTopics.CAMERA_ALERT, containerFactory = CityListeners.DURABLE)
    void cameraAlerts(List<byte[]> records) {
        cameras.reported(whole(records, CameraAlert.class));
    }

    @KafkaListener(id = "city-case", topics = CaseApi.TOPIC, containerFactory = CityListeners.DURABLE)
    void cases(List<byte[]> records) {
        read(records, CaseEvent.class).forEach(actions::caseChanged);
    }

    /** The records that have every field they need; the others are counted, logged and passed over. */
    private <T extends Record> List<T> whole(List<byte[]> records, Class<T> type) {
        var read = new ArrayList<T>(records.size());
        for (byte[] record : records) {
            EventJson.read(record, type)
                    .ifPresentOrElse(read::add, () -> passOver(type, "it is not JSON with all fields that it needs"));
        }
        return read;
    }

    private <T> List<T> read(List<byte[]> records, Class<T> type) {
        var read = new ArrayList<T>(records.size());
        for (byte[] record : records) {
            try {
                read.add(json.readValue(record, type));
            } catch (JacksonException e) {
                passOver(type, e.getOriginalMessage());
            }
        }
        return read;
    }

    private void passOver(Class<?> type, String reason) {
        unreadable.increment();
        LOG.warn("record of type {} is unreadable and passed over: {}", type.getSimpleName(), reason);
    }
}
