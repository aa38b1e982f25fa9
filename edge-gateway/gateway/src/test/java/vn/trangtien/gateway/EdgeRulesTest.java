package vn.trangtien.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import vn.trangtien.gateway.rules.RuleStatus;
import vn.trangtien.gateway.spool.SpoolNumbers;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.Origin;
import vn.trangtien.wire.RuleEvent;

/** What rules switch and tell while everything works. */
class EdgeRulesTest extends EdgeRulesFixture {

    @Test
    void aFloodLightsTheLampAndIsToldWithWhatWasSwitched() throws Exception {
        start();
        run(30);
        assertThat(lamp.obeyed()).containsExactly(0.0);

        level = 3.5;
        run(60);
        assertThat(lamp.level())
                .as("beyond, but not for long enough; the other rule")
                .isEqualTo(30);
        run(30);

        assertThat(lamp.level()).isEqualTo(100);
        RuleEvent event = events().stream()
                .filter(each -> each.rule().equals("flood"))
                .findFirst()
                .orElseThrow();
        assertThat(event.state()).isEqualTo(RuleEvent.State.RAISED);
        assertThat(event.channel()).isEqualTo("river.level");
        assertThat(event.value()).hasValue(3.5);
        assertThat(event.severity()).isEqualTo("critical");
        assertThat(event.message()).isEqualTo("Nước sông vượt báo động");
        assertThat(event.actions()).isEqualTo("lamp.level=100");
        assertThat(event.origin()).isEqualTo(new Origin(true, true));
    }

    @Test
    void theFirstRuleOfTheFileDecidesWhileItHoldsAndTheOtherAfterwards() throws Exception {
        start();
        level = 3.5;
        run(120);
        assertThat(lamp.level()).isEqualTo(100);

        level = 2.5;
        run(120);

        assertThat(lamp.level()).as("flood is over, damp still holds").isEqualTo(30);
        assertThat(states()).containsExactly(RuleStatus.State.CLEAR, RuleStatus.State.HELD);
    }

    @Test
    void whatARuleHadOverruledComesToItsRightAlsoWithoutAnOtherwise() throws Exception {
        yaml = YAML.replaceFirst(" *otherwise: .*\n", "");
        start();
        level = 3.5;
        run(120);

        level = 2.5;
        run(120);

        assertThat(lamp.level()).isEqualTo(30);
    }

    @Test
    void whatARuleTellsLeavesAheadOfMeasurements() throws Exception {
        start();
        level = 3.5;
        run(120);

        var first = (KuraTopic.Data)
                KuraTopic.parse(spool.get(SpoolNumbers.next(spool, 1).get(0))
                                .orElseThrow()
                                .topic())
                        .orElseThrow();
        assertThat(RuleEvent.isOn(first)).isTrue();
    }
}
