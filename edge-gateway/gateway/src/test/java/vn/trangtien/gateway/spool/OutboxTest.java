package vn.trangtien.gateway.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.SpoolMark;
import vn.trangtien.wire.UndecodableException;
import vn.trangtien.wire.request.Reply;

class OutboxTest {

    private static final KuraTopic RIVER = KuraTopic.telemetry("hue", "gw-1", "river");
    private static final SpoolLimits LIMITS = new SpoolLimits(10 << 20, Duration.ofDays(1));

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock();
    private final AtomicInteger wakes = new AtomicInteger();
    private SpoolFile file;
    private Spool spool;
    private Outbox outbox;

    @BeforeEach
    void open() throws SpoolException {
        file = SpoolFile.open(directory.resolve("spool.db"), clock);
        spool = SpoolOpener.onDisk(file, LIMITS, false, clock.boot("one"));
        outbox = new Outbox("gw-1", spool, wakes::incrementAndGet);
    }

    @AfterEach
    void close() {
        spool.close();
    }

    @Test
    void onAReadOnlyDiskMessagesLeaveFromMemoryWithoutANumber() throws Exception {
        outbox.put(Priority.TELEMETRY, RIVER, body(1));
        file.pretendReadOnly(true);

        outbox.put(Priority.TELEMETRY, RIVER, body(2));
        outbox.put(Priority.ALARM, RIVER, body(3));

        assertThat(outbox.problem()).contains("can only be read").contains("repair or replace");
        assertThat(outbox.lost()).isZero();
        assertThat(wakes).hasValue(3);
        List<SpooledMessage> leaving = spool.page(10, Set.of());
        assertThat(leaving).extracting(one -> size(one)).containsExactly(3, 2, 1);
        assertThat(SpoolMark.of(KuraCodec.decode(leaving.get(0).payload()))).isEmpty();
        assertThat(leaving.get(2).seq()).isEqualTo(1);

        spool.delivered(leaving.stream().map(SpooledMessage::seq).toList());

        assertThat(SpoolNumbers.next(spool, 10))
                .as("not sent again though the disk could not note it")
                .isEmpty();
    }

    @Test
    void whatWaitedInMemoryMovesToTheDiskWhenItIsBack() throws Exception {
        file.pretendReadOnly(true);
        outbox.put(Priority.TELEMETRY, RIVER, body(1));
        outbox.put(Priority.TELEMETRY, RIVER, body(2));
        SpooledMessage sending = spool.get(SpoolNumbers.next(spool, 1).get(0)).orElseThrow();
        assertThat(size(sending)).isEqualTo(1);
        file.pretendReadOnly(false);

        outbox.put(Priority.TELEMETRY, RIVER, body(3));

        assertThat(outbox.problem()).isEmpty();
        assertThat(spool.counters().appended()).as("what is being sent stays").isEqualTo(2);
        assertThat(spool.sheltered()).isEqualTo(1);
        assertThat(spool.page(10, Set.of())).extracting(one -> size(one)).containsExactly(1, 2, 3);
        spool.delivered(List.of(sending.seq()));
        assertThat(spool.sheltered()).isZero();
    }

    @Test
    void memoryIsBoundedAndKeepsTheMoreImportant() throws Exception {
        file.pretendReadOnly(true);
        outbox.put(Priority.ALARM, RIVER, body(10));
        for (int i = 0; i < 100; i++) {
            outbox.put(Priority.SNAPSHOT, RIVER, body(100_000));
        }

        assertThat(spool.sheltered()).isBetween(15, 25);
        assertThat(outbox.lost()).isEqualTo(101 - spool.sheltered());
        assertThat(size(spool.page(1, Set.of()).get(0))).isEqualTo(10);

        for (int i = 0; i < 30; i++) {
            outbox.put(Priority.TELEMETRY, RIVER, body(100_000));
        }
        outbox.put(Priority.SNAPSHOT, RIVER, body(100_000));

        assertThat(spool.page(100, Set.of())).allMatch(one -> one.priority() < Priority.SNAPSHOT.code());
    }

    @Test
    void repliesFindTheirWayThroughMemoryToo() throws Exception {
        file.pretendReadOnly(true);
        outbox.reply(new Reply("hue", "city-cloud", "CONF-V2", "gw-1~1", 200, body(1)));
        outbox.put(Priority.TELEMETRY, RIVER, body(2));
        file.pretendReadOnly(false);

        outbox.putAll(List.of(new NewMessage(Priority.TELEMETRY, RIVER, body(3))));

        assertThat(spool.counters().appended()).isEqualTo(2);
        assertThat(spool.page(10, Set.of()))
                .extracting(SpooledMessage::topic)
                .first()
                .asString()
                .contains("REPLY");
        assertThat(spool.sheltered()).isZero();
    }

    @Test
    void aMessageThatIsTooLargeCostsOnlyItself() throws Exception {
        outbox.putAll(List.of(
                new NewMessage(Priority.TELEMETRY, RIVER, body(1)),
                new NewMessage(Priority.SNAPSHOT, RIVER, body(11 << 20)),
                new NewMessage(Priority.TELEMETRY, RIVER, body(3))));

        assertThat(outbox.lost()).isEqualTo(1);
        assertThat(spool.counters().appended()).isEqualTo(2);
    }

    @Test
    void aSpoolInMemoryWorksAndSaysWhatItIs() throws Exception {
        try (Spool memory = SpoolOpener.inMemory(LIMITS, false, clock.boot("one"), "disk can only be read")) {
            var box = new Outbox("gw-1", memory, () -> {});
            box.put(Priority.TELEMETRY, RIVER, body(1));

            assertThat(box.problem()).isEqualTo("disk can only be read");
            assertThat(memory.id()).isNotEqualTo(spool.id());
            SpooledMessage message = memory.page(1, Set.of()).get(0);
            assertThat(SpoolMark.of(KuraCodec.decode(message.payload()))).hasValue(new SpoolMark(memory.id(), 1));
        }
    }

    private static int size(SpooledMessage message) {
        try {
            return KuraCodec.decode(message.payload()).body().orElseThrow().length;
        } catch (UndecodableException e) {
            throw new AssertionError(e);
        }
    }

    private static KuraPayload body(int bytes) {
        return KuraPayload.builder().body(new byte[bytes]).build();
    }
}
