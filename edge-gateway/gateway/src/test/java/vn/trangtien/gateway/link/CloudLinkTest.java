package vn.trangtien.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.gateway.link.LinkStatus.State;
import vn.trangtien.gateway.spool.Priority;
import vn.trangtien.gateway.spool.Spool;
import vn.trangtien.gateway.spool.SpoolException;
import vn.trangtien.gateway.spool.SpoolLimits;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraPosition;
import vn.trangtien.wire.KuraTopic;

/** The link against a broker of a few lines whose whims the tests choose. */
class CloudLinkTest {

    private static final KuraTopic TOPIC = KuraTopic.telemetry("hue", "gw-1", "river");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final FakeBroker broker = new FakeBroker();
    private Spool spool;
    private CloudLink link;

    @BeforeEach
    void open() throws SpoolException {
        spool = Spool.open(
                directory.resolve("spool.db"), new SpoolLimits(10 << 20, Duration.ofDays(1)), false, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        link.close();
        spool.close();
    }

    @Test
    void announcesItselfBeforeAnythingElseAndSaysGoodbye() throws Exception {
        append(3);
        start(64, Duration.ofSeconds(30));
        await().atMost(PATIENCE).until(() -> spool.counters().depth() == 0);

        link.close();

        assertThat(broker.log)
                .startsWith("birth", "subscribe $EDC/hue/gw-1/#")
                .endsWith("leave")
                .hasSize(6);
        assertThat(link.status().state()).isEqualTo(State.STOPPED);
    }

    @Test
    void neverHasMoreInFlightThanTheBrokerReceives() throws Exception {
        broker.receiveMaximum = 7;
        broker.acknowledging = false;
        append(50);
        start(64, Duration.ofSeconds(30));

        await().atMost(PATIENCE).until(() -> broker.sent.size() == 7);
        assertThat(link.status().inFlight()).isEqualTo(7);

        broker.acknowledgeEverything();
        await().atMost(PATIENCE).until(() -> spool.counters().depth() == 0);

        assertThat(broker.mostInFlight).isEqualTo(7);
        assertThat(broker.sent).containsExactlyElementsOf(upTo(50));
    }

    @Test
    void acknowledgementsThatComeBeforeTheSendReturnsAreNotLost() throws Exception {
        append(500);
        start(4, Duration.ofSeconds(30));

        await().atMost(PATIENCE).until(() -> spool.counters().depth() == 0);

        assertThat(broker.sent).containsExactlyElementsOf(upTo(500));
        assertThat(spool.counters().delivered()).isEqualTo(500);
    }

    @Test
    void aStuckWindowIsNoticedAndSentAgainUnderTheSameNumbers() throws Exception {
        broker.acknowledging = false;
        append(3);
        start(64, Duration.ofMillis(300));
        await().atMost(PATIENCE).until(() -> broker.sent.size() >= 6);
        assertThat(link.status().lastError()).contains("no acknowledgement");

        broker.acknowledging = true;
        await().atMost(PATIENCE).until(() -> spool.counters().depth() == 0);

        assertThat(broker.sent.subList(0, 6)).containsExactly(1L, 2L, 3L, 1L, 2L, 3L);
        assertThat(spool.counters().delivered()).isEqualTo(3);
    }

    @Test
    void aRefusedConnectionIsTriedAgain() throws Exception {
        broker.refusals = 3;
        append(2);
        start(64, Duration.ofSeconds(30));

        await().atMost(PATIENCE).until(() -> spool.counters().depth() == 0);

        assertThat(link.status().connects()).isEqualTo(1);
        assertThat(link.status().lastError()).isEqualTo("refused on purpose");
    }

    @Test
    void aPoisonedMessageIsGivenUpAndTheOthersArrive() throws Exception {
        broker.poisoned = 2;
        append(4);
        start(64, Duration.ofSeconds(30));

        await().atMost(PATIENCE).until(() -> spool.counters().depth() == 0);

        assertThat(spool.counters().rejected()).isEqualTo(1);
        assertThat(spool.counters().delivered()).isEqualTo(3);
    }

    @Test
    void aMessageLargerThanTheBrokerTakesIsGivenUp() throws Exception {
        broker.maximumPacketSize = 5_000;
        append(1);
        spool.append(
                Priority.SNAPSHOT,
                TOPIC,
                KuraPayload.builder().body(new byte[6_000]).build());
        append(1);
        start(64, Duration.ofSeconds(30));

        await().atMost(PATIENCE).until(() -> spool.counters().depth() == 0);

        assertThat(broker.sent).containsExactly(1L, 3L);
        assertThat(spool.counters().rejected()).isEqualTo(1);
    }

    @Test
    void appendedMessagesLeaveWithoutWaiting() throws Exception {
        start(64, Duration.ofSeconds(30));
        await().atMost(PATIENCE).until(() -> link.status().state() == State.CONNECTED);

        append(1);
        link.wake();

        await().atMost(Duration.ofSeconds(5)).until(() -> spool.counters().depth() == 0);
    }

    @Test
    void closingIsQuickEvenWhileTheBrokerDoesNotAnswer() throws Exception {
        broker.hanging = true;
        start(64, Duration.ofSeconds(30));
        await().atMost(PATIENCE).until(() -> link.status().state() == State.CONNECTING);
        long before = System.nanoTime();

        link.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        assertThat(link.status().state()).isEqualTo(State.STOPPED);
    }

    private void start(int window, Duration acknowledgeTimeout) {
        var settings = new LinkSettings(
                window,
                100_000,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                acknowledgeTimeout,
                Duration.ofMillis(5),
                Duration.ofMillis(20));
        var announcements = new Announcements(
                "hue", "gw-1", "Bridge", KuraPosition.of(16, 107), Map.of(), false, Clock.systemUTC());
        link = new CloudLink("gw-1", broker, announcements, Inbox.NONE, TimeGate.OPEN, spool, settings, new Random(1));
        link.start();
    }

    private void append(int messages) throws SpoolException {
        for (int i = 0; i < messages; i++) {
            spool.append(
                    Priority.TELEMETRY,
                    TOPIC,
                    KuraPayload.builder().body(new byte[10]).build());
        }
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    /** Acknowledges on the spot, or not at all. */
    private static final class FakeBroker implements Broker {

        private final List<Long> sent = Collections.synchronizedList(new ArrayList<>());
        private final List<String> log = Collections.synchronizedList(new ArrayList<>());
        private final List<Long> waiting = Collections.synchronizedList(new ArrayList<>());
        private volatile Events events;
        private volatile boolean acknowledging = true;
        private volatile boolean hanging;
        private volatile int refusals;
        private volatile int receiveMaximum = 65_535;
        private volatile long maximumPacketSize = Long.MAX_VALUE;
        private volatile long poisoned;
        private volatile int mostInFlight;

        void acknowledgeEverything() {
            acknowledging = true;
            List<Long> now = new ArrayList<>(waiting);
            waiting.clear();
            now.forEach(events::acknowledged);
        }

        @Override
        public Session connect(Events listener) throws BrokerException, InterruptedException {
            if (hanging) {
                new CountDownLatch(1).await();
            }
            if (refusals-- > 0) {
                throw new BrokerException(LinkFault.UNREACHABLE, "refused on purpose");
            }
            events = listener;
            waiting.clear();
            return new Session() {
                @Override
                public int receiveMaximum() {
                    return receiveMaximum;
                }

                @Override
                public long maximumPacketSize() {
                    return maximumPacketSize;
                }

                @Override
                public void publish(long seq, String topic, byte[] payload) {
                    sent.add(seq);
                    log.add("publish");
                    if (seq == poisoned) {
                        listener.refused(seq, 0x99);
                    } else if (acknowledging) {
                        listener.acknowledged(seq);
                    } else {
                        waiting.add(seq);
                        mostInFlight = Math.max(mostInFlight, waiting.size());
                    }
                }

                @Override
                public void publishAndWait(String topic, byte[] payload, Duration timeout) {
                    log.add("birth");
                }

                @Override
                public boolean subscribe(String filter, Duration timeout) {
                    log.add("subscribe " + filter);
                    return true;
                }

                @Override
                public void leave(String topic, byte[] payload, Duration timeout) {
                    log.add("leave");
                }

                @Override
                public void abort() {
                    // nothing to cut
                }
            };
        }
    }
}
