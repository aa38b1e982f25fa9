package vn.trangtien.ingest.channels;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.events.Observation;
import vn.trangtien.ingest.registry.GatewayId;

/**
 * Judges the values of a batch. What it holds in memory – decisions, kinds of gateways, last values – comes from the database and
 * is only there to be quick. For one thread.
 */
@Component
public class ChannelSieve {

    /** Kind of the gateways that run our software; see {@code NewGateway}. */
    private static final String OURS = "edge";

    private static final int MOST_REMEMBERED = 100_000;

    private final ChannelBooks books;
    private final ChannelJudge judge;
    private final JdbcClient jdbc;
    private final MeterRegistry meters;
    private final Map<GatewayId, Boolean> ours = new HashMap<>();
    private final Map<ChannelRef, LastValue> last = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ChannelRef, LastValue> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };
    private Map<ChannelRef, Knowledge> decided = Map.of();
    private long version = -1;

    ChannelSieve(ChannelBooks books, ChannelCatalogue catalogue, JdbcClient jdbc, MeterRegistry meters) {
        this.books = books;
        this.judge = new ChannelJudge(catalogue);
        this.jdbc = jdbc;
        this.meters = meters;
    }

    /** Begins a batch. */
    public Round begin(Collection<GatewayId> gateways) {
        long now = books.version();
        if (now != version) {
            decided = books.decided();
            version = now;
        }
        Set<GatewayId> strangers = new HashSet<>(gateways);
        strangers.removeAll(ours.keySet());
        if (!strangers.isEmpty()) {
            jdbc.sql("select account, gateway, kind from ingest.gateway where gateway in (:gateways)")
                    .param(
                            "gateways",
                            strangers.stream().map(GatewayId::gateway).toList())
                    .query(row -> {
                        ours.put(
                                new GatewayId(row.getString("account"), row.getString("gateway")),
                                OURS.equals(row.getString("kind")));
                    });
        }
        return new Round();
    }

    /** The values of one batch, in their order. */
    public final class Round {

        private final Map<ChannelRef, ChannelBooks.Sight> sights = new LinkedHashMap<>();
        private final Map<Finding, Long> findings = new EnumMap<>(Finding.class);
        private final Map<ChannelRef, LastValue> newest = new HashMap<>();

        private Round() {}

        /** Judges the values of one message. */
        public List<Judgement> judge(GatewayId gateway, List<Observation> observations) {
            boolean isOurs = ours.getOrDefault(gateway, false);
            var judgements = new ArrayList<Judgement>(observations.size());
            for (Observation observation : observations) {
                judgements.add(judge(observation, isOurs));
            }
            return judgements;
        }

        private Judgement judge(Observation observation, boolean isOurs) {
            ChannelRef channel = observation.channel();
            Knowledge known = decided.isEmpty()
                    ? Knowledge.undecided(isOurs)
                    : decided.getOrDefault(channel, Knowledge.undecided(isOurs));
            boolean needsLast = judge.needsLast(observation, known);
            LastValue before = needsLast ? before(channel) : null;
            Judgement judgement = judge.judge(observation, known, Optional.ofNullable(before));
            for (Finding finding : judgement.findings()) {
                findings.merge(finding, 1L, Long::sum);
            }
            Observation judged = judgement.observation();
            Double value = judged.value();
            if (judgement.standing() == Standing.QUARANTINED) {
                String reason = judgement.findings().stream()
                        .map(Finding::word)
                        .sorted()
                        .findFirst()
                        .orElse("");
                sights.put(
                        channel,
                        new ChannelBooks.Sight(channel, observation.unit(), reason, value, observation.receivedAt()));
            } else if (needsLast
                    && value != null
                    && judged.isUsable()
                    && (before == null || !judged.measuredAt().isBefore(before.measuredAt()))) {
                newest.put(channel, new LastValue(value, judged.measuredAt()));
            }
            return judgement;
        }

        private @Nullable LastValue before(ChannelRef channel) {
            LastValue inBatch = newest.get(channel);
            return inBatch == null ? last.get(channel) : inBatch;
        }

        /** Books the channels that nobody knows; in the caller's transaction. */
        public void book() {
            if (!sights.isEmpty()) {
                books.keep(sights.values());
            }
        }

        /** To be called when the batch is booked for good. */
        public void done() {
            last.putAll(newest);
            findings.forEach(
                    (finding, values) -> meters.counter("trangtien.ingest.channel.findings", "finding", finding.word())
                            .increment(values));
        }
    }
}
