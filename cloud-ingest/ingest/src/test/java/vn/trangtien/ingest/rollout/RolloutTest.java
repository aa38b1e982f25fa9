package vn.trangtien.ingest.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.rollout.Rollout.Stage;
import vn.trangtien.ingest.rollout.Target.State;
import vn.trangtien.ingest.support.VirtualClock;

class RolloutTest {

    private static final Health GOOD = new Health(Optional.empty(), true, false, Optional.empty());
    private static final Health WORKING = new Health(Optional.empty(), false, false, Optional.empty());
    private static final Health BROKEN = new Health(Optional.empty(), false, false, Optional.of("rolled back"));
    private static final Health BACK = new Health(Optional.empty(), false, true, Optional.empty());

    private static final Policy POLICY = new Policy(
            List.of(1, 10, 100), Duration.ofMinutes(15), Duration.ofMinutes(30), Duration.ofMinutes(5), 0.95);

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final Map<GatewayId, Health> world = new HashMap<>();
    private final Set<GatewayId> touched = new HashSet<>();

    @Test
    void ringsFollowEachOtherOnlyAfterTheSoakTime() {
        Rollout rollout = begin(200);

        look(rollout);
        assertThat(touched).hasSize(2);
        allGood();
        look(rollout);
        clock.pass(POLICY.soak().minusSeconds(1));
        look(rollout);
        assertThat(rollout.ring()).isZero();
        clock.pass(Duration.ofSeconds(1));
        look(rollout);
        assertThat(rollout.ring()).isEqualTo(1);
        assertThat(touched).hasSize(2);
        finishRing(rollout);
        assertThat(touched).hasSize(20);
        finishRing(rollout);

        assertThat(rollout.stage()).isEqualTo(Stage.COMPLETED);
        assertThat(touched).hasSize(200);
    }

    @Test
    void oneFailureInASmallRingStopsIt() {
        Rollout rollout = begin(100);
        look(rollout);
        touched.forEach(gateway -> world.put(gateway, BROKEN));

        look(rollout);

        assertThat(rollout.stage()).isEqualTo(Stage.STOPPED);
        assertThat(rollout.reason())
                .isEqualTo("1 trên 1 gateway hỏng; chỉ được phép 0 / 1 of 1 gateways failed; 0 may");
        assertThat(rollout.takeHistory())
                .extracting(Rollout.Line::text)
                .contains("FAILED: rolled back", "tự dừng / stopped by itself: " + rollout.reason());
    }

    @Test
    void gatewayThatGoesAwayDuringTheSoakStopsItAtTheEndOfTheSoak() {
        Rollout rollout = begin(100);
        look(rollout);
        allGood();
        look(rollout);
        touched.forEach(
                gateway -> world.put(gateway, new Health(Optional.of(clock.instant()), true, false, Optional.empty())));

        clock.pass(POLICY.soak());
        look(rollout);

        assertThat(rollout.stage()).isEqualTo(Stage.STOPPED);
        assertThat(rollout.reason()).contains("0 trên 1 gateway khỏe", "0 of 1 gateways are healthy");
    }

    @Test
    void gatewayThatDoesNotReportWithinThePatienceHasFailed() {
        Rollout rollout = begin(100);
        look(rollout);
        clock.pass(POLICY.patience());

        look(rollout);

        assertThat(rollout.stage()).isEqualTo(Stage.STOPPED);
        assertThat(states(rollout, State.FAILED)).isEqualTo(1);
    }

    @Test
    void gatewayThatIsAwayIsNotTouchedAndLeftOutAfterThePatience() {
        Rollout rollout = begin(10);
        world.replaceAll((gateway, any) ->
                new Health(Optional.of(clock.instant().minusSeconds(3600)), false, false, Optional.empty()));
        look(rollout);
        assertThat(touched).isEmpty();

        clock.pass(POLICY.patience());
        look(rollout);
        clock.pass(POLICY.soak());
        look(rollout);

        assertThat(states(rollout, State.SKIPPED)).isEqualTo(1);
        assertThat(rollout.stage()).isEqualTo(Stage.STOPPED);
        assertThat(rollout.reason())
                .isEqualTo("không gateway nào của vòng này có mặt / no gateway of the ring was there");
    }

