package vn.trangtien.gateway.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import vn.trangtien.wire.GatewayReport;
import vn.trangtien.wire.KuraPayload;

/**
 * The account of a spool: every number that was ever given out was delivered, or given up with a reason, or waits. Numbers are
 * compared one by one, not only counted.
 */
final class Conservation {

    private Conservation() {}

    /**
     * @param delivered numbers that arrived
     * @param told ranges of reports that arrived
     */
    static void check(Spool spool, Set<Long> delivered, List<EvictedRange> told) throws SpoolException {
        SpoolCounters counters = spool.counters();
        assertThat(counters.appended())
                .as("appended = delivered + evicted + rejected + pending: %s", counters)
                .isEqualTo(counters.delivered() + counters.evicted() + counters.rejected() + counters.depth());
        Set<Long> evicted = new HashSet<>();
        told.forEach(range -> add(evicted, range));
        spool.appendReport(Priority.ALARM, GatewayReport.topic("hue", "gw-1"), 100_000, untold -> {
            untold.forEach(range -> add(evicted, range));
            return KuraPayload.builder().build();
        });
        Set<Long> pending = new HashSet<>(SpoolNumbers.next(spool, 1_000_000));
        Set<Long> unaccounted = new HashSet<>();
        LongStream.rangeClosed(1, counters.appended())
                .filter(seq -> !delivered.contains(seq) && !evicted.contains(seq) && !pending.contains(seq))
                .forEach(unaccounted::add);
        assertThat(unaccounted).as("numbers that vanished").isEmpty();
        assertThat(evicted).as("evicted, as counted").hasSizeGreaterThanOrEqualTo((int) counters.evicted());
    }

    private static void add(Set<Long> numbers, EvictedRange range) {
        LongStream.rangeClosed(range.first(), range.last()).forEach(numbers::add);
    }
}
