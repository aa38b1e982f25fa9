package vn.trangtien.ingest.processing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.trangtien.ingest.cameras.CameraBooks;
import vn.trangtien.ingest.decoding.Understood;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.GatewayState.Signal;
import vn.trangtien.ingest.reports.EdgeEvents;
import vn.trangtien.ingest.reports.Reports;
import vn.trangtien.ingest.reports.Vitals;

/** Books what a batch tells of the gateways themselves and of what their cameras saw; in the caller's transaction. */
@Component
class GatewayBooks {

    private final Reports reports;
    private final EdgeEvents events;
    private final Vitals vitals;
    private final CameraBooks cameras;

    GatewayBooks(Reports reports, EdgeEvents events, Vitals vitals, CameraBooks cameras) {
        this.reports = reports;
        this.events = events;
        this.vitals = vitals;
        this.cameras = cameras;
    }

    void book(List<Verdict> batch) {
        Map<GatewayId, Vitals.Sign> signs = new LinkedHashMap<>();
        for (Verdict verdict : batch) {
            Understood message = verdict.toStore().orElse(null);
            if (message instanceof Understood.Telemetry telemetry) {
                var at = verdict.raw().receivedAt();
                signs.merge(
                        telemetry.gateway(),
                        new Vitals.Sign(telemetry.gateway(), at, telemetry.clockTrusted() ? null : at),
                        Vitals.Sign::and);
            } else if (message instanceof Understood.Report report) {
                reports.keep(report.report());
            } else if (message instanceof Understood.Rule rule) {
                events.keep(rule.event(), verdict.raw().receivedAt());
            } else if (message instanceof Understood.Seen seen) {
                cameras.keep(seen.event(), seen.plateText());
            } else if (message instanceof Understood.Alerted alerted) {
                cameras.keep(alerted.event());
            }
            if (message != null && message.sighting().signal() == Signal.BORN) {
                vitals.connected(message.gateway(), message.sighting().at());
            }
        }
        vitals.keep(signs.values());
    }
}
