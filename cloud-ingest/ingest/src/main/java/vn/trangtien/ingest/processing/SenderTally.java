package vn.trangtien.ingest.processing;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import vn.trangtien.ingest.judging.Ruling;
import vn.trangtien.ingest.registry.GatewayId;

/** What became of the messages of a batch, sender by sender. Not thread-safe. */
final class SenderTally {

    /** Whom a message comes from; empty names for whoever is not a gateway by his name. */
    record Sender(String account, String gateway) {

        static final Sender NOBODY = new Sender("", "");

        static Sender of(String key) {
            int slash = key.indexOf('/');
            return slash < 0
                    ? NOBODY
                    : GatewayId.of(key.substring(0, slash), key.substring(slash + 1))
                            .map(id -> new Sender(id.account(), id.gateway()))
                            .orElse(NOBODY);
        }
    }

    /** Of one sender. */
    static final class Line {

        private final Map<String, Long> rejected = new TreeMap<>();
        private long first = Long.MAX_VALUE;
        private long last;
        private long stored;
        private long duplicate;
        private long repeated;

        long first() {
            return first;
        }

        long last() {
            return last;
        }

        long stored() {
            return stored;
        }

        long duplicate() {
            return duplicate;
        }

        long repeated() {
            return repeated;
        }

        Map<String, Long> rejected() {
            return rejected;
        }

        long rejectedInAll() {
            return rejected.values().stream().mapToLong(Long::longValue).sum();
        }

        /** Several senders share the line of nobody, so their ordinals say nothing; there only the counts are kept. */
        private void heard(Sender sender, long ordinal) {
            if (sender.equals(Sender.NOBODY)) {
                first = 1;
                last++;
            } else {
                first = Math.min(first, ordinal);
                last = Math.max(last, ordinal);
            }
        }
    }

    private final Map<Sender, Line> lines = new HashMap<>();

    private SenderTally() {}

    static SenderTally of(Sequence sequence) {
        var tally = new SenderTally();
        for (Verdict verdict : sequence.batch()) {
            Line line = tally.line(key(verdict), verdict.ruling());
            switch (verdict.outcome()) {
                case STORED -> line.stored++;
                case DUPLICATE -> line.duplicate++;
                case REJECTED ->
                    line.rejected.merge(
                            verdict.rejection().orElseThrow().reason().word(), 1L, Long::sum);
            }
        }
        sequence.skipped().forEach(skipped -> tally.line(skipped.key(), skipped.ruling()).repeated++);
        return tally;
    }

    private static String key(Verdict verdict) {
        String key = verdict.record().key();
        return key == null ? "" : key;
    }

    private Line line(String key, Ruling ruling) {
        Sender sender = Sender.of(key);
        Line line = lines.computeIfAbsent(sender, any -> new Line());
        line.heard(sender, ruling.ordinal());
        return line;
    }

    Map<Sender, Line> lines() {
        return lines;
    }
}
