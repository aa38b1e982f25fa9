package vn.trangtien.gateway.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.gateway.spool.Priority;
import vn.trangtien.gateway.spool.SettableClock;
import vn.trangtien.gateway.spool.Spool;
import vn.trangtien.gateway.spool.SpoolException;
import vn.trangtien.gateway.spool.SpoolLimits;
import vn.trangtien.gateway.spool.SpooledMessage;
import vn.trangtien.wire.ChannelReading;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.LineCrossedMessage;
import vn.trangtien.wire.Origin;
import vn.trangtien.wire.SnapshotMessage;
import vn.trangtien.wire.SpoolMark;
import vn.trangtien.wire.TelemetryMessage;

/** A Pi boots with a clock of years ago; minutes later the network sets it. All in virtual time. */
class TimeSyncTest {

    private static final KuraTopic RIVER = KuraTopic.telemetry("hue", "gw-1", "river");
    private static final SpoolLimits LIMITS = new SpoolLimits(10 << 20, Duration.ofDays(14));
    private static final Duration OFFSET = Duration.ofDays(412).plusMillis(345);

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock();
    private final AtomicBoolean synchronised = new AtomicBoolean();
    private final DeviceClock time = new DeviceClock() {
        @Override
        public long nanoTime() {
            return clock.nanos();
        }

        @Override
        public void sleep(Duration duration) {
            clock.advance(duration);
        }
    };
    private Spool spool;
    private TimeSync sync;

    @BeforeEach
    void open() throws SpoolException {
        boot("one");
    }

    @AfterEach
    void close() {
        spool.close();
    }

    @Test
    void waitsForTheClockButNotForEver() throws Exception {
        long before = clock.nanos();

        assertThat(sync.awaitTrusted(Duration.ofSeconds(60))).isFalse();

        assertThat(Duration.ofNanos(clock.nanos() - before)).isEqualTo(Duration.ofSeconds(60));
        assertThat(sync.isTrusted()).isFalse();
        assertThat(sync.correction()).isEmpty();
    }

    @Test
    void aClockThatIsRightAtOnceCostsNoTime() throws Exception {
        synchronised.set(true);
        clock.advance(Duration.ofSeconds(1));
        long before = clock.nanos();

        assertThat(sync.awaitTrusted(Duration.ofSeconds(60))).isTrue();

        assertThat(clock.nanos()).isEqualTo(before);
    }

    @Test
    void onceTrustedTheClockStaysTrusted() throws Exception {
        setTheClock();
        assertThat(sync.isTrusted()).isTrue();

        synchronised.set(false);
        clock.advance(Duration.ofHours(3));

        assertThat(sync.isTrusted()).isTrue();
        assertThat(sync.correction()).hasValue(OFFSET.toMillis());
    }

    @Test
    void everyTimeInEveryWaitingMessageIsMoved() throws Exception {
        Instant wrong = clock.instant();
        append(telemetry(wrong));
        spool.append(
                Priority.ALARM,
                KuraTopic.event("hue", "gw-1", "cam"),
                new LineCrossedMessage(
                                "cam",
                                "e1",
                                "north",
                                LineCrossedMessage.Direction.FORWARD,
                                Optional.empty(),
                                Optional.empty(),
                                wrong,
                                untrusted())
                        .toPayload());
        spool.append(
                Priority.SNAPSHOT,
                KuraTopic.snapshot("hue", "gw-1", "cam"),
                new SnapshotMessage("cam", wrong, 2, 2, Optional.empty(), Optional.empty(), new byte[] {1}, untrusted())
                        .toPayload());
        clock.advance(Duration.ofMinutes(4));

        setTheClock();
        assertThat(sync.awaitTrusted(Duration.ofSeconds(1))).isTrue();

        long right = wrong.plus(OFFSET).toEpochMilli();
        List<KuraPayload> waiting = waiting();
        assertThat(waiting).hasSize(3).allSatisfy(payload -> {
            assertThat(payload.timestampMs()).hasValue(right);
            assertThat(payload.bool("tt.clock_trusted")).hasValue(true);
            assertThat(payload.int64("tt.clock_corrected")).hasValue(OFFSET.toMillis());
            assertThat(SpoolMark.of(payload)).isPresent();
        });
        assertThat(waiting.get(0).int64("event_timestamp")).hasValue(right);
        assertThat(waiting.get(1).int64("level_timestamp")).hasValue(right - 1_000);
        assertThat(waiting.get(2).int64("taken_timestamp")).hasValue(right);
        assertThat(spool.counters().bytes()).isEqualTo(bytes());
    }

