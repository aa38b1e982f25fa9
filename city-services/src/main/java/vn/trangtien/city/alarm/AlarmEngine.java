package vn.trangtien.city.alarm;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.trangtien.city.alarm.core.AlarmEvent;
import vn.trangtien.city.alarm.core.Measure;
import vn.trangtien.city.alarm.core.Rule;
import vn.trangtien.city.alarm.core.RuleBook;
import vn.trangtien.city.alarm.core.Text;
import vn.trangtien.city.alarm.core.Tracker;
import vn.trangtien.events.GatewayStatus;
import vn.trangtien.events.Observation;
import vn.trangtien.platform.outbox.Outbox;

/**
 * Leads observations, the state of gateways and the clock to the trackers, and writes down what comes of it.
 *
 * <p>Every method is one transaction and may be repeated: a value as old as the newest judged one changes nothing, so a batch
 * that Kafka delivers twice has no effect the second time. Thread-safe: trackers are locked in the database, in one order.
 */
@Service
class AlarmEngine {

    private static final Logger LOG = LoggerFactory.getLogger(AlarmEngine.class);

    private final RuleBook rules;
    private final TrackerStore trackers;
    private final AlarmWriter alarms;
    private final PresenceStore presence;
    private final Outbox outbox;
    private final Clock clock;
    private final Duration clockTolerance;
    private final Instant startedAt;
    private final Counter judged;
    private final Counter ahead;
    private final Counter wrongUnit;
    private final Set<String> warnedUnits = ConcurrentHashMap.newKeySet();

    AlarmEngine(
            RuleBook rules,
            TrackerStore trackers,
            AlarmWriter alarms,
            PresenceStore presence,
            Outbox outbox,
            Clock clock,
            AlarmProperties properties,
            MeterRegistry meters) {
        this.rules = rules;
        this.trackers = trackers;
        this.alarms = alarms;
        this.presence = presence;
        this.outbox = outbox;
        this.clock = clock;
        this.clockTolerance = properties.clockTolerance();
        this.startedAt = clock.instant();
        this.judged = meters.counter("city.alarm.values", "outcome", "judged");
        this.ahead = meters.counter("city.alarm.values", "outcome", "clock-ahead");
        this.wrongUnit = meters.counter("city.alarm.values", "outcome", "wrong-unit");
    }

    /** Judges values in the order given; of each instrument that must be the order in which Kafka has them. */
    @Transactional
    public void observe(List<Observation> observations) {
        var seen = new HashMap<String, Instant>();
        var candidates = new TreeMap<TrackerKey, List<Candidate>>();
        for (Observation observation : observations) {
            Double value = observation.value();
            if (value == null || !observation.isUsable() || !Double.isFinite(value)) {
                continue;
            }
            if (observation.measuredAt().isAfter(observation.receivedAt().plus(clockTolerance))) {
                // A gateway whose clock runs ahead would make everything after it look old. Its silence will be
                // noticed.
                ahead.increment();
                continue;
            }
            Instant at = observation.measuredAt().truncatedTo(ChronoUnit.MILLIS);
            Instant alive = at.isBefore(observation.receivedAt()) ? at : observation.receivedAt();
            seen.merge(observation.channel().device(), alive, (one, other) -> one.isAfter(other) ? one : other);
            rules.watching(Measure.VALUE, observation.channel().path(), day(at))
                    .filter(rule -> hasUnitOf(rule, observation))
                    .forEach(rule -> candidates
                            .computeIfAbsent(
                                    new TrackerKey(observation.channel().path(), rule.id()), key -> new ArrayList<>())
                            .add(new Candidate(rule, value, at, observation.simulated())));
        }
        candidates.forEach(this::judge);
        presence.seen(seen);
    }

    /** Takes note of the state of gateways; {@link #tick} judges them. */
    @Transactional
    public void status(List<GatewayStatus> statuses) {
        statuses.forEach(presence::status);
    }

