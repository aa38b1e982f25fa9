package vn.trangtien.sim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.sim.bus.Edge;
import vn.trangtien.sim.bus.EdgeSource;
import vn.trangtien.sim.fault.Fault;

/** Rain gauge and door: edges with their times. */
class ContactsTest {

    private static final double MM_PER_TIP = 0.2;

    private final Ill ill = new Ill();
    private double rainMm = 7.1;
    private boolean open;
    private long now;

    @Test
    void aTipIsAClosureOfSixtyMillisecondsThatBouncesAtBothEnds() {
        var gauge = gauge(true);
        rainMm += MM_PER_TIP;
        List<Edge> edges = edges(gauge, Duration.ofSeconds(1));

        assertThat(edges).hasSize(2 * (2 * Contact.BOUNCES + 1));
        assertThat(gauge.high()).isTrue();
        Edge first = edges.get(0);
        assertThat(first).isEqualTo(new Edge(TippingBucketModel.LOOK.toNanos(), false));
        assertThat(millisAfter(first, edges.get(6))).isEqualTo(1.8);
        assertThat(edges.get(6).high()).isFalse();
        assertThat(millisAfter(first, edges.get(7))).isEqualTo(60);
        assertThat(edges.get(13).high()).isTrue();
    }

    @Test
    void eachEdgeChangesTheLevelAndNoneComesBeforeTheOneBefore() {
        var gauge = gauge(true);
        rainMm += 20 * MM_PER_TIP;
        List<Edge> edges = edges(gauge, Duration.ofSeconds(10));

        boolean level = true;
        long before = 0;
        for (Edge edge : edges) {
            assertThat(edge.high()).isNotEqualTo(level);
            assertThat(edge.at()).isGreaterThan(before);
            level = edge.high();
            before = edge.at();
        }
        assertThat(tips(edges, true)).isEqualTo(20);
    }

    @ParameterizedTest(name = "{0} mm make {1} tips")
    @CsvSource({"0.0, 0", "0.19, 0", "0.2, 1", "0.39, 1", "0.4, 2", "2.0, 10", "-3.0, 0"})
    void rainMakesTips(double more, int tips) {
        var gauge = gauge(true);
        rainMm += more;

        assertThat(tips(edges(gauge, Duration.ofSeconds(20)), true)).isEqualTo(tips);
    }

    @Test
    void aPlayerWhoWasHeldUpPlaysTheSameTipLater() {
        var gauge = gauge(true);
        rainMm += MM_PER_TIP;
        long look = TippingBucketModel.LOOK.toNanos();
        gauge.due(look);

        long heldUp = look + Duration.ofMillis(500).toNanos();
        List<Edge> late = new ArrayList<>(gauge.due(heldUp));
        while (late.size() < 13) {
            late.addAll(gauge.due(gauge.nextDueAt()));
        }

        assertThat(late.get(0).at()).isEqualTo(heldUp);
        assertThat(late.get(5).high()).isFalse();
        assertThat(millisAfter(late.get(5), late.get(6)))
                .as("closed although nobody looked in time")
                .isGreaterThan(50);
        assertThat(gauge.high()).isTrue();
    }

    @Test
    void slowRainLosesNothing() {
        var gauge = gauge(true);
        int tips = 0;
        for (int i = 0; i < 1_000; i++) {
            rainMm += 0.01;
            tips += tips(edges(gauge, Duration.ofMillis(500)), true);
        }

        assertThat(tips).isEqualTo(50);
    }