    @Test
    void pausedTouchesNothingButNotesWhatFinishes() {
        Rollout rollout = begin(200);
        look(rollout);
        rollout.pause("minh");
        allGood();
        look(rollout);
        clock.pass(Duration.ofDays(1));
        look(rollout);

        assertThat(touched).hasSize(2);
        assertThat(states(rollout, State.DONE)).isEqualTo(2);
        rollout.resume("minh", this::health, clock.instant());
        look(rollout);
        assertThat(rollout.ring()).as("the soak time begins anew").isZero();
    }

    @Test
    void patienceStandsStillWhilePaused() {
        Rollout rollout = begin(200);
        look(rollout);
        rollout.pause("minh");
        clock.pass(POLICY.patience().multipliedBy(2));
        look(rollout);
        rollout.resume("minh", this::health, clock.instant());
        look(rollout);

        assertThat(states(rollout, State.APPLYING)).isEqualTo(2);
        clock.pass(POLICY.patience());
        look(rollout);
        assertThat(states(rollout, State.FAILED)).isEqualTo(2);
    }

    @Test
    void largeRingIsTouchedInPartsSoThatTheFirstToBreakStopIt() {
        Rollout rollout = begin(100 * (Rollout.AT_ONCE + 50));
        look(rollout);
        assertThat(touched).hasSize(Rollout.AT_ONCE);
        touched.forEach(gateway -> world.put(gateway, BROKEN));

        look(rollout);

        assertThat(rollout.stage()).isEqualTo(Stage.STOPPED);
        assertThat(touched).hasSize(Rollout.AT_ONCE);
    }

    @Test
    void whoResumesAcceptsWhatIsBrokenSoFar() {
        Rollout rollout = begin(100);
        look(rollout);
        touched.forEach(gateway -> world.put(gateway, BROKEN));
        look(rollout);
        rollout.resume("minh", this::health, clock.instant());
        look(rollout);
        clock.pass(POLICY.soak());
        look(rollout);

        assertThat(rollout.stage()).isEqualTo(Stage.RUNNING);
        assertThat(rollout.ring()).isEqualTo(1);
    }

    @Test
    void rollingBackReachesWhatWasTouchedAndNothingElse() {
        Rollout rollout = begin(200);
        look(rollout);
        Set<GatewayId> given = Set.copyOf(touched);
        rollout.rollBack("minh");

        List<Rollout.Deed> deeds = rollout.advance(this::health, clock.instant());
        assertThat(deeds).extracting(Rollout.Deed::gateway).containsExactlyInAnyOrderElementsOf(given);
        assertThat(deeds).allMatch(Rollout.Deed::back);
        given.forEach(gateway -> world.put(gateway, BACK));
        look(rollout);

        assertThat(rollout.stage()).isEqualTo(Stage.ROLLED_BACK);
        assertThat(states(rollout, State.REVERTED)).isEqualTo(2);
        assertThat(states(rollout, State.PENDING)).isEqualTo(198);
    }

    @ParameterizedTest(name = "{0} of {1} is {2}")
    @CsvSource({"1, 1, 1", "1, 99, 1", "1, 100, 1", "1, 101, 2", "10, 15, 2", "100, 7, 7", "33, 10000, 3300"})
    void ringIsItsShareRoundedUp(int share, int targets, int expected) {
        var policy = new Policy(
                share == 100 ? List.of(100) : List.of(share, 100),
                Duration.ZERO,
                Duration.ofMinutes(1),
                Duration.ZERO,
                1);

        assertThat(policy.upTo(0, targets)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"'10,1,100'", "'0,100'", "'1,10'", "'50,50,100'", "'1,101'"})
    void ringsThatMakeNoSenseAreRefused(String rings) {
        List<Integer> shares =
                List.of(rings.split(",")).stream().map(Integer::valueOf).toList();

        assertThatThrownBy(() -> new Policy(shares, Duration.ZERO, Duration.ofMinutes(1), Duration.ZERO, 1))
                .hasMessageContaining("rings")
                .hasMessageContaining(shares.toString());
    }

