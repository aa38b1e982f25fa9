package vn.trangtien.city.alarm;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.trangtien.city.alarm.core.Measure;
import vn.trangtien.city.alarm.core.Rule;
import vn.trangtien.city.alarm.core.RuleBook;
import vn.trangtien.city.alarm.core.Text;
import vn.trangtien.events.EdgeEvent;
import vn.trangtien.events.FleetAlarm;

/**
 * Alarms that others have judged already: the ingest about a gateway itself, a gateway about the rules it keeps. The rule
 * files say how grave each is here, what follows and who acts; from there on they live like every other alarm.
 *
 * <p>Every method is one transaction and may be repeated: a report as old as the newest one of its source changes nothing.
 * Thread-safe: trackers are locked in the database, in one order.
 */
@Service
class ReportedAlarms {

    private static final Logger LOG = LoggerFactory.getLogger(ReportedAlarms.class);
    private static final String CLEARED = "CLEARED";
    private static final double OVER = 0;
    private static final int LONGEST_MESSAGE = 1_000;

    private final RuleBook rules;
    private final AlarmEngine engine;
    private final Clock clock;

    ReportedAlarms(RuleBook rules, AlarmEngine engine, Clock clock) {
        this.rules = rules;
        this.engine = engine;
        this.clock = clock;
    }

    /** What the ingest says of gateways, of each gateway in the order given. A kind without a rule of its own has one for all. */
    @Transactional
    public void fleet(List<FleetAlarm> alarms) {
        var candidates = new TreeMap<TrackerKey, List<Candidate>>();
        for (FleetAlarm alarm : alarms) {
            boolean over = alarm.state() == FleetAlarm.State.CLEARED;
            String english = alarm.detailEn();
            String source = source(alarm.account(), alarm.gateway(), "fleet", alarm.kind());
            boolean isKnown = rules.watching(Measure.FLEET, source, LocalDate.now(clock))
                    .findAny()
                    .isPresent();
            collect(
                    candidates,
                    Measure.FLEET,
                    isKnown ? source : source(alarm.account(), alarm.gateway(), "fleet-other", alarm.kind()),
                    over ? OVER : gravity(alarm.severity()),
                    alarm.at(),
                    false,
                    over ? null : text(alarm.detail(), english == null ? alarm.detail() : english));
        }
        candidates.forEach(engine::judge);
    }

    /**
     * What gateways say of their rules, of each gateway in the order given. A rule of severity {@code info} is an event and no
     * alarm: nobody has to do anything.
     */
    @Transactional
    public void edge(List<EdgeEvent> events) {
        var candidates = new TreeMap<TrackerKey, List<Candidate>>();
        for (EdgeEvent event : events) {
            boolean over = event.state().equals(CLEARED);
            if (!over && event.severity().equals("info")) {
                continue;
            }
            collect(
                    candidates,
                    Measure.EDGE,
                    source(event.account(), event.gateway(), "rule", event.rule()),
                    over ? OVER : gravity(event.severity()),
                    event.at(),
                    event.simulated(),
                    over ? null : words(event));
        }
        candidates.forEach(engine::judge);
    }

    /** Adds what one report says to what the rules that watch its source have to judge. */
    void collect(
            SortedMap<TrackerKey, List<Candidate>> candidates,
            Measure measure,
            String source,
            double value,
            Instant reportedAt,
            boolean simulated,
            @Nullable Text message) {
        List<Rule> watching =
                rules.watching(measure, source, LocalDate.now(clock)).toList();
        if (watching.isEmpty()) {
            LOG.warn("source={} measure={} is watched by no rule of alarm-rules; it is not shown", source, measure);
            return;
        }
        for (Rule rule : watching) {
            List<Candidate> own = candidates.computeIfAbsent(new TrackerKey(source, rule.id()), k -> new ArrayList<>());
            own.add(new Candidate(rule, value, notAhead(reportedAt, own), simulated, message));
        }
    }

    /**
     * A clock that runs ahead would make everything after it look old, and the alarm would never end: such a report counts
     * from now on, each a little later than the one before it.
     */
    private Instant notAhead(Instant reportedAt, List<Candidate> before) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant at = reportedAt.truncatedTo(ChronoUnit.MILLIS);
        if (!at.isAfter(now.plus(engine.clockTolerance()))) {
            return at;
        }
        Instant last =
                before.isEmpty() ? Instant.MIN : before.get(before.size() - 1).at();
        return last.isBefore(now) ? now : last.plusMillis(1);
    }

    /** The scale of {@link Measure#FLEET} and {@link Measure#EDGE}; a word that is not known is no reason to stay silent. */
    private static double gravity(String severity) {
        return switch (severity) {
            case "low" -> 1;
            case "high" -> 3;
            case "critical" -> 4;
            default -> 2;
        };
    }

    /** The gateway's own words, and what they are about: a message may be empty, the channel never is. */
    private static @Nullable Text words(EdgeEvent event) {
        String message = event.message().isBlank() ? event.rule() : event.message();
        return text(
                message + about(event, Locale.forLanguageTag("vi-VN"), "trạm đã tự đặt"),
                message + about(event, Locale.UK, "the gateway has set"));
    }

    private static String about(EdgeEvent event, Locale locale, String set) {
        Double value = event.value();
        String channel = value == null || !Double.isFinite(value)
                ? event.channel()
                : event.channel() + " "
                        + new DecimalFormat("#,##0.###", DecimalFormatSymbols.getInstance(locale)).format(value);
        return " (" + channel + (event.actions().isBlank() ? ")" : "; " + set + " " + event.actions() + ")");
    }

    static @Nullable Text text(String vi, String en) {
        return vi.isBlank() || en.isBlank() ? null : new Text(cut(vi), cut(en));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "…";
    }

    /** Names come from a gateway's configuration: a slash in one would make another source of it. */
    static String source(String account, String gateway, String what, String name) {
        return account + "/" + gateway + "/" + what + "/" + name.replace('/', '-');
    }
}
