package vn.trangtien.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import vn.trangtien.gateway.rules.RuleStatus;
import vn.trangtien.wire.RuleEvent;

/** Rules whose lamp, sensor, power or time fails them. */
class EdgeRulesTroubleTest extends EdgeRulesFixture {

    @Test
    void aLampThatMissedItsCommandGetsItAgain() throws Exception {
        start();
        run(20);
        lamp.refuse(4);
        level = 3.5;
        run(120);

        assertThat(lamp.level()).isEqualTo(100);
    }

    @Test
    void anEventDoesNotWaitForALampThatDoesNotAnswer() throws Exception {
        start();
        run(20);
        lamp.power(false);
        level = 3.5;
        run(90);

        assertThat(events()).extracting(RuleEvent::rule).contains("flood");
        assertThat(events().get(events().size() - 1).actions())
                .startsWith("lamp.level=100 (failed: ")
                .contains("no power");

        lamp.power(true);
        run(120);
        assertThat(lamp.level()).isEqualTo(100);
    }

    @Test
    void aLampThatWasWithoutPowerIsLitAgain() throws Exception {
        start();
        level = 3.5;
        run(120);
        lamp.power(false);
        run(60);
        assertThat(lamp.level()).isZero();

        lamp.power(true);
        run(120);

        assertThat(lamp.level()).isEqualTo(100);
    }

    @Test
    void aRestartSwitchesAgainAndTellsNothingTwice() throws Exception {
        start();
        level = 3.5;
        run(120);
        close();
        lamp.power(false);
        lamp.power(true);

        start();
        run(5);

        assertThat(lamp.level()).as("at once, without waiting for the hold").isEqualTo(100);
        assertThat(events())
                .extracting(RuleEvent::state)
                .containsOnly(RuleEvent.State.RAISED)
                .hasSize(2);
        level = 1;
        run(120);
        assertThat(events().stream().filter(each -> each.rule().equals("flood")).map(RuleEvent::state))
                .containsExactly(RuleEvent.State.RAISED, RuleEvent.State.CLEARED);
        assertThat(lamp.level()).isZero();
    }

    @Test
    void aRuleThatIsTakenOutWhileItHoldsIsToldAsCeased() throws Exception {
        start();
        level = 3.5;
        run(120);
        close();

        yaml = YAML.substring(0, YAML.indexOf("rules:"));
        start();
        run(5);

        assertThat(events().stream().filter(each -> each.state() == RuleEvent.State.CLEARED))
                .extracting(RuleEvent::rule)
                .containsExactlyInAnyOrder("flood", "damp");
    }

    @Test
    void aSensorThatWasWashedAwaySilencesTheSirenAfterItsTime() throws Exception {
        start();
        level = 3.5;
        run(120);
        level = GONE;
        run(100);
        assertThat(states().get(0)).isEqualTo(RuleStatus.State.HELD);

        run(60);

        assertThat(states().get(0)).isEqualTo(RuleStatus.State.CLEAR);
        RuleEvent last = events().get(events().size() - 1);
        assertThat(last.state()).isEqualTo(RuleEvent.State.CLEARED);
        assertThat(last.value()).isEmpty();
    }

    @Test
    void aJumpOfTheTimeOfDayChangesNothing() throws Exception {
        start();
        level = 3.5;
        run(30);
        now = now.plus(Duration.ofDays(1));
        run(20);
        assertThat(states().get(0)).isEqualTo(RuleStatus.State.RISING);
        now = now.minus(Duration.ofDays(2));
        run(40);

        assertThat(states().get(0)).isEqualTo(RuleStatus.State.HELD);
    }
}
