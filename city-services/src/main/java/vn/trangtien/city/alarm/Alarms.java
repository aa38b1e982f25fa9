package vn.trangtien.city.alarm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import vn.trangtien.city.alarm.core.Measure;
import vn.trangtien.city.alarm.core.Rule;
import vn.trangtien.city.alarm.core.RuleBook;
import vn.trangtien.city.alarm.core.Severity;
import vn.trangtien.city.alarm.core.Text;
import vn.trangtien.city.alarm.core.Threshold;
import vn.trangtien.city.ingest.GatewayNames;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.organisation.Unit;

/** The alarms to look at. Thread-safe. What an operator does to them is in {@link AlarmActions}. */
@Service
public class Alarms {

    private static final Duration ENDED_FOR = Duration.ofHours(24);
    private static final Comparator<AlarmView> BY_PRIORITY = Comparator.<AlarmView, Severity>comparing(
                    alarm -> Severity.valueOf(alarm.severity()))
            .thenComparing(AlarmView::raisedAt, Comparator.reverseOrder());

    /** A limit for a chart. */
    public record Limit(String code, String title, double value, String severity, boolean verified) {}

    /** The limits of a channel's rule, and where they come from. */
    public record Limits(
            String rule, String unit, List<Limit> limits, String source, String reference, String remark) {}

    private final AlarmReader reader;
    private final RuleBook rules;
    private final GatewayNames names;
    private final Organisation organisation;
    private final Clock clock;

    Alarms(AlarmReader reader, RuleBook rules, GatewayNames names, Organisation organisation, Clock clock) {
        this.reader = reader;
        this.rules = rules;
        this.names = names;
        this.organisation = organisation;
        this.clock = clock;
    }

    /** The operator's list. Instruments behind a lost gateway are counted on the gateway's alarm and not listed. */
    public AlarmList list(Locale locale) {
        Map<String, Integer> instruments = reader.instrumentsByGateway();
        List<AlarmView> all = reader.open().stream()
                .map(row -> view(row, locale, instruments))
                .toList();
        Set<String> lost = all.stream()
                .filter(alarm -> alarm.measure().equals(Measure.GATEWAY.name()) && alarm.level() > 0)
                .map(AlarmView::gateway)
                .collect(Collectors.toSet());
        List<AlarmView> shown = all.stream()
                .filter(alarm -> !alarm.measure().equals(Measure.SILENCE.name()) || !lost.contains(alarm.gateway()))
                .sorted(BY_PRIORITY)
                .toList();
        List<AlarmView> ended = reader.endedSince(clock.instant().minus(ENDED_FOR)).stream()
                .map(row -> view(row, locale, Map.of()))
                .toList();
        return new AlarmList(shown, ended);
    }

    /**
     * One alarm.
     *
     * @throws NoSuchAlarm if there is none
     */
    public AlarmView get(UUID id, Locale locale) {
        return view(reader.find(id).orElseThrow(() -> new NoSuchAlarm(id)), locale, reader.instrumentsByGateway());
    }

    /** What happened to an alarm, oldest first. */
    public List<AlarmView.Line> history(UUID id) {
        return reader.history(id);
    }

    /** The limits that are in force today for a channel, {@code account/gateway/asset/channel}. */
    public Optional<Limits> limits(String channel, Locale locale) {
        return rules.watching(Measure.VALUE, channel, LocalDate.now(clock))
                .findFirst()
                .map(rule -> new Limits(
                        rule.id(),
                        rule.unit(),
                        rule.thresholds().stream()
                                .map(t -> new Limit(
                                        t.code(),
                                        t.title().in(locale),
                                        t.limit(),
                                        t.severity().name(),
                                        t.verified()))
                                .toList(),
                        rule.source().title().in(locale),
                        rule.source().reference().in(locale),
                        rule.source().remark().in(locale)));
    }

    private AlarmView view(AlarmRow row, Locale locale, Map<String, Integer> instruments) {
        Rule rule = ruleOf(row);
        Threshold threshold = rule.threshold(Math.min(row.namingLevel(), rule.levels()));
        int hides =
                rule.measure() == Measure.GATEWAY && row.level() > 0 ? instruments.getOrDefault(row.gateway(), 0) : 0;
        return new AlarmView(
                row.id(),
                row.source(),
                row.gateway(),
                names.of(row.gateway()),
                rule.id(),
                rule.measure().name(),
                rule.title().in(locale),
                row.level(),
                threshold.code(),
                threshold.title().in(locale),
                threshold.severity().name(),
                message(row, locale),
                row.phase(),
                row.value(),
                row.valueAt(),
                row.peakValue(),
                rule.unit(),
                threshold.limit(),
                threshold.verified(),
                row.simulated(),
                row.raisedAt(),
                row.changedAt(),
                row.returnedAt(),
                row.closedAt(),
                row.acknowledgedAt(),
                row.acknowledgedBy(),
                row.acknowledgement(),
                row.aCase(),
                hides,
                rule.consequence().in(locale),
                rule.action().in(locale),
                rule.timeToAct().toMinutes(),
                unitName(rule, locale),
                rule.source().title().in(locale),
                rule.source().reference().in(locale),
                rule.source().remark().in(locale));
    }

    private static @Nullable String message(AlarmRow row, Locale locale) {
        Text message = row.message();
        return message == null ? null : message.in(locale);
    }

    Rule ruleOf(AlarmRow row) {
        Instant raised = row.raisedAt();
        return rules.version(row.rule(), LocalDate.ofInstant(raised, clock.getZone()))
                .orElseThrow(() -> new IllegalStateException(
                        "alarm %s: rule %s is not in the rule files any more; put it back with a validTo"
                                .formatted(row.id(), row.rule())));
    }

    String unitName(Rule rule, Locale locale) {
        LocalDate today = LocalDate.now(clock);
        return organisation
                .responsible(rule.unitCode(), today)
                .map((Unit unit) -> unit.name(locale))
                .orElse(rule.unitCode());
    }
}
