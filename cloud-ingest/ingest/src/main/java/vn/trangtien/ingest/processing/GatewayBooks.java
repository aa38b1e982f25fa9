package vn.trangtien.ingest.processing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.GatewayState.Signal;
import vn.trangtien.ingest.reports.EdgeEvents;
import vn.trangtien.ingest.reports.Reports;
import vn.trangtien.ingest.reports.Vitals;

/** Books what a batch tells of the gateways themselves; in the caller's transaction. */
@Component
class GatewayBooks {

    private final Reports reports;
    private final EdgeEvents events;
    private final Vitals vitals;

    GatewayBooks(Reports reports, EdgeEvents events, Vitals vitals) {
        this.reports = reports;
        this.events = events;
        this.vitals = vitals;
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
            } else if (message instanceof Understood.Lifecycle lifecycle
                    && lifecycle.sighting().signal() == Signal.BORN) {
                vitals.connected(lifecycle.gateway(), lifecycle.sighting().at());
            }
        }
        vitals.keep(signs.values());
    }
}
