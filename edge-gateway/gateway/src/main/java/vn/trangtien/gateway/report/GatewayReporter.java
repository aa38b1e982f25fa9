package vn.trangtien.gateway.report;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.gateway.spool.EvictedRange;
import vn.trangtien.gateway.spool.Outbox;
import vn.trangtien.gateway.spool.Priority;
import vn.trangtien.gateway.spool.Spool;
import vn.trangtien.gateway.spool.SpoolCounters;
import vn.trangtien.gateway.spool.SpoolException;
import vn.trangtien.wire.GatewayReport;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.MetricNames;

/**
 * Sends a report every minute, and at once when messages were given up, the disk fails or recovers, or somebody asks for it.
 *
 * <p>Reports do not pile up while the cloud is away: a quiet one is left out while the one before still waits, and one list of what
 * was given up waits at a time; what is given up meanwhile stands in the next. Also lets the spool grow old once a minute, so that
 * it does so without a connection as well. One thread; safe to call from any.
 */
public final class GatewayReporter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayReporter.class);

    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration URGENT_AT_MOST_EVERY = Duration.ofSeconds(5);
    private static final Duration TICK = Duration.ofSeconds(1);

    /** A range is at most some twenty characters. */
    private static final int RANGES_AT_ONCE = 1_000;

    private final KuraTopic topic;
    private final String gateway;
    private final Spool spool;
    private final Outbox outbox;
    private final BooleanSupplier clockTrusted;
    private final List<ReportPart> parts;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ScheduledExecutorService ticker;

    private String problem = "";
    private OptionalLong lastQuiet = OptionalLong.empty();
    private long nextQuiet;
    private long nextUrgent;

    /** @param parts what else there is to tell, in this order */
    public GatewayReporter(
            String account,
            String gateway,
            Spool spool,
            Outbox outbox,
            BooleanSupplier clockTrusted,
            List<ReportPart> parts) {
        this.topic = GatewayReport.topic(account, gateway);
        this.gateway = gateway;
        this.spool = spool;
        this.outbox = outbox;
        this.clockTrusted = clockTrusted;
        this.parts = new CopyOnWriteArrayList<>(parts);
        this.nextQuiet = now();
        this.nextUrgent = nextQuiet;
        this.ticker = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, gateway + "/report");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Adds what else there is to tell; any thread. */
    public void add(ReportPart part) {
        parts.add(part);
    }

    public void start() {
        // Never looked at: tryTick reports every failure itself.
        Future<?> unused =
                ticker.scheduleWithFixedDelay(this::tryTick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Asks for a report within seconds, such as after a change of the configuration. Returns at once. */
    public void soon() {
        asked.set(true);
    }

    private void tryTick() {
        try {
            tick();
        } catch (RuntimeException e) {
            LOG.error("gateway={} report=failed", gateway, e);
        }
    }

    /** Looks whether something is to be told; called every second once started. For one thread at a time. */
    public synchronized void tick() {
        try {
            if (now() >= nextQuiet) {
                nextQuiet = now() + EVERY.toNanos();
                spool.expire();
                quiet();
            }
            if (now() >= nextUrgent) {
                urgent();
            }
        } catch (SpoolException e) {
            if (e.reason() != SpoolException.Reason.CLOSED) {
                LOG.warn("gateway={} report=\"{}\"", gateway, e.getMessage());
            }
        }
    }

    private long now() {
        return spool.clock().nanos().getAsLong();
    }

    private void quiet() throws SpoolException {
        if (lastQuiet.isPresent() && spool.get(lastQuiet.getAsLong()).isPresent()) {
            return;
        }
        lastQuiet = outbox.put(Priority.TELEMETRY, topic, payload(facts()));
    }

    private void urgent() throws SpoolException {
        String problemNow = outbox.problem();
        boolean changed = !problemNow.equals(problem);
        problem = problemNow;
        boolean wanted = asked.getAndSet(false);
        boolean told = false;
        if (spool.hasUntoldEvictions()) {
            told = outbox.report(Priority.ALARM, topic, RANGES_AT_ONCE, this::payloadWith)
                    .isPresent();
        }
        if (!told && (changed || wanted)) {
            outbox.put(Priority.ALARM, topic, payload(facts()));
            told = true;
        }
        if (told) {
            nextUrgent = now() + URGENT_AT_MOST_EVERY.toNanos();
        }
    }

    private KuraPayload payloadWith(List<EvictedRange> ranges) {
        Facts facts = facts();
        facts.text(
                GatewayReport.EVICTED_RANGES,
                ranges.stream().map(EvictedRange::toString).collect(Collectors.joining(",")));
        for (EvictedRange.Reason reason : EvictedRange.Reason.values()) {
            long count = ranges.stream()
                    .filter(range -> range.reason() == reason)
                    .mapToLong(EvictedRange::count)
                    .sum();
            if (count > 0) {
                facts.number(GatewayReport.EVICTED + "." + reason.code(), count);
            }
        }
        return payload(facts);
    }

    private Facts facts() {
        SpoolCounters counters = spool.counters();
        Facts facts = new Facts()
                .number(GatewayReport.APPENDED, counters.appended())
                .number(GatewayReport.DELIVERED, counters.delivered())
                .number(GatewayReport.EVICTED, counters.evicted())
                .number(GatewayReport.REJECTED, counters.rejected())
                .number(GatewayReport.DISPLACED, counters.displaced())
                .number(GatewayReport.DEPTH, counters.depth())
                .number(GatewayReport.BYTES, counters.bytes())
                .number(GatewayReport.LOST, outbox.lost())
                .text(GatewayReport.SPOOL_PROBLEM, outbox.problem());
        parts.forEach(part -> part.addTo(facts));
        return facts;
    }

    private KuraPayload payload(Facts facts) {
        return facts.report(spool.clock().wall()).toPayload().toBuilder()
                .metric(MetricNames.CLOCK_TRUSTED, clockTrusted.getAsBoolean())
                .build();
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }
}
