package vn.trangtien.drivers.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Times are milliseconds after the start; a closure lasts 5 ms at least, the contact is open 50 ms at least. */
class DebouncedContactTest {

    private final DebouncedContact contact = new DebouncedContact(Duration.ofMillis(5), Duration.ofMillis(50), true, 0);

    @Test
    void aStateCountsOnceItHasLasted() {
        edge(false, 100);
        assertThat(at(104).open()).isTrue();
        assertThat(at(105).open()).isFalse();
        edge(true, 200);
        assertThat(at(249).openings()).isZero();
        assertThat(at(250).openings()).isEqualTo(1);
        assertThat(at(250).changesOfAMinute()).isEqualTo(2);
        assertThat(at(60_150).changesOfAMinute()).isEqualTo(1);
        assertThat(at(60_200).changesOfAMinute()).isZero();
    }

    @Test
    void bouncesAreNoChange() {
        for (int i = 0; i < 10; i++) {
            edge(i % 2 != 0, 100 + i);
        }

        assertThat(at(500).changes()).isZero();
    }

    @Test
    void aLostOpeningIsSeenFromTheNextClosure() {
        edge(false, 100);
        edge(false, 1_100);
        edge(true, 1_200);

        assertThat(at(2_000).openings()).isEqualTo(2);
        assertThat(at(2_000).missedEdges()).isEqualTo(1);
    }

    @Test
    void aLostClosureIsSeenFromTheOpeningBehindIt() {
        edge(true, 1_100);

        assertThat(at(2_000).openings()).isEqualTo(1);
        assertThat(at(2_000).missedEdges()).isEqualTo(1);
    }

    @Test
    void aLostEdgeOfABounceCountsNothingTwice() {
        edge(true, 1_000); // the closure before it was lost
        edge(false, 1_001);
        edge(true, 1_100);

        assertThat(at(2_000).openings()).isEqualTo(1);
    }

    @Test
    void aLostEdgeThatNothingFollowsIsSeenByLooking() {
        edge(false, 100);
        contact.look(true, nanos(500));

        assertThat(at(550).openings()).isEqualTo(1);
        assertThat(at(550).missedEdges())
                .as("until it has settled, what is reported is old")
                .isEqualTo(1);
    }

    @Test
    void chatterWithoutEndIsRestless() {
        for (int millis = 0; millis < 3_000; millis += 3) {
            edge(millis % 2 != 0, 10_000 + millis);
        }

        assertThat(at(13_000).restless()).isTrue();
        assertThat(at(13_100).restless()).isFalse();
    }

    @Test
    void howLongItIsClosedIsKnown() {
        edge(false, 100);

        assertThat(at(10_100).closedFor()).isEqualTo(Duration.ofSeconds(10));
        edge(true, 10_200);
        assertThat(at(20_000).closedFor()).isZero();
    }

    /** Tips of 50 to 150 ms with bounces at both ends, half a second apart at least, are counted one by one. */
    @Test
    void everyCleanOrBouncingClosureCountsOnce() {
        var random = new Random(17);
        double now = 1_000;
        for (int tip = 1; tip <= 2_000; tip++) {
            now = bounce(random, false, now) + 50 + random.nextInt(100);
            now = bounce(random, true, now) + 500 + random.nextInt(1_000);

            assertThat(at(now).openings()).isEqualTo(tip);
        }
        assertThat(at(now).missedEdges()).isZero();
    }

    /** With one edge in fifty lost, the count is short or over by less than one in fifty, and the loss is known. */
    @Test
    void lostEdgesHardlyChangeTheCount() {
        var random = new Random(18);
        double now = 1_000;
        int lost = 0;
        for (int tip = 1; tip <= 2_000; tip++) {
            now += 500 + random.nextInt(1_000);
            lost += edgeOrLoss(random, false, now);
            now += 50 + random.nextInt(100);
            lost += edgeOrLoss(random, true, now);
        }

        assertThat(lost).isGreaterThan(20);
        assertThat(at(now + 1_000).openings()).isBetween(1_980L, 2_020L);
        assertThat(at(now + 1_000).missedEdges()).isGreaterThan(lost / 2);
    }

    private int edgeOrLoss(Random random, boolean open, double millis) {
        if (random.nextInt(50) == 0) {
            return 1;
        }
        edge(open, millis);
        return 0;
    }

    /** Ends at the level. */
    private double bounce(Random random, boolean open, double millis) {
        double now = millis;
        edge(open, now);
        for (int i = random.nextInt(4); i > 0; i--) {
            now += 0.3;
            edge(!open, now);
            now += 0.3;
            edge(open, now);
        }
        return now;
    }

    private void edge(boolean open, double millis) {
        contact.edge(open, nanos(millis));
    }

    private DebouncedContact.State at(double millis) {
        return contact.state(nanos(millis));
    }

    private static long nanos(double millis) {
        return (long) (millis * 1_000_000);
    }
}
