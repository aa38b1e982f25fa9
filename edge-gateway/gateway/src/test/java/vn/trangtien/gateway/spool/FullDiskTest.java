package vn.trangtien.gateway.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;

/** The disk is full long before the spool is. */
class FullDiskTest {

    private static final KuraTopic RIVER = KuraTopic.telemetry("hue", "gw-1", "river");
    private static final SpoolLimits LARGE = new SpoolLimits(500 << 20, Duration.ofDays(14));
    private static final int ALARMS = 20;

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock();

    @Test
    void onADiskFullToTheLastByteNewTakesThePlaceOfOldAndNothingVanishes() throws Exception {
        Optional<SmallDisk> mounted = SmallDisk.mount(directory, 24);
        assumeTrue(mounted.isPresent(), "needs the right to mount a tmpfs");
        try (SmallDisk disk = mounted.orElseThrow();
                Spool spool = SpoolOpener.onDisk(
                        SpoolFile.open(disk.path().resolve("spool.db"), clock), LARGE, false, clock.boot("one"))) {
            var outbox = new Outbox("gw-1", spool, () -> {});
            fill(outbox, 2_000);
            disk.fill();

            fill(outbox, 6_000);

            assertThat(outbox.problem()).contains("no room on the disk").contains("free some");
            assertThat(outbox.lost()).isZero();
            assertThat(spool.sheltered()).as("nothing had to wait in memory").isZero();
            survivors(spool);
            Conservation.check(spool, Set.of(), List.of());

            disk.becomeLarge();
            clock.advance(Duration.ofSeconds(6));
            long evicted = spool.counters().evicted();
            fill(outbox, 3_000);

            assertThat(outbox.problem()).isEmpty();
            assertThat(spool.counters().evicted()).isEqualTo(evicted);
        }
    }

    @Test
    void aSpoolThatMayNotGrowGivesUpTheOldestOfTheLeastImportant() throws Exception {
        try (Spool spool = SpoolOpener.onDisk(
                SpoolFile.open(directory.resolve("spool.db"), clock, 150), LARGE, false, clock.boot("one"))) {
            var outbox = new Outbox("gw-1", spool, () -> {});

            fill(outbox, 1_000);

            assertThat(outbox.problem()).contains("no room on the disk");
            assertThat(outbox.lost()).isZero();
            survivors(spool);
            Conservation.check(spool, Set.of(), List.of());
            Set<Long> delivered = new HashSet<>(SpoolNumbers.next(spool, 1_000_000));
            spool.delivered(delivered);
            assertThat(spool.counters().depth()).isZero();
            clock.advance(Duration.ofSeconds(6));
            outbox.put(Priority.TELEMETRY, RIVER, body(1_000));
            assertThat(outbox.problem()).isEmpty();
        }
    }

    @Test
    void alarmsThatFillTheDiskMakeTheRestWaitInMemory() throws Exception {
        try (Spool spool = SpoolOpener.onDisk(
                SpoolFile.open(directory.resolve("spool.db"), clock, 60), LARGE, false, clock.boot("one"))) {
            var outbox = new Outbox("gw-1", spool, () -> {});
            for (int i = 0; i < 200; i++) {
                outbox.put(Priority.LIFECYCLE, RIVER, body(1_000));
            }
            long stored = spool.counters().appended();

            for (int i = 0; i < 3; i++) {
                outbox.put(Priority.TELEMETRY, RIVER, body(50_000));
            }

            assertThat(spool.counters().appended())
                    .as("the more important stay")
                    .isGreaterThanOrEqualTo(stored);
            assertThat(spool.sheltered()).isPositive();
            assertThat(outbox.lost()).isZero();
            outbox.put(Priority.LIFECYCLE, RIVER, body(100));
            assertThat(spool.counters().appended())
                    .as("what does not fit must not hold up what does")
                    .isGreaterThan(stored);
            spool.delivered(SpoolNumbers.next(spool, 1_000_000).stream()
                    .filter(seq -> seq < Tally.FIRST_REPLY)
                    .toList());
            outbox.put(Priority.TELEMETRY, RIVER, body(1_000));
            assertThat(spool.sheltered()).as("moved to the disk").isZero();
            Conservation.check(spool, LongStream.rangeClosed(1, 1_000).boxed().collect(Collectors.toSet()), List.of());
        }
    }

    /** Alarms in between, so that there is something to keep. */
    private void fill(Outbox outbox, int messages) {
        for (int i = 0; i < messages; i++) {
            boolean alarm = i % (messages / ALARMS) == 0;
            OptionalLong unused =
                    outbox.put(alarm ? Priority.ALARM : Priority.TELEMETRY, RIVER, body(alarm ? 100 : 1_000));
        }
    }

    private static void survivors(Spool spool) throws SpoolException {
        List<Long> waiting = SpoolNumbers.next(spool, 1_000_000);
        List<SpooledMessage> first = spool.page(2 * ALARMS, Set.of());
        assertThat(first.stream().filter(one -> one.priority() == Priority.ALARM.code()))
                .as("no alarm was given up")
                .hasSizeGreaterThanOrEqualTo(ALARMS);
        assertThat(waiting.get(waiting.size() - 1))
                .as("the newest is there")
                .isEqualTo(spool.counters().appended());
        assertThat(spool.counters().evicted()).isPositive();
    }

    private static KuraPayload body(int bytes) {
        return KuraPayload.builder().body(new byte[bytes]).build();
    }
}