    @Test
    void rainFasterThanItCanTipWaitsInTheFunnelUntilThatIsFull() {
        var gauge = gauge(true);
        rainMm += 10_000;

        // Seven tips a second are the most.
        assertThat(tips(edges(gauge, Duration.ofSeconds(10)), true)).isBetween(65, 72);
        assertThat(tips(edges(gauge, Duration.ofMinutes(1)), true)).isBetween(128, 135);
        assertThat(edges(gauge, Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void aStuckBucketLosesTheRainOfThatTime() {
        var gauge = gauge(true);
        ill.on(Fault.STUCK_VALUE);
        rainMm += 5;
        assertThat(edges(gauge, Duration.ofSeconds(5))).isEmpty();

        ill.off(Fault.STUCK_VALUE);
        assertThat(edges(gauge, Duration.ofSeconds(5))).isEmpty();
        rainMm += MM_PER_TIP;
        assertThat(tips(edges(gauge, Duration.ofSeconds(5)), true)).isEqualTo(1);
    }

    /** What it feels stands still while it is stuck, and leaps afterwards. */
    @Test
    void whatItMissedDoesNotComeLater() {
        var gauge = gauge(true);
        ill.on(Fault.STUCK_VALUE);
        edges(gauge, Duration.ofSeconds(5));

        ill.off(Fault.STUCK_VALUE);
        rainMm += 5;
        assertThat(edges(gauge, Duration.ofSeconds(5))).isEmpty();
    }

    @Test
    void onAPulledDownLineTheContactPullsUp() {
        var gauge = gauge(false);
        assertThat(gauge.high()).isFalse();
        rainMm += MM_PER_TIP;

        assertThat(tips(edges(gauge, Duration.ofSeconds(1)), false)).isEqualTo(1);
        assertThat(gauge.high()).isFalse();
    }

    @Test
    void aBucketHasASize() {
        assertThatThrownBy(() -> new TippingBucketModel(0, () -> 0, true, 0, ill.target()))
                .hasMessage("mmPerTip must be more than 0, but was 0.0");
    }

    @ParameterizedTest(name = "open is high: {0}")
    @CsvSource({"true", "false"})
    void theDoorIsFollowedWithinAFifthOfASecond(boolean openIsHigh) {
        var door = new DoorContactModel(() -> open, openIsHigh, now);
        assertThat(door.high()).isNotEqualTo(openIsHigh);
        assertThat(edges(door, Duration.ofHours(1))).isEmpty();

        open = true;
        List<Edge> opening = edges(door, DoorContactModel.LOOK.plusMillis(2));
        assertThat(opening).hasSize(2 * Contact.BOUNCES + 1);
        assertThat(door.high()).isEqualTo(openIsHigh);

        open = false;
        assertThat(edges(door, Duration.ofSeconds(1))).hasSize(2 * Contact.BOUNCES + 1);
        assertThat(door.high()).isNotEqualTo(openIsHigh);
    }

    @ParameterizedTest(name = "closed by low: {0}, dimmable: {1}, level high: {2}, duty {3} at {4} Hz: {5} %")
    @CsvSource({
        "false, true,  true,  60,  1000, 60",
        "false, true,  true,  100, 1000, 100",
        "false, true,  true,  3,   1000, 10",
        "false, true,  true,  60,  50,   10",
        "false, true,  false, 60,  1000, 0",
        "true,  true,  false, 60,  1000, 60",
        "true,  true,  true,  60,  1000, 0",
        "false, false, true,  0,   1000, 100",
        "false, false, false, 0,   1000, 0"
    })
    void theLampBurnsAsRelayAndControlLineSay(
            boolean closedByLow, boolean dimmable, boolean high, double duty, int hertz, double percent) {
        var seen = new ArrayList<Double>();
        var lamp = new StreetLampModel(closedByLow, dimmable, 80, false, seen::add);
        lamp.level(high, 0);
        lamp.duty(duty, hertz, 1);

        assertThat(lamp.percent()).isEqualTo(percent);
        assertThat(lamp.watts()).isEqualTo(80 * percent / 100);
        assertThat(lamp.burns()).isEqualTo(percent > 0);
        assertThat(seen).hasSize(2).last().isEqualTo(percent);
    }

    @Test
    void aBrokenLampStaysDark() {
        var lamp = new StreetLampModel(false, false, 80, true, percent -> {});
        lamp.level(true, 0);

        assertThat(lamp.burns()).isFalse();
        assertThat(lamp.watts()).isZero();
    }

    private TippingBucketModel gauge(boolean restsHigh) {
        return new TippingBucketModel(MM_PER_TIP, () -> rainMm, restsHigh, now, ill.target());
    }

    private List<Edge> edges(EdgeSource source, Duration time) {
        long until = now + time.toNanos();
        var edges = new ArrayList<Edge>();
        while (source.nextDueAt() <= until) {
            now = Math.max(now, source.nextDueAt());
            edges.addAll(source.due(now));
        }
        now = until;
        return edges;
    }

    /** Counts as a patient person would: what changes within 5 ms belongs together. */
    private static int tips(List<Edge> edges, boolean restsHigh) {
        int tips = 0;
        long last = Long.MIN_VALUE / 2;
        for (Edge edge : edges) {
            if (edge.high() != restsHigh && edge.at() - last > 5_000_000) {
                tips++;
            }
            last = edge.at();
        }
        return tips;
    }

    private static double millisAfter(Edge first, Edge other) {
        return (other.at() - first.at()) / 1e6;
    }
}