    /** Judges what only time can tell: lost gateways and silent instruments. */
    @Transactional
    public void tick() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        LocalDate day = day(now);
        for (PresenceStore.Gateway gateway : presence.gateways()) {
            rules.watching(Measure.GATEWAY, gateway.gateway(), day).forEach(rule -> judgeGateway(rule, gateway, now));
        }
        var restless = new HashMap<String, Set<String>>();
        for (PresenceStore.Device device : presence.devices()) {
            if (isSuppressed(device)) {
                continue;
            }
            rules.watching(Measure.SILENCE, device.device(), day).forEach(rule -> {
                double seconds = silentSince(device).until(now, ChronoUnit.MILLIS) / 1000.0;
                if (seconds >= rule.threshold(1).limit()
                        || restless.computeIfAbsent(rule.id(), trackers::restless)
                                .contains(device.device())) {
                    judge(
                            new TrackerKey(device.device(), rule.id()),
                            List.of(new Candidate(rule, seconds, now, false)));
                }
            });
        }
    }

    private void judgeGateway(Rule rule, PresenceStore.Gateway gateway, Instant now) {
        var key = new TrackerKey(gateway.gateway(), rule.id());
        if (gateway.state() != GatewayStatus.State.ONLINE
                || trackers.restless(rule.id()).contains(gateway.gateway())) {
            judge(key, List.of(new Candidate(rule, gravity(gateway.state()), now, false)));
        }
    }

    /** The scale of {@link Measure#GATEWAY}. */
    private static double gravity(GatewayStatus.State state) {
        return switch (state) {
            case ONLINE -> 0;
            case OFFLINE -> 1;
            case MISSING -> 2;
        };
    }

    /** While its gateway is away an instrument cannot speak: one alarm for the gateway stands for all of them. */
    private static boolean isSuppressed(PresenceStore.Device device) {
        return device.gatewayState() != null && device.gatewayState() != GatewayStatus.State.ONLINE;
    }

    /** An instrument gets its full time anew when its gateway has come back and when this service has started. */
    private Instant silentSince(PresenceStore.Device device) {
        Instant since = device.seenAt().isAfter(startedAt) ? device.seenAt() : startedAt;
        @Nullable Instant back = device.gatewayAt();
        return back != null && back.isAfter(since) ? back : since;
    }

    /** How far a time of somebody else's clock may lie ahead of ours. */
    Duration clockTolerance() {
        return clockTolerance;
    }

    /** Judges values of one source in the order given, in the caller's transaction. */
    void judge(TrackerKey key, List<Candidate> candidates) {
        Tracker tracker = trackers.lock(key);
        Tracker before = tracker;
        for (Candidate candidate : candidates) {
            Tracker.Step step = tracker.observe(candidate.rule(), candidate.value(), candidate.at(), UUID::randomUUID);
            if (step.tracker() == tracker) {
                continue;
            }
            judged.increment();
            tracker = step.tracker();
            record(key, step, candidate.simulated());
            if (tracker.alarm() != null) {
                alarms.value(tracker.alarm(), candidate.rule(), candidate.value(), candidate.at());
                Text message = candidate.message();
                if (message != null) {
                    alarms.message(tracker.alarm(), message);
                }
            }
        }
        if (tracker != before) {
            trackers.save(key, tracker);
        }
    }

    /** Writes down what a step brought; also used when a person takes notice. */
    void record(TrackerKey key, Tracker.Step step, boolean simulated) {
        for (AlarmEvent event : step.events()) {
            String kind = alarms.write(key, event, simulated);
            outbox.publish(
                    AlarmChanged.TOPIC,
                    key.source(),
                    new AlarmChanged(event.alarm(), kind, key.source(), key.gateway(), event.at()));
            LOG.info(
                    "alarm={} {} source={} rule={} level={}",
                    event.alarm(),
                    kind,
                    key.source(),
                    key.rule(),
                    step.tracker().level());
        }
        if (!step.events().isEmpty() && step.tracker().alarm() != null) {
            alarms.reflect(step.tracker().alarm(), step.tracker());
        }
    }

    private boolean hasUnitOf(Rule rule, Observation observation) {
        if (rule.unit().equals(observation.unit())) {
            return true;
        }
        wrongUnit.increment();
        if (warnedUnits.add(observation.channel().path())) {
            LOG.warn(
                    "channel={} is in unit '{}' but rule={} judges '{}'; its alarms stay silent until the gateway's configuration is mended",
                    observation.channel().path(),
                    observation.unit(),
                    rule.id(),
                    rule.unit());
        }
        return false;
    }

    private LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, clock.getZone());
    }
}
