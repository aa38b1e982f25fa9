package vn.trangtien.gateway.spool;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.trangtien.gateway.spool.MessageTable.Cost;
import vn.trangtien.gateway.spool.Tally.Fate;

/**
 * Takes out what the broker has, refuses for ever, or what is too old. What the disk would not note is remembered, so that it is
 * not sent again by this process. Under the lock of the spool.
 */
final class Remover {

    /** A requester has long stopped waiting. */
    private static final Duration REPLIES_KEEP = Duration.ofMinutes(10);

    private static final int BATCH = 1_000;

    private final SpoolFile file;
    private final MessageTable messages;
    private final Evictions evictions;
    private final SpoolAge age;
    private final Map<Long, Fate> unnoted = new LinkedHashMap<>();
    private SpoolLimits limits;

    Remover(SpoolFile file, SpoolAge age, SpoolLimits limits) {
        this.file = file;
        this.messages = new MessageTable(file.statements());
        this.evictions = new Evictions(file.statements());
        this.age = age;
        this.limits = limits;
    }

    void limit(SpoolLimits limits) {
        this.limits = limits;
    }

    void settle(Collection<Long> seqs, Fate fate) {
        seqs.forEach(seq -> unnoted.put(seq, fate));
    }

    /** Whether a message has left, though the disk may not say so. */
    boolean isSettled(long seq) {
        return unnoted.containsKey(seq);
    }

    int unnoted() {
        return unnoted.size();
    }

    /** Notes what was settled; after a failure it stays settled in memory, and the next call tries again. */
    Tally note(Tally before) throws SQLException {
        if (unnoted.isEmpty()) {
            return before;
        }
        Map<Fate, List<Long>> byFate = new EnumMap<>(Fate.class);
        unnoted.forEach((seq, fate) ->
                byFate.computeIfAbsent(fate, any -> new ArrayList<>()).add(seq));
        Tally after = freeing(() -> file.loosely(() -> {
            Tally tally = before.copy();
            for (Map.Entry<Fate, List<Long>> group : byFate.entrySet()) {
                for (Cost cost : messages.costs(group.getValue())) {
                    tally.went(cost.seq(), cost.size(), group.getKey());
                }
                messages.delete(group.getValue());
                if (group.getKey() == Fate.DELIVERED) {
                    evictions.told(group.getValue());
                } else {
                    for (long seq : group.getValue()) {
                        evictions.reportGone(seq);
                    }
                }
            }
            tally.save(file.statements());
            age.save();
            return tally;
        }));
        unnoted.clear();
        return after;
    }

    /** Gives up what has waited too long, a thousand messages at most. */
    Tally expire(Tally before) throws SQLException {
        long now = age.now();
        return freeing(() -> {
            List<Cost> old = messages.olderThan(now - limits.keep().toMillis(), BATCH);
            List<Cost> replies = messages.repliesOlderThan(now - REPLIES_KEEP.toMillis(), BATCH);
            if (old.isEmpty() && replies.isEmpty()) {
                return before;
            }
            return file.durably(() -> {
                Tally tally = before.copy();
                for (Cost cost : old) {
                    messages.delete(cost.seq());
                    evictions.record(cost.seq(), EvictedRange.Reason.AGE);
                    tally.went(cost.seq(), cost.size(), Fate.EVICTED);
                }
                for (Cost cost : replies) {
                    messages.delete(cost.seq());
                    tally.went(cost.seq(), cost.size(), Fate.EVICTED);
                }
                evictions.bound();
                tally.save(file.statements());
                age.save();
                return tally;
            });
        });
    }

    /** Deleting needs room as well; on a full disk the reserve is given up for it. */
    private Tally freeing(SpoolFile.Work<Tally> work) throws SQLException {
        try {
            return work.run();
        } catch (SQLException e) {
            if (!SpoolFile.isFull(e)) {
                throw e;
            }
            file.tighten();
            return work.run();
        }
    }
}
