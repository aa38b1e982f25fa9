package vn.trangtien.sim.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultPlanTest {

    private final FaultPlan plan = new FaultPlan();
    private final FaultPlan.Target river =
            plan.declare("uart-lv", EnumSet.of(Fault.SILENT, Fault.CRC_FLIP, Fault.STUCK_VALUE));

    @Test
    void faultsAreSwitchedByNameWhileRunning() {
        assertThat(river.has(Fault.SILENT)).isFalse();
        plan.switchOn("uart-lv", "silent");
        assertThat(river.has(Fault.SILENT)).isTrue();
        plan.switchOff("uart-lv", "silent");
        assertThat(river.has(Fault.SILENT)).isFalse();
    }

    @Test
    void clearingHealsEverything() {
        plan.switchOn("uart-lv", "silent");
        plan.switchOn("uart-lv", "crc-flip");

        plan.clear();

        assertThat(river.has(Fault.SILENT) || river.has(Fault.CRC_FLIP)).isFalse();
    }

    @Test
    void whatCannotBeIsRefusedWithWhatCan() {
        assertThatThrownBy(() -> plan.switchOn("uart-lv", "nack"))
                .hasMessage("device 'uart-lv' can have [silent, crc-flip, stuck-value], but not nack");
        assertThatThrownBy(() -> plan.switchOn("uart-x", "silent"))
                .hasMessage("there is no device 'uart-x' on this board; there are [uart-lv]");
        assertThatThrownBy(() -> plan.switchOn("uart-lv", "broken"))
                .hasMessageStartingWith("a fault must be one of [nack, ")
                .hasMessageEndingWith("but was 'broken'");
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void everyFaultIsFoundByItsCode(Fault fault) {
        assertThat(Fault.of(fault.code())).isEqualTo(fault);
    }

    @Test
    void timeStandsStillWhileStuckAndCatchesUp() {
        var world = new AtomicReference<>(Duration.ofMinutes(1));
        var time = new ObservedTime(world::get, river);
        plan.switchOn("uart-lv", "stuck-value");
        assertThat(time.get()).isEqualTo(Duration.ofMinutes(1));
        world.set(Duration.ofMinutes(2));
        assertThat(time.get()).isEqualTo(Duration.ofMinutes(1));

        plan.clear();

        assertThat(time.get()).isEqualTo(Duration.ofMinutes(2));
    }
}
