package vn.trangtien.gateway.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.gateway.spool.SpoolException.Reason;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.SpoolMark;
import vn.trangtien.wire.request.Notification;
import vn.trangtien.wire.request.Reply;

class SpoolRepliesTest {

    private static final KuraTopic RIVER = KuraTopic.telemetry("hue", "gw-1", "river");
    private static final SpoolLimits SMALL = new SpoolLimits(64 * 1024, Duration.ofDays(14));
    private static final String ASKED = "gw-1~00112233445566778899aabbccddeeff";

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock();
    private Spool spool;
    private Outbox outbox;

    @BeforeEach
    void open() throws SpoolException {
        spool = Spool.open(directory.resolve("spool.db"), SMALL, false, clock.boot("one"));
        outbox = new Outbox("gw-1", spool, () -> {});
    }

    @AfterEach
    void close() {
        spool.close();
    }

    @Test
    void repliesLeaveBeforeAlarmsAndTakeNoNumber() throws Exception {
        spool.append(Priority.ALARM, RIVER, body(10));
        outbox.reply(reply(10));
        outbox.notify(new Notification("hue", "city-cloud", "DEPLOY-V2", "gw-1", "download", body(10)));
        spool.append(Priority.ALARM, RIVER, body(10));

        List<SpooledMessage> leaving = spool.page(10, Set.of());

        assertThat(leaving)
                .extracting(SpooledMessage::topic)
                .containsExactly(
                        "$EDC/hue/city-cloud/CONF-V2/REPLY/" + ASKED,
                        "$EDC/hue/city-cloud/DEPLOY-V2/NOTIFY/gw-1/download",
                        RIVER.name(),
                        RIVER.name());
        KuraPayload payload = KuraCodec.decode(leaving.get(0).payload());
        assertThat(SpoolMark.of(payload)).isEmpty();
        assertThat(payload.timestampMs()).hasValue(clock.millis());
        assertThat(leaving.get(3).seq()).as("numbers have no gap").isEqualTo(2);
        assertThat(spool.counters()).returns(2L, SpoolCounters::appended).returns(2L, SpoolCounters::depth);
    }

    @Test
    void whoOnlyReadsTheFileSeesTheSameAccount() throws Exception {
        spool.append(Priority.ALARM, RIVER, body(10));
        outbox.reply(reply(10));

        SpoolGlance glance = SpoolGlance.read(directory.resolve("spool.db"), clock);

        assertThat(glance.counters()).isEqualTo(spool.counters());
        assertThat(glance.byPriority()).containsEntry(Priority.REPLY.code(), 1L);
    }

    @Test
    void deliveredRepliesAreForgottenWithoutBeingCounted() throws SpoolException {
        outbox.reply(reply(10));

        spool.delivered(SpoolNumbers.next(spool, 10));

        assertThat(SpoolNumbers.next(spool, 10)).isEmpty();
        assertThat(spool.counters()).returns(0L, SpoolCounters::delivered).returns(0L, SpoolCounters::depth);
    }

    @Test
    void repliesSurviveARestart() throws SpoolException {
        outbox.reply(reply(10));
        long first = SpoolNumbers.next(spool, 1).get(0);
        spool.close();

        open();
        outbox.reply(reply(20));

        assertThat(SpoolNumbers.next(spool, 10)).containsExactly(first, first + 1);
    }

    @Test
    void repliesAreGivenUpAfterTenMinutes() throws SpoolException {
        outbox.reply(reply(10));
        clock.advance(Duration.ofMinutes(5));
        outbox.reply(reply(20));
        clock.advance(Duration.ofMinutes(6));

        assertThat(spool.expire()).isZero();

        assertThat(SpoolNumbers.next(spool, 10)).hasSize(1);
        assertThat(spool.hasUntoldEvictions()).isFalse();
    }

    @Test
    void repliesNeverCostAnAlarmAndAlarmsNeverAReply() throws SpoolException {
        for (int i = 0; i < 70; i++) {
            spool.append(Priority.ALARM, RIVER, body(800));
        }
        long alarms = spool.counters().depth();

        for (int i = 0; i < 200; i++) {
            outbox.reply(reply(800));
        }
        int replies = SpoolNumbers.next(spool, 1_000).size() - (int) alarms;
        for (int i = 0; i < 100; i++) {
            spool.append(Priority.LIFECYCLE, RIVER, body(800));
        }

        assertThat(replies).isBetween(50, 80);
        assertThat(SpoolNumbers.next(spool, 1_000).stream().filter(seq -> seq >= Tally.FIRST_REPLY))
                .as("the newest replies are kept")
                .hasSize(replies)
                .contains(Tally.FIRST_REPLY + 199);
        assertThat(spool.counters().evicted()).as("by lifecycle only").isPositive();
    }

    @Test
    void aReplyLargerThanTheirRoomIsRefused() {
        assertThatExceptionOfType(SpoolException.class)
                .isThrownBy(() -> spool.appendUnnumbered(reply(70_000).topic(), body(70_000)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MESSAGE_TOO_LARGE));

        outbox.reply(reply(70_000));

        assertThat(outbox.lost()).isEqualTo(1);
        assertThat(outbox.problem()).contains("ask for less");
    }

    private static Reply reply(int bytes) {
        return new Reply("hue", "city-cloud", "CONF-V2", ASKED, 200, body(bytes));
    }

    private static KuraPayload body(int bytes) {
        return KuraPayload.builder().body(new byte[bytes]).build();
    }
}
