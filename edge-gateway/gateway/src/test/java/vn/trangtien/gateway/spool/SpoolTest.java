package vn.trangtien.gateway.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.gateway.spool.SpoolException.Reason;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.SpoolMark;

class SpoolTest {

    private static final KuraTopic TOPIC = KuraTopic.telemetry("hue", "gw-1", "river");
    private static final SpoolLimits ROOMY = new SpoolLimits(10 << 20, Duration.ofDays(14));

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock();
    private Spool spool;

    @BeforeEach
    void open() throws SpoolException {
        spool = Spool.open(file(), ROOMY, false, clock.boot("one"));
    }

    @AfterEach
    void close() {
        spool.close();
    }

    @Test
    void numbersStartAtOneHaveNoGapsAndStandInThePayload() throws Exception {
        for (long expected = 1; expected <= 5; expected++) {
            assertThat(spool.append(Priority.TELEMETRY, TOPIC, value(1))).hasValue(expected);
            SpooledMessage message = spool.get(expected).orElseThrow();
            assertThat(SpoolMark.of(KuraCodec.decode(message.payload()))).hasValue(new SpoolMark(spool.id(), expected));
            assertThat(message.topic()).isEqualTo("hue/gw-1/W1/A1/river");
        }
    }

    @Test
    void importantMessagesLeaveFirstAndOldOnesBeforeNewOnes() throws SpoolException {
        append(Priority.SNAPSHOT, Priority.TELEMETRY, Priority.ALARM, Priority.TELEMETRY, Priority.LIFECYCLE);

        assertThat(SpoolNumbers.next(spool, 10)).containsExactly(5L, 3L, 2L, 4L, 1L);
        assertThat(SpoolNumbers.next(spool, 2)).containsExactly(5L, 3L);
    }

    @Test
    void acknowledgedMessagesAreForgottenOnce() throws SpoolException {
        append(Priority.TELEMETRY, Priority.TELEMETRY, Priority.TELEMETRY);

        spool.delivered(List.of(1L, 2L));
        spool.delivered(List.of(2L, 99L));

        assertThat(SpoolNumbers.next(spool, 10)).containsExactly(3L);
        assertThat(spool.counters()).returns(2L, SpoolCounters::delivered).returns(1L, SpoolCounters::depth);
        assertThat(spool.get(1)).isEmpty();
    }

    @Test
    void reopenedSpoolGoesOnWhereItWas() throws SpoolException {
        append(Priority.TELEMETRY, Priority.ALARM, Priority.TELEMETRY);
        spool.delivered(List.of(1L));
        String id = spool.id();
        SpoolCounters before = spool.counters();
        spool.close();

        open();

        assertThat(spool.id()).isEqualTo(id);
        assertThat(spool.counters()).isEqualTo(before);
        assertThat(SpoolNumbers.next(spool, 10)).containsExactly(2L, 3L);
        assertThat(spool.append(Priority.TELEMETRY, TOPIC, value(1))).hasValue(4);
    }

    @Test
    void emptiedAndReopenedSpoolDoesNotUseANumberTwice() throws SpoolException {
        append(Priority.TELEMETRY, Priority.TELEMETRY);
        spool.delivered(List.of(1L, 2L));
        spool.close();

        open();

        assertThat(spool.append(Priority.TELEMETRY, TOPIC, value(1))).hasValue(3);
    }

    @Test
    void messagesBeyondTheirTimeAreGivenUp() throws SpoolException {
        append(Priority.ALARM, Priority.TELEMETRY);
        clock.advance(Duration.ofDays(14));
        append(Priority.TELEMETRY);
        assertThat(spool.expire()).isZero();

        clock.advance(Duration.ofSeconds(1));

        assertThat(spool.expire()).isEqualTo(2);
        assertThat(SpoolNumbers.next(spool, 10)).containsExactly(3L);
        assertThat(spool.counters().evicted()).isEqualTo(2);
    }

