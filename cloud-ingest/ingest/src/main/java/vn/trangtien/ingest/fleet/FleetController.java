package vn.trangtien.ingest.fleet;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.trangtien.events.EdgeEvent;
import vn.trangtien.ingest.registry.Gateway;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.GatewayState;
import vn.trangtien.ingest.registry.Registry;
import vn.trangtien.ingest.registry.UnknownGateway;
import vn.trangtien.ingest.reports.CameraStanding;
import vn.trangtien.ingest.reports.EdgeEvents;
import vn.trangtien.ingest.reports.Reports;
import vn.trangtien.ingest.reports.StoredReport;
import vn.trangtien.ingest.wording.Bilingual;

/** The fleet over HTTP; see docs/fleet.md. */
@RestController
@RequestMapping("/api/fleet")
class FleetController {

    record ReportView(Instant at, Instant receivedAt, Map<String, Long> numbers, Map<String, String> texts) {

        static ReportView of(StoredReport report) {
            return new ReportView(report.at(), report.receivedAt(), report.numbers(), report.texts());
        }
    }

    record EventView(
            String rule,
            String state,
            String channel,
            @Nullable Double value,
            String severity,
            String message,
            String actions,
            Instant at) {

        static EventView of(EdgeEvent event) {
            return new EventView(
                    event.rule(),
                    event.state(),
                    event.channel(),
                    event.value(),
                    event.severity(),
                    event.message(),
                    event.actions(),
                    event.at());
        }
    }

    record Detail(
            @JsonUnwrapped FleetItem item,
            Map<String, String> facts,
            @Nullable ReportView report) {}

    private static final int MOST = 500;

    private static final List<String> GATEWAY_STATES = names(GatewayState.values());
    private static final List<String> ALARM_KINDS = names(Alarm.Kind.values());
    private static final List<String> ALARMS =
            Stream.concat(Stream.of("any"), ALARM_KINDS.stream()).toList();

    /** A word of the address that means nothing. */
    private static final class UnknownWord extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private UnknownWord(String message) {
            super(message);
        }
    }

    private final FleetList fleet;
    private final Alarms alarms;
    private final Settings settings;
    private final Registry registry;
    private final Reports reports;
    private final EdgeEvents events;

    FleetController(
            FleetList fleet, Alarms alarms, Settings settings, Registry registry, Reports reports, EdgeEvents events) {
        this.fleet = fleet;
        this.alarms = alarms;
        this.settings = settings;
        this.registry = registry;
        this.reports = reports;
        this.events = events;
    }

    @GetMapping("/gateways")
    FleetList.Page list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String software,
            @RequestParam(required = false) @Nullable Boolean drift,
            @RequestParam(required = false) @Nullable String alarm,
            @RequestParam(defaultValue = "name") String sort,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        requireOneOf("state", state, GATEWAY_STATES);
        requireOneOf("alarm", alarm, ALARMS);
        return fleet.page(new FleetFilter(q, account, state, kind, software, drift, alarm, null), sort, page, size);
    }

    @GetMapping("/gateways/{account}/{gateway}")
    Detail get(@PathVariable String account, @PathVariable String gateway) {
        var id = new GatewayId(account, gateway);
        FleetItem item = fleet.find(id).orElseThrow(() -> new UnknownGateway(id));
        return new Detail(
                item,
                registry.find(id).map(Gateway::facts).orElse(Map.of()),
                reports.newest(id).map(ReportView::of).orElse(null));
    }

    @GetMapping("/gateways/{account}/{gateway}/events")
    List<EventView> events(
            @PathVariable String account, @PathVariable String gateway, @RequestParam(defaultValue = "50") int limit) {
        return events.newest(new GatewayId(account, gateway), bounded(limit)).stream()
                .map(EventView::of)
                .toList();
    }

    @GetMapping("/gateways/{account}/{gateway}/reports")
    List<ReportView> reports(
            @PathVariable String account, @PathVariable String gateway, @RequestParam(defaultValue = "50") int limit) {
        return reports.history(new GatewayId(account, gateway), bounded(limit)).stream()
                .map(ReportView::of)
                .toList();
    }

    @GetMapping("/summary")
    FleetList.Summary summary() {
        return fleet.summary();
    }

    @GetMapping("/map")
    List<FleetList.Place> map() {
        return fleet.places();
    }

    @GetMapping("/alarms")
    List<Alarm> alarms(
            @RequestParam(defaultValue = "true") boolean open,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(defaultValue = "200") int limit) {
        requireOneOf("kind", kind, ALARM_KINDS);
        return alarms.list(open, kind, bounded(limit));
    }

    @GetMapping("/cameras")
    List<CameraStanding> cameras() {
        return reports.cameras();
    }

    @GetMapping("/settings")
    List<Settings.Setting> settings() {
        return settings.all();
    }

    private static int bounded(int limit) {
        return Math.max(1, Math.min(limit, MOST));
    }

    private static List<String> names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toList();
    }

    /** Nothing found would look like an answer to whoever mistyped. */
    private static void requireOneOf(String field, @Nullable String value, List<String> allowed) {
        if (value != null && !value.isEmpty() && !allowed.contains(value)) {
            throw new UnknownWord(Bilingual.text(
                    "%s phải là một trong %s, nhưng là '%s'; hãy sửa lại hoặc bỏ đi",
                    "%s must be one of %s, but was '%s'; correct it or leave it out",
                    field,
                    String.join(", ", allowed),
                    value));
        }
    }

    @ExceptionHandler
    ProblemDetail unknownWord(UnknownWord refused) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(refused.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail unknown(UnknownGateway refused) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, String.valueOf(refused.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail malformed(IllegalArgumentException refused) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(refused.getMessage()));
    }
}