    @Test
    void aLargeRingIsNotBrokenUpToTheWholeRingsAllowance() {
        Rollout rollout = begin(10_000);
        for (int look = 0; look < 20 && rollout.ring() < 2; look++) {
            finishRing(rollout);
        }
        assertThat(rollout.ring()).isEqualTo(2);

        look(rollout);
        List<GatewayId> first = rollout.targets().stream()
                .filter(target -> target.ring() == 2 && target.state() == State.APPLYING)
                .limit(20)
                .map(Target::gateway)
                .toList();
        first.subList(0, 17).forEach(gateway -> world.put(gateway, GOOD));
        world.put(first.get(17), BROKEN);
        world.put(first.get(18), BROKEN);
        look(rollout);
        assertThat(rollout.stage()).as("19 are too few to judge").isEqualTo(Stage.RUNNING);
        world.put(first.get(19), GOOD);
        look(rollout);

        assertThat(rollout.stage()).as("500 of all may fail").isEqualTo(Stage.STOPPED);
        assertThat(rollout.reason()).endsWith(" / 2 of the first 20 gateways of ring 3 failed; 1 may");
        rollout.resume("minh", this::health, clock.instant());
        look(rollout);
        assertThat(rollout.stage()).as("what was accepted counts no more").isEqualTo(Stage.RUNNING);
    }

    /** Whatever gateways do: never more than the share of the ring, and nothing after it stopped. */
    @Test
    void neverTouchesMoreThanItsShareAndNeverGoesOnAfterAStop() {
        var random = new Random(20_261_122);
        int stopped = 0;
        for (int round = 0; round < 300; round++) {
            int size = 1 + random.nextInt(250);
            double harm = random.nextDouble() * 0.06;
            var fates = new HashMap<GatewayId, Health>();
            world.clear();
            touched.clear();
            Rollout rollout = begin(size);
            for (int step = 0; step < 60 && !rollout.stage().isOver(); step++) {
                Stage before = rollout.stage();
                int ringBefore = rollout.ring();
                int known = touched.size();
                look(rollout);
                assertThat(touched.size()).isLessThanOrEqualTo(POLICY.upTo(ringBefore, size));
                if (before == Stage.STOPPED) {
                    assertThat(touched).hasSize(known);
                }
                touched.forEach(gateway -> fates.computeIfAbsent(gateway, any -> happens(random, harm)));
                world.putAll(fates);
                clock.pass(Duration.ofMinutes(random.nextInt(20)));
            }
            stopped += rollout.stage() == Stage.STOPPED ? 1 : 0;
        }
        assertThat(stopped)
                .as("the sample holds rollouts that stop and that do not")
                .isBetween(30, 290);
    }

    private Health happens(Random random, double harm) {
        double luck = random.nextDouble();
        if (luck < harm / 2) {
            return BROKEN;
        }
        if (luck < harm) {
            return new Health(
                    Optional.of(clock.instant().minusSeconds(random.nextInt(900))), true, false, Optional.empty());
        }
        return luck < harm + 0.005 ? WORKING : GOOD;
    }

    private Rollout begin(int size) {
        List<GatewayId> order = IntStream.range(0, size)
                .mapToObj(i -> new GatewayId("hue", "g" + i))
                .toList();
        order.forEach(gateway -> world.put(gateway, WORKING));
        return Rollout.begin(POLICY, order, clock.instant());
    }

    private void look(Rollout rollout) {
        rollout.advance(this::health, clock.instant()).forEach(deed -> touched.add(deed.gateway()));
    }

    private void finishRing(Rollout rollout) {
        look(rollout);
        allGood();
        look(rollout);
        clock.pass(POLICY.soak());
        look(rollout);
    }

    private void allGood() {
        touched.forEach(gateway -> world.put(gateway, GOOD));
    }

    private Health health(GatewayId gateway) {
        return world.get(gateway);
    }

    private static long states(Rollout rollout, State state) {
        return rollout.targets().stream()
                .filter(target -> target.state() == state)
                .count();
    }
}
