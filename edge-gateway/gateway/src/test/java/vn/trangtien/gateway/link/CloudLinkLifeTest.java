package vn.trangtien.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import vn.trangtien.gateway.link.LinkStatus.State;
import vn.trangtien.wire.KuraPosition;

/** What the link does beside emptying the spool: the clock, the inbox, announcements, another identity. */
class CloudLinkLifeTest extends LinkFixture {

    @Test
    void theFirstConnectionWaitsForTheClock() throws Exception {
        var right = new CountDownLatch(1);
        start(usual(64), longest -> {
            right.await();
            return true;
        });
        await().atMost(PATIENCE).until(() -> link.status().state() == State.WAITING_FOR_TIME);
        assertThat(broker.log).isEmpty();

        right.countDown();

        await().atMost(PATIENCE).until(() -> link.status().state() == State.CONNECTED);
    }

    @Test
    void aClockThatIsNeverRightIsToldAndTriedWith() {
        start(usual(64), longest -> false);

        await().atMost(PATIENCE).until(() -> link.status().state() == State.CONNECTED);

        assertThat(link.status().fault()).isEqualTo(LinkFault.CLOCK);
    }

    @Test
    void aSlowOrBrokenInboxHarmsNothing() throws Exception {
        var slow = new CountDownLatch(1);
        var taken = new AtomicInteger();
        start(usual(64), TimeGate.OPEN, (topic, payload) -> {
            if (taken.incrementAndGet() == 1) {
                throw new IllegalStateException("on purpose");
            }
            if (taken.get() == 2) {
                awaitQuietly(slow);
            }
        });
        await().atMost(PATIENCE).until(() -> link.status().state() == State.CONNECTED);
        var done = new AtomicInteger();
        String topic = "$EDC/hue/gw-1/CMD-V1/EXEC/command";
        broker.events.arrived("$EDC/hue/gw-1/MQTT/BIRTH", new byte[0], done::incrementAndGet);
        for (int i = 0; i < 3; i++) {
            broker.events.arrived(topic, new byte[0], done::incrementAndGet);
        }

        append(100);
        link.wake();
        await().atMost(PATIENCE).until(() -> spool.counters().depth() == 0);
        assertThat(done).as("the echo and the one that was thrown at").hasValueLessThanOrEqualTo(2);

        slow.countDown();
        await().atMost(PATIENCE).until(() -> done.get() == 4);
        assertThat(taken).hasValue(3);
    }

    @Test
    void aFloodOfRequestsIsDroppedUnacknowledged() throws Exception {
        var slow = new CountDownLatch(1);
        start(usual(64), TimeGate.OPEN, (topic, payload) -> awaitQuietly(slow));
        await().atMost(PATIENCE).until(() -> link.status().state() == State.CONNECTED);
        var done = new AtomicInteger();
        for (int i = 0; i < 1_000; i++) {
            broker.events.arrived("$EDC/hue/gw-1/CMD-V1/EXEC/x", new byte[0], done::incrementAndGet);
        }
        slow.countDown();

        await().atMost(PATIENCE).until(() -> done.get() == Arrivals.WAITING + 1);
        await().during(Duration.ofMillis(200)).until(() -> done.get() == Arrivals.WAITING + 1);
    }

    @Test
    void aChangedSetOfApplicationsIsToldOnceAndAChangedNameWithABirth() throws Exception {
        start(usual(64), TimeGate.OPEN);
        await().atMost(PATIENCE).until(() -> link.status().state() == State.CONNECTED);

        link.applicationsChanged();
        applications.add("CMD-V1");
        link.applicationsChanged();
        link.applicationsChanged();
        await().atMost(PATIENCE).until(() -> broker.log.contains("apps"));
        link.announce(announcements().at("Another bridge", KuraPosition.of(16, 108)));
        await().atMost(PATIENCE).until(() -> broker.log.size() == 4);
        link.applicationsChanged();
        append(1);
        link.wake();
        await().atMost(PATIENCE).until(() -> spool.counters().depth() == 0);

        assertThat(broker.log).containsExactly("birth", "subscribe $EDC/hue/gw-1/#", "apps", "birth", "publish");
    }

    @Test
    void aRenewedIdentityTakesOverInGoodOrder() throws Exception {
        append(3);
        start(usual(64), TimeGate.OPEN);
        await().atMost(PATIENCE).until(() -> spool.counters().depth() == 0);
        var renewed = new FakeBroker();

        LinkFault verdict = link.renew(renewed).get(30, TimeUnit.SECONDS);

        assertThat(verdict).isEqualTo(LinkFault.NONE);
        assertThat(broker.log).endsWith("leave");
        append(1);
        link.wake();
        await().atMost(PATIENCE).until(() -> spool.counters().depth() == 0);
        assertThat(renewed.sent).containsExactly(4L);
    }

    @Test
    void aRenewedIdentityThatIsRefusedGivesWayToTheEarlierOne() throws Exception {
        start(usual(64), TimeGate.OPEN);
        await().atMost(PATIENCE).until(() -> link.status().state() == State.CONNECTED);
        var renewed = new FakeBroker();
        renewed.refusals = Integer.MAX_VALUE;
        renewed.refusal = LinkFault.CERTIFICATE_REFUSED;

        assertThat(link.renew(renewed).get(30, TimeUnit.SECONDS)).isEqualTo(LinkFault.CERTIFICATE_REFUSED);

        await().atMost(PATIENCE).until(() -> link.status().connects() == 2);
        append(1);
        link.wake();
        await().atMost(PATIENCE).until(() -> spool.counters().depth() == 0);
        assertThat(broker.sent).containsExactly(1L);
    }
}
