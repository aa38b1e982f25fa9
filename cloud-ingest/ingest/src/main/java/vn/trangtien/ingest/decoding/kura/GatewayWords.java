package vn.trangtien.ingest.decoding.kura;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import vn.trangtien.events.EdgeEvent;
import vn.trangtien.ingest.decoding.Decoded;
import vn.trangtien.ingest.decoding.Plausibility;
import vn.trangtien.ingest.decoding.Rejection.Reason;
import vn.trangtien.ingest.decoding.SeqSet;
import vn.trangtien.ingest.decoding.Understood;
import vn.trangtien.ingest.decoding.Understood.Identity;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.reports.StoredReport;
import vn.trangtien.wire.GatewayReport;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.Origin;
import vn.trangtien.wire.RuleEvent;

/** What only our own gateways say: how their work goes, and what their rules found. Thread-safe. */
final class GatewayWords {

    /** More than any version of ours sends; a report is one row, so it may not grow without end. */
    private static final int MAX_NUMBERS = 100;

    private GatewayWords() {}

    static Decoded report(RawMessage raw, GatewayId gateway, KuraPayload payload, Optional<Identity> identity) {
        Optional<GatewayReport> read = GatewayReport.read(payload);
        if (read.isEmpty()) {
            return Decoded.of(Reason.INCOMPLETE, "a report without a timestamp");
        }
        GatewayReport report = read.get();
        Map<String, String> texts = new LinkedHashMap<>(report.texts());
        String ranges = texts.remove(GatewayReport.EVICTED_RANGES);
        Optional<SeqSet> evicted = SeqSet.read(ranges == null ? "" : ranges);
        if (evicted.isEmpty()) {
            return Decoded.of(
                    Reason.INCOMPLETE,
                    "%s must be ascending ranges like 12-40,44 of numbers from 1, but was '%s'"
                            .formatted(GatewayReport.EVICTED_RANGES, Plausibility.printable(ranges, 100)));
        }
        Instant at = Plausibility.time(report.at(), Origin.of(payload), raw.receivedAt());
        return Decoded.of(new Understood.Report(
                gateway,
                identity,
                KuraDialect.talked(raw),
                new StoredReport(gateway, at, raw.receivedAt(), numbers(report.numbers()), texts(texts)),
                evicted.get()));
    }

    /** Why cameras do less than was asked for is the one text of several lines. */
    private static Map<String, String> texts(Map<String, String> told) {
        Map<String, String> texts = Plausibility.facts(told);
        for (String name : List.of(GatewayReport.CAMERA_PROBLEMS, GatewayReport.CAMERA_PROBLEMS_VI)) {
            texts.computeIfPresent(name, (key, text) -> Plausibility.lines(told.getOrDefault(key, "")));
        }
        return texts;
    }

    static Decoded rule(RawMessage raw, GatewayId gateway, KuraPayload payload, Optional<Identity> identity) {
        Optional<RuleEvent> read = RuleEvent.read(payload);
        if (read.isEmpty()) {
            return Decoded.of(Reason.INCOMPLETE, "a rule event without rule, state (RAISED or CLEARED) or timestamp");
        }
        RuleEvent event = read.get();
        if (!Plausibility.isName(event.rule())) {
            return KuraDialect.badName("rule", event.rule());
        }
        return Decoded.of(new Understood.Rule(
                gateway,
                identity,
                KuraDialect.talked(raw),
                new EdgeEvent(
                        gateway.account(),
                        gateway.gateway(),
                        event.rule(),
                        event.state().name(),
                        Plausibility.printable(event.channel()),
                        finite(event.value()),
                        Plausibility.printable(event.severity()),
                        Plausibility.printable(event.message()),
                        Plausibility.printable(event.actions()),
                        Plausibility.time(event.at(), event.origin(), raw.receivedAt()),
                        event.origin().simulated())));
    }

    private static @org.jspecify.annotations.Nullable Double finite(OptionalDouble value) {
        return value.isPresent() && Double.isFinite(value.getAsDouble()) ? (Double) value.getAsDouble() : null;
    }

    private static Map<String, Long> numbers(Map<String, Long> told) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        told.forEach((name, number) -> {
            if (numbers.size() < MAX_NUMBERS && Plausibility.isName(name)) {
                numbers.put(name, number);
            }
        });
        return numbers;
    }
}
