package vn.trangtien.city.alarm;

import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.events.CameraAlert;
import vn.trangtien.events.EdgeEvent;
import vn.trangtien.events.FleetAlarm;
import vn.trangtien.events.GatewayStatus;
import vn.trangtien.events.Observation;
import vn.trangtien.platform.cases.CaseEvent;

/** Hands records to the alarms the way Kafka does: as batches of JSON. */
@Component
public class AlarmSeam {

    private final AlarmConsumers consumers;
    private final AlarmEngine engine;
    private final JsonMapper json;

    AlarmSeam(AlarmConsumers consumers, AlarmEngine engine, JsonMapper json) {
        this.consumers = consumers;
        this.engine = engine;
        this.json = json;
    }

    public void observations(List<Observation> batch) {
        consumers.observations(batch.stream().map(json::writeValueAsBytes).toList());
    }

    public void statuses(List<GatewayStatus> batch) {
        consumers.statuses(batch.stream().map(json::writeValueAsBytes).toList());
    }

    public void fleetAlarms(List<FleetAlarm> batch) {
        consumers.fleetAlarms(batch.stream().map(json::writeValueAsBytes).toList());
    }

    public void edgeEvents(List<EdgeEvent> batch) {
        consumers.edgeEvents(batch.stream().map(json::writeValueAsBytes).toList());
    }

    public void cameraAlerts(List<CameraAlert> batch) {
        consumers.cameraAlerts(batch.stream().map(json::writeValueAsBytes).toList());
    }

    public void cases(List<CaseEvent> batch) {
        consumers.cases(batch.stream().map(json::writeValueAsBytes).toList());
    }

    public void rawFleet(List<byte[]> records) {
        consumers.fleetAlarms(records);
    }

    public void raw(byte[] record) {
        consumers.observations(List.of(record));
    }

    public void tick() {
        engine.tick();
    }
}
