package vn.trangtien.gateway.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;

/** A worn-out card: it can be read, but takes nothing any more. */
class ReadOnlyDiskTest {

    private static final KuraTopic RIVER = KuraTopic.telemetry("hue", "gw-1", "river");
    private static final SpoolLimits LIMITS = new SpoolLimits(10 << 20, Duration.ofDays(14));

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock();

    @Test
    void aBacklogIsReadOutAndNewMessagesLeaveWhileTheDiskTakesNothing() throws Exception {
        SpoolFile file = SpoolFile.open(directory.resolve("spool.db"), clock);
        Set<Long> arrived = new HashSet<>();
        try (Spool spool = SpoolOpener.onDisk(file, LIMITS, false, clock.boot("one"))) {
            var outbox = new Outbox("gw-1", spool, () -> {});
            put(outbox, 300);
            file.pretendReadOnly(true);
            put(outbox, 100);
            assertThat(outbox.problem()).contains("can only be read");

            for (List<SpooledMessage> page = spool.page(64, Set.of());
                    !page.isEmpty();
                    page = spool.page(64, Set.of())) {
                page.forEach(one -> arrived.add(one.seq()));
                spool.delivered(page.stream().map(SpooledMessage::seq).toList());
                spool.expire();
            }
            assertThat(arrived)
                    .as("300 from the disk, 100 from memory, each once")
                    .hasSize(400);
            assertThat(outbox.lost()).isZero();

            file.pretendReadOnly(false);
            put(outbox, 1);
            assertThat(outbox.problem()).isEmpty();
            assertThat(spool.counters())
                    .returns(301L, SpoolCounters::appended)
                    .returns(300L, SpoolCounters::delivered)
                    .returns(1L, SpoolCounters::depth);
            Conservation.check(spool, arrived, List.of());
        }
    }

    @Test
    void whatTheDiskCouldNotNoteAsDeliveredIsSentAgainAfterARestartUnderTheSameNumber() throws Exception {
        SpoolFile file = SpoolFile.open(directory.resolve("spool.db"), clock);
        try (Spool spool = SpoolOpener.onDisk(file, LIMITS, false, clock.boot("one"))) {
            put(new Outbox("gw-1", spool, () -> {}), 5);
            file.pretendReadOnly(true);
            spool.delivered(List.of(1L, 2L));
            assertThat(SpoolNumbers.next(spool, 10)).containsExactly(3L, 4L, 5L);
        }
        try (Spool again = Spool.open(directory.resolve("spool.db"), LIMITS, false, clock.boot("two"))) {
            assertThat(SpoolNumbers.next(again, 10)).containsExactly(1L, 2L, 3L, 4L, 5L);
        }
    }

    @Test
    void aGatewayStartsOnADiskThatCanOnlyBeRead() throws Exception {
        Optional<SmallDisk> mounted = SmallDisk.mount(directory, 16);
        assumeTrue(mounted.isPresent(), "needs the right to mount a tmpfs");
        try (SmallDisk disk = mounted.orElseThrow()) {
            Path path = disk.path().resolve("spool.db");
            String id;
            try (Spool spool = Spool.open(path, LIMITS, false, clock.boot("one"))) {
                put(new Outbox("gw-1", spool, () -> {}), 3);
                id = spool.id();
            }
            disk.becomeReadOnly();

            try (Spool spool = Spool.openOnAnyDisk(path, LIMITS, false, clock.boot("one"))) {
                var outbox = new Outbox("gw-1", spool, () -> {});
                put(outbox, 50);

                assertThat(outbox.problem()).contains("cannot write beside the spool");
                assertThat(outbox.lost()).isZero();
                assertThat(spool.id()).isNotEqualTo(id);
                spool.delivered(SpoolNumbers.next(spool, 20));
                Conservation.check(spool, LongStream.rangeClosed(1, 20).boxed().collect(Collectors.toSet()), List.of());
            }
        }
    }

    private static void put(Outbox outbox, int messages) {
        for (int i = 0; i < messages; i++) {
            outbox.put(
                    Priority.TELEMETRY,
                    RIVER,
                    KuraPayload.builder().body(new byte[100]).build());
        }
    }
}
