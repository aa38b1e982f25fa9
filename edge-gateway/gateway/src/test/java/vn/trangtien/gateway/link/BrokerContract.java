package vn.trangtien.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import vn.trangtien.gateway.enrol.GatewayIdentity;

/** What the link may rely on, whichever version of MQTT is spoken; against a real broker over TLS. */
abstract class BrokerContract extends BrokerFixture {

    private static final Duration PROMPT = Duration.ofSeconds(20);
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

    @Test
    void everyMessageIsAcknowledgedUnderItsNumber() throws Exception {
        Broker.Session session = connect("gw-ack");
        for (long seq = 1; seq <= 200; seq++) {
            session.publish(seq, "hue/gw-ack/W1/x", HELLO);
        }
        await().atMost(PATIENCE).until(() -> notes.acknowledged.size() == 200);

        assertThat(notes.acknowledged).doesNotHaveDuplicates();
        assertThat(broker.taken("hue/gw-ack/")).hasSize(200);
    }

    @Test
    void requestsArriveAndAreAcknowledgedWhenTheyAreDone() throws Exception {
        Broker.Session session = connect("gw-in");
        assertThat(session.subscribe("$EDC/hue/gw-in/#", PROMPT)).isTrue();
        broker.publish("$EDC/hue/gw-in/CMD-V1/EXEC/command", HELLO, 3);
        await().atMost(PATIENCE).until(() -> notes.arrived.size() == 3);

        assertThat(notes.arrived).containsOnly("$EDC/hue/gw-in/CMD-V1/EXEC/command hello");
        notes.acknowledgements.forEach(Runnable::run);
        session.abort();
        notes.acknowledgements.forEach(Runnable::run);
    }

    @Test
    void aSubscriptionThatIsNotGrantedIsToldAndHarmsNothing() throws Exception {
        Broker.Session session = connect("gw-deny");
        broker.forbid("$EDC/hue/gw-deny/");
        try {
            assertThat(session.subscribe("$EDC/hue/gw-deny/#", PROMPT)).isFalse();
            session.publishAndWait("hue/gw-deny/W1/x", HELLO, PROMPT);
        } finally {
            broker.forbid("forbidden");
        }
    }

    @Test
    void whoLeavesInGoodOrderHasNoWill() throws Exception {
        Broker.Session session = connect("gw-bye");
        session.leave("$EDC/hue/gw-bye/MQTT/DC", HELLO, Duration.ofSeconds(5));
        session.abort();

        await().atMost(PATIENCE)
                .until(() -> broker.taken("$EDC/hue/gw-bye/MQTT/DC").size() == 1);
        assertThat(broker.taken("$EDC/hue/gw-bye/MQTT/LWT")).isEmpty();
    }

    @Test
    void aLineWithNothingToSayStaysUp() throws Exception {
        GatewayIdentity identity = broker.authority().identity("hue", "gw-idle", address());
        sessions.add(new PahoBroker(dial(identity, USUAL, Duration.ofSeconds(4))).connect(notes));

        await().during(Duration.ofSeconds(13)).atMost(PATIENCE).until(notes.lost::isEmpty);
    }

    @Test
    void whoIsCutOffHasAWill() throws Exception {
        connect("gw-cut").abort();

        await().atMost(PATIENCE)
                .until(() -> broker.taken("$EDC/hue/gw-cut/MQTT/LWT").size() == 1);
        assertThat(broker.taken("$EDC/hue/gw-cut/MQTT/LWT").get(0).payload())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("lost");
    }

    @Test
    void aWriteThatBlocksHoldsNobodyUp() throws Exception {
        try (var line = new RoughLine(broker.tlsPort(), 1)) {
            Broker.Session session = new PahoBroker(dial(broker.authority()
                            .identity("hue", "gw-full", URI.create("ssl://127.0.0.1:" + line.port()))))
                    .connect(notes);
            sessions.add(session);
            line.freeze();
            byte[] large = new byte[1 << 20];
            for (int i = 1; i <= 30; i++) {
                session.publish(i, "hue/gw-full/W1/x", large);
            }
            await().atMost(PATIENCE).until(() -> stuckWriters() == 1);

            long before = System.nanoTime();
            session.abort();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
            await().atMost(PATIENCE).until(() -> threads().isEmpty());
        }
    }

    private static long stuckWriters() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> entry.getKey().getName().contains("gw-full"))
                .filter(entry -> Arrays.stream(entry.getValue())
                        .anyMatch(frame -> frame.getMethodName().equals("implWrite")))
                .count();
    }
}
