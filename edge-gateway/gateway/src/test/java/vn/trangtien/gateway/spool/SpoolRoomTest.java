package vn.trangtien.gateway.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.gateway.spool.SpoolException.Reason;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;

/** What happens when the room of a spool is used up. */
class SpoolRoomTest {

    private static final KuraTopic TOPIC = KuraTopic.telemetry("hue", "gw-1", "river");
    private static final SpoolLimits ROOMY = new SpoolLimits(10 << 20, Duration.ofDays(14));
    private static final SpoolLimits SMALL = new SpoolLimits(64 * 1024, Duration.ofDays(14));

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
    void whenFullTheOldestOfTheLeastImportantGiveWay() throws SpoolException {
        reopen(SMALL);
        for (int i = 0; i < 10; i++) {
            spool.append(Priority.ALARM, TOPIC, value(1_000));
        }
        for (int i = 0; i < 200; i++) {
            spool.append(i % 2 == 0 ? Priority.TELEMETRY : Priority.SNAPSHOT, TOPIC, value(1_000));
        }

        SpoolCounters counters = spool.counters();
        assertThat(counters.bytes()).isLessThanOrEqualTo(SMALL.maxBytes());
        assertThat(counters.evicted()).isPositive();
        assertThat(counters.appended()).isEqualTo(counters.evicted() + counters.depth());
        List<Long> left = SpoolNumbers.next(spool, 1_000);
        assertThat(left).startsWith(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        // what is left of the telemetry is its newest, in order and without holes
        List<Long> telemetry = left.subList(10, left.size());
        assertThat(telemetry).isSorted();
        assertThat(telemetry.get(telemetry.size() - 1)).isEqualTo(counters.appended());
        for (int i = 1; i < telemetry.size(); i++) {
            assertThat(priorityOf(telemetry.get(i))).isEqualTo(Priority.TELEMETRY.code());
        }
    }

    @Test
    void newMessageGivesWayToMoreImportantOnesAndTakesNoNumber() throws SpoolException {
        reopen(SMALL);
        OptionalLong last = OptionalLong.empty();
        for (int i = 0; i < 100; i++) {
            last = spool.append(Priority.ALARM, TOPIC, value(1_000));
        }
        long depth = spool.counters().depth();

        assertThat(spool.append(Priority.SNAPSHOT, TOPIC, value(1_000))).isEmpty();

        assertThat(spool.counters()).returns(depth, SpoolCounters::depth).returns(1L, SpoolCounters::displaced);
        assertThat(spool.append(Priority.ALARM, TOPIC, value(1))).hasValue(last.orElseThrow() + 1);
    }

    @Test
    void nothingIsEvictedForAMessageThatWouldNotFitAnyway() throws SpoolException {
        reopen(SMALL);
        for (int i = 0; i < 50; i++) {
            spool.append(Priority.ALARM, TOPIC, value(1_000));
        }
        spool.append(Priority.TELEMETRY, TOPIC, value(1_000));
        SpoolCounters before = spool.counters();

        assertThat(spool.append(Priority.TELEMETRY, TOPIC, value(40_000))).isEmpty();

        assertThat(spool.counters().depth()).isEqualTo(before.depth());
        assertThat(spool.counters().evicted()).isEqualTo(before.evicted());
    }

    @Test
    void deliveredMessagesDoNotCountAgainstTheRoom() throws SpoolException {
        reopen(SMALL);
        for (int i = 0; i < 500; i++) {
            long seq = spool.append(Priority.TELEMETRY, TOPIC, value(1_000)).orElseThrow();
            spool.delivered(List.of(seq));
        }

        assertThat(spool.counters())
                .returns(500L, SpoolCounters::delivered)
                .returns(0L, SpoolCounters::evicted)
                .returns(0L, SpoolCounters::bytes);
    }

    @Test
    void fileStaysNearItsLimitHoweverMuchPassesThrough() throws Exception {
        var limits = new SpoolLimits(256 << 10, Duration.ofDays(14));
        reopen(limits);
        for (int i = 0; i < 1_500; i++) {
            spool.append(Priority.TELEMETRY, TOPIC, value(1_000));
        }
        spool.close();

        assertThat(Files.size(file())).isLessThan(2 * limits.maxBytes());
        assertThat(spool.counters().evicted()).isGreaterThan(1_000);
        open();
    }

    @Test
    void messageLargerThanTheSpoolIsRefusedWithTheRemedy() throws SpoolException {
        reopen(SMALL);

        assertThatExceptionOfType(SpoolException.class)
                .isThrownBy(() -> spool.append(Priority.SNAPSHOT, TOPIC, value(100_000)))
                .withMessageContaining("raise publish.store.maxMb")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MESSAGE_TOO_LARGE));
        assertThat(spool.append(Priority.TELEMETRY, TOPIC, value(1))).hasValue(1);
    }

    @Test
    void otherLimitsHoldFromTheNextMessageOn() throws SpoolException {
        for (int i = 0; i < 40; i++) {
            spool.append(Priority.TELEMETRY, TOPIC, value(4_000));
        }
        assertThat(spool.counters().evicted()).isZero();

        spool.limit(SMALL, true);
        long number = spool.append(Priority.TELEMETRY, TOPIC, value(4_000)).orElseThrow();

        assertThat(spool.counters().bytes()).isLessThanOrEqualTo(SMALL.maxBytes());
        assertThat(spool.counters().evicted()).isPositive();
        byte[] compressed = spool.get(number).orElseThrow().payload();
        assertThat(compressed).hasSizeLessThan(500).startsWith((byte) 0x1f, (byte) 0x8b);
    }

    @Test
    void ofSeveralMessagesNoneIsKeptIfOneIsTooLarge() throws SpoolException {
        reopen(SMALL);

        assertThatExceptionOfType(SpoolException.class)
                .isThrownBy(() -> spool.append(List.of(
                        new NewMessage(Priority.TELEMETRY, TOPIC, value(1)),
                        new NewMessage(Priority.TELEMETRY, TOPIC, value(100_000)))))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MESSAGE_TOO_LARGE));

        assertThat(spool.counters()).returns(0L, SpoolCounters::appended).returns(0L, SpoolCounters::depth);
        assertThat(spool.append(Priority.TELEMETRY, TOPIC, value(1))).hasValue(1);
    }

    private int priorityOf(long seq) throws SpoolException {
        return spool.get(seq).orElseThrow().priority();
    }

    private void reopen(SpoolLimits limits) throws SpoolException {
        spool.close();
        spool = Spool.open(file(), limits, false, clock.boot("one"));
    }

    private Path file() {
        return directory.resolve("spool.db");
    }

    private static KuraPayload value(int bytes) {
        return KuraPayload.builder().body(new byte[bytes]).build();
    }
}
