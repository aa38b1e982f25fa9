package vn.trangtien.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import vn.trangtien.gateway.link.LinkStatus.State;
import vn.trangtien.gateway.spool.Priority;
import vn.trangtien.wire.KuraPayload;

/** How the link empties the spool, against a broker of a few lines. */
class CloudLinkTest extends LinkFixture {

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

        await().atMost(PATIENCE).until(() -> spool.counters().depth() == 0);
    }

    @Test
    void closingIsQuickEvenWhileTheBrokerDoesNotAnswer() throws Exception {
        broker.hanging = true;
        start(64, Duration.ofSeconds(30));
        await().atMost(PATIENCE).until(() -> link.status().state() == State.CONNECTING);
        long before = System.nanoTime();

        link.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
        assertThat(link.status().state()).isEqualTo(State.STOPPED);
    }

    @Test
    void aMessageThatTheGatewayMayNotSendDoesNotHoldUpTheOthers() throws Exception {
        broker.poisoned = 2;
        broker.poisonCode = 0x87;
        append(4);
        start(64, Duration.ofSeconds(30));

        await().atMost(PATIENCE).until(() -> spool.counters().delivered() == 3);

        assertThat(spool.counters().depth()).as("kept for better times").isEqualTo(1);
        assertThat(link.status().fault()).isEqualTo(LinkFault.PUBLISH_REFUSED);
        assertThat(link.status().connects()).isEqualTo(1);
    }

    @Test
    void aMessageOnWhichTheBrokerHangsUpIsSetAsideWhenItIsFoundOut() throws Exception {
        broker.deadly = 1;
        append(5);
        start(64, Duration.ofSeconds(30));

        await().atMost(PATIENCE).until(() -> spool.counters().delivered() == 4);

        assertThat(broker.sent.stream().filter(seq -> seq == 1L))
                .as("once in company, twice alone")
                .hasSize(3);
        assertThat(spool.counters().depth()).isEqualTo(1);
    }

    @Test
    void connectionsThatDoNotLastAreMadeMoreAndMoreSeldom() throws Exception {
        broker.hangingUp = true;
        append(1);
        start(settings(64, Duration.ofSeconds(30), Duration.ofMillis(100), Duration.ofSeconds(60)), TimeGate.OPEN);

        await().atMost(PATIENCE).until(() -> broker.births.size() >= 5);

        long last = broker.births.get(4) - broker.births.get(3);
        long sum = broker.births.get(4) - broker.births.get(0);
        assertThat(Duration.ofNanos(sum)).isGreaterThan(Duration.ofMillis(400));
        assertThat(Duration.ofNanos(last)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
        assertThat(link.status().fault()).isEqualTo(LinkFault.LOST);
    }
}