    @Test
    void onlyTheBrokersAcknowledgementCountsAsArrived() throws SpoolException {
        BooleanSupplier delivered = spool.appendWatched(Priority.ALARM, TOPIC, value(1));
        BooleanSupplier rejected = spool.appendWatched(Priority.ALARM, TOPIC, value(2));
        BooleanSupplier tooOld = spool.appendWatched(Priority.ALARM, TOPIC, value(3));
        assertThat(delivered.getAsBoolean()).isFalse();

        spool.delivered(List.of(1L));
        spool.rejected(List.of(2L));
        clock.advance(Duration.ofDays(15));
        spool.expire();

        assertThat(SpoolNumbers.next(spool, 10)).isEmpty();
        assertThat(delivered.getAsBoolean()).isTrue();
        assertThat(rejected.getAsBoolean()).isFalse();
        assertThat(tooOld.getAsBoolean()).isFalse();
    }

    @Test
    void secondOwnerIsKeptOut() {
        assertThatExceptionOfType(SpoolException.class)
                .isThrownBy(() -> Spool.open(file(), ROOMY, false, clock))
                .withMessageContaining("in use by another gateway")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.IN_USE));
    }

    @Test
    void damagedFileIsPutAsideAndANewSpoolBegun() throws Exception {
        append(Priority.TELEMETRY);
        String id = spool.id();
        spool.close();
        byte[] bytes = Files.readAllBytes(file());
        for (int i = 0; i < 200; i++) {
            bytes[i] = 42;
        }
        Files.write(file(), bytes);

        open();

        assertThat(spool.id()).isNotEqualTo(id);
        assertThat(spool.append(Priority.TELEMETRY, TOPIC, value(1))).hasValue(1);
        try (var files = Files.list(directory)) {
            assertThat(files.map(path -> path.getFileName().toString())).contains("spool.db.damaged-" + clock.millis());
        }
    }

    @Test
    void closedSpoolSaysSo() {
        spool.close();

        assertThatExceptionOfType(SpoolException.class)
                .isThrownBy(() -> spool.append(Priority.TELEMETRY, TOPIC, value(1)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
    }

    @Test
    void severalMessagesAreKeptTogetherInTheirOrder() throws SpoolException {
        List<OptionalLong> numbers = spool.append(List.of(
                new NewMessage(Priority.TELEMETRY, TOPIC, value(1)),
                new NewMessage(Priority.ALARM, TOPIC, value(1)),
                new NewMessage(Priority.TELEMETRY, TOPIC, value(1))));

        assertThat(numbers).containsExactly(OptionalLong.of(1), OptionalLong.of(2), OptionalLong.of(3));
        assertThat(SpoolNumbers.next(spool, 10)).containsExactly(2L, 1L, 3L);
        assertThat(spool.append(List.of())).isEmpty();
    }

    @Test
    void aPageHoldsWhatLeavesNextWithoutWhatIsOnItsWay() throws SpoolException {
        append(Priority.SNAPSHOT, Priority.TELEMETRY, Priority.ALARM, Priority.TELEMETRY);

        assertThat(spool.page(2, Set.of(3L))).extracting(SpooledMessage::seq).containsExactly(2L, 4L);
        assertThat(spool.page(10, Set.of())).extracting(SpooledMessage::seq).containsExactly(3L, 2L, 4L, 1L);
        assertThat(spool.page(10, Set.of()).get(0).payload())
                .isEqualTo(spool.get(3).orElseThrow().payload());
    }

    @Test
    void threadsShareTheSpoolWithoutUsingANumberTwice() throws Exception {
        Set<Long> seqs = Collections.synchronizedSet(new HashSet<>());
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            var thread = new Thread(() -> {
                for (int i = 0; i < 50; i++) {
                    try {
                        seqs.add(spool.append(Priority.TELEMETRY, TOPIC, value(10))
                                .orElseThrow());
                    } catch (SpoolException e) {
                        throw new AssertionError(e);
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(seqs).hasSize(200).contains(1L, 200L);
    }

    private void append(Priority... priorities) throws SpoolException {
        for (Priority priority : priorities) {
            spool.append(priority, TOPIC, value(10));
        }
    }

    private Path file() {
        return directory.resolve("spool.db");
    }

    private static KuraPayload value(int bytes) {
        return KuraPayload.builder().body(new byte[bytes]).build();
    }
}