    @Test
    void eachMessageIsMovedOnceAndTrustedOnesNever() throws Exception {
        append(telemetry(clock.instant()));
        setTheClock();
        sync.awaitTrusted(Duration.ZERO);
        append(new TelemetryMessage(
                        "river", reading(clock.instant()), Optional.of(clock.instant()), new Origin(false, true))
                .toPayload());
        List<KuraPayload> once = waiting();

        clock.jump(Duration.ofDays(1));
        restart("one");
        sync.awaitTrusted(Duration.ZERO);

        assertThat(waiting()).isEqualTo(once);
        assertThat(once.get(1).int64("tt.clock_corrected")).isEmpty();
    }

    @Test
    void aRestartedGatewayStillCorrectsMessagesOfTheSameBoot() throws Exception {
        Instant wrong = clock.instant();
        append(telemetry(wrong));
        clock.advance(Duration.ofMinutes(2));
        restart("one");
        append(telemetry(clock.instant()));

        setTheClock();
        sync.awaitTrusted(Duration.ZERO);

        assertThat(waiting())
                .extracting(payload -> payload.timestampMs().orElseThrow())
                .containsExactly(
                        wrong.plus(OFFSET).toEpochMilli(),
                        wrong.plus(OFFSET).plus(Duration.ofMinutes(2)).toEpochMilli());
    }

    @Test
    void messagesOfAnEarlierBootStayUntrusted() throws Exception {
        Instant wrong = clock.instant();
        append(telemetry(wrong));
        restart("two");

        setTheClock();
        sync.awaitTrusted(Duration.ZERO);

        assertThat(waiting()).singleElement().satisfies(payload -> {
            assertThat(payload.timestampMs()).hasValue(wrong.toEpochMilli());
            assertThat(payload.bool("tt.clock_trusted")).hasValue(false);
        });
    }

    @Test
    void aMessageStampedJustBeforeTheClockWasSetAndKeptJustAfterIsMovedToo() throws Exception {
        KuraPayload stamped = telemetry(clock.instant());
        long right = clock.instant().plus(OFFSET).toEpochMilli();
        setTheClock();
        append(stamped);

        sync.awaitTrusted(Duration.ZERO);

        assertThat(waiting().get(0).timestampMs().orElseThrow()).isBetween(right, right + 1_000);
    }

    @Test
    void thousandsAreMovedAndTheWatcherDoesItByItself() throws Exception {
        for (int i = 0; i < 700; i++) {
            append(telemetry(clock.instant()));
        }
        setTheClock();

        sync.start();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> waiting().stream()
                        .allMatch(payload -> payload.int64("tt.clock_corrected").isPresent()));
        sync.close();
    }

    @Test
    void eitherTheDaemonsFileOrTheKernelIsEnough() throws Exception {
        Path file = directory.resolve("synchronized");
        assertThat(Synchronisation.of(file, () -> false).getAsBoolean()).isFalse();
        assertThat(Synchronisation.of(file, () -> true).getAsBoolean()).isTrue();
        Files.createFile(file);
        assertThat(Synchronisation.of(file, () -> false).getAsBoolean()).isTrue();
    }

    @Test
    void theKernelOfThisMachineGivesTheSameAnswerTwice() {
        var kernel = new KernelClock();
        assertThat(kernel.isSynchronised()).isEqualTo(kernel.isSynchronised());
    }

    private void setTheClock() {
        clock.advance(Duration.ofSeconds(1));
        clock.jump(OFFSET);
        synchronised.set(true);
    }

    private void restart(String boot) throws SpoolException {
        spool.close();
        boot(boot);
    }

    private void boot(String boot) throws SpoolException {
        spool = Spool.open(directory.resolve("spool.db"), LIMITS, true, clock.boot(boot));
        sync = new TimeSync("gw-1", synchronised::get, time, spool);
    }

    private void append(KuraPayload payload) throws SpoolException {
        spool.append(Priority.TELEMETRY, RIVER, payload);
    }

    private static KuraPayload telemetry(Instant at) {
        return new TelemetryMessage("river", reading(at), Optional.of(at), untrusted()).toPayload();
    }

    private static List<ChannelReading> reading(Instant at) {
        return List.of(new ChannelReading(
                "level", OptionalDouble.of(1.5), Optional.of(at.minusSeconds(1)), "m", "GOOD", Optional.empty()));
    }

    private static Origin untrusted() {
        return new Origin(false, false);
    }

    private List<KuraPayload> waiting() throws Exception {
        List<KuraPayload> payloads = new ArrayList<>();
        for (SpooledMessage message : spool.page(1_000, Set.of())) {
            payloads.add(KuraCodec.decode(message.payload()));
        }
        return payloads;
    }

    private long bytes() throws SpoolException {
        return spool.page(1_000, Set.of()).stream()
                .mapToLong(message -> message.payload().length + message.topic().length() + 64L)
                .sum();
    }
}
