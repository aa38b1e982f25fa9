package vn.trangtien.sim.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.trangtien.sim.time.VirtualClock;
import vn.trangtien.sim.world.RandomStream;

class FaultPlanTest {

    private final VirtualClock clock = new VirtualClock();
    private final FaultPlan plan = plan(1);
    private final FaultPlan.Target river =
            plan.declare("river", EnumSet.of(Fault.CABLE_CUT, Fault.CRC_FLIP, Fault.LATE_REPLY));

    @Test
    void faultsAreSwitchedByNameWhileRunning() {
        assertThat(river.has(Fault.CABLE_CUT)).isFalse();
        plan.switchOn("river", "cable-cut");
        assertThat(river.has(Fault.CABLE_CUT)).isTrue();
        plan.switchOff("river", "cable-cut");
        assertThat(river.has(Fault.CABLE_CUT)).isFalse();
    }

    @Test
    void clearingHealsEverythingOnTheTimeLineToo() {
        plan.switchOn("river", "cable-cut");
        plan.schedule("river", FaultSetting.always(Fault.CRC_FLIP), Duration.ZERO, Duration.ofHours(1));

        plan.clear();

        assertThat(river.has(Fault.CABLE_CUT) || river.has(Fault.CRC_FLIP)).isFalse();
    }

    @Test
    void whatCannotBeIsRefusedWithWhatCan() {
        assertThatThrownBy(() -> plan.switchOn("river", "nack"))
                .hasMessage("device 'river' can have [crc-flip, late-reply, cable-cut], but not nack");
        assertThatThrownBy(() ->
                        plan.schedule("river", FaultSetting.always(Fault.NACK), Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessage("device 'river' can have [crc-flip, late-reply, cable-cut], but not nack");
        assertThatThrownBy(() -> plan.switchOn("lake", "cable-cut"))
                .hasMessage("there is no device 'lake' on this board; there are [river]");
        assertThatThrownBy(() -> plan.switchOn("river", "broken"))
                .hasMessageStartingWith("a fault must be one of [nack, ")
                .hasMessageEndingWith("but was 'broken'");
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void everyFaultIsFoundByItsCode(Fault fault) {
        assertThat(Fault.of(fault.code())).isEqualTo(fault);
    }

    @Test
    void theTimeLineSwitchesOnAndOff() {
        plan.schedule("river", FaultSetting.always(Fault.CABLE_CUT), Duration.ofSeconds(10), Duration.ofSeconds(5));

        assertThat(river.has(Fault.CABLE_CUT)).isFalse();
        clock.advance(Duration.ofSeconds(10));
        assertThat(river.has(Fault.CABLE_CUT)).isTrue();
        clock.advance(Duration.ofSeconds(5));
        assertThat(river.has(Fault.CABLE_CUT)).isFalse();
    }

    @Test
    void anAmountIsTheUsualOneUnlessTheScenarioSaysOtherwise() {
        assertThat(river.amount(Fault.LATE_REPLY)).isEqualTo(Fault.LATE_REPLY.defaultAmount());
        plan.switchOn("river", FaultSetting.always(Fault.LATE_REPLY).withAmount(1_500));
        assertThat(river.amount(Fault.LATE_REPLY)).isEqualTo(1_500);
    }

    @Test
    void aFaultStrikesAsOftenAsItsProbability() {
        plan.switchOn("river", FaultSetting.always(Fault.CRC_FLIP).withProbability(0.3));

        long strikes = strikes(river).stream().filter(struck -> struck).count();

        assertThat(strikes / 1_000.0).isCloseTo(0.3, within(0.05));
        assertThat(river.strikes(Fault.CABLE_CUT)).isFalse();
    }

    @Test
    void theSameSeedStrikesTheSameAndAnotherDeviceChangesNothing() {
        FaultPlan same = plan(1);
        same.declare("rain", EnumSet.of(Fault.CABLE_CUT)).chance("any");
        FaultPlan.Target sameRiver = same.declare("river", EnumSet.of(Fault.CRC_FLIP));
        FaultPlan other = plan(2);
        FaultPlan.Target otherRiver = other.declare("river", EnumSet.of(Fault.CRC_FLIP));
        for (FaultPlan each : List.of(plan, same, other)) {
            each.switchOn("river", FaultSetting.always(Fault.CRC_FLIP).withProbability(0.3));
        }

        List<Boolean> first = strikes(river);

        assertThat(strikes(sameRiver)).isEqualTo(first);
        assertThat(strikes(otherRiver)).isNotEqualTo(first);
    }

    @Test
    void aProbabilityMustBeOne() {
        FaultSetting always = FaultSetting.always(Fault.NACK);
        assertThatThrownBy(() -> always.withProbability(1.5))
                .hasMessage("the probability of nack must be more than 0 and at most 1, but was 1.5");
        assertThatThrownBy(() -> always.withProbability(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private FaultPlan plan(long seed) {
        return new FaultPlan(name -> new RandomStream(seed, name), clock);
    }

    private static List<Boolean> strikes(FaultPlan.Target target) {
        return IntStream.range(0, 1_000)
                .mapToObj(i -> target.strikes(Fault.CRC_FLIP))
                .toList();
    }
}
