package vn.trangtien.city.alarm.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Levels, delays and the dead band. Times are seconds after midnight. */
class StandingTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-11-22T17:00:00Z");

    private final Rule river = Rules.river();
    private Standing standing = Standing.CLEAR;

    @Test
    void aLimitThatIsReachedForTheWholeDelayIsAnnounced() {
        see(0, 1.2);
        see(59, 1.2);
        assertThat(standing.level()).isZero();

        see(60, 1.2);
        assertThat(standing.level()).isEqualTo(1);
    }

    @Test
    void aSpikeShorterThanTheDelayIsNotAnnounced() {
        see(0, 1.2);
        see(30, 0.9);
        see(70, 1.2);
        see(129, 1.2);
        assertThat(standing.level()).isZero();

        see(130, 1.2);
        assertThat(standing.level()).isEqualTo(1);
    }

    @Test
    void eachLevelHasItsOwnDelaySoAFastFloodIsNotKeptSilent() {
        see(0, 1.1);
        see(40, 2.1);
        see(60, 2.4);
        assertThat(standing.level()).isEqualTo(1);

        see(100, 2.8);
        assertThat(standing.level()).isEqualTo(2);
    }

    @Test
    void aJumpToTheTopIsOneStep() {
        see(0, 3.9);
        see(60, 3.9);
        assertThat(standing.level()).isEqualTo(3);
    }

    @ParameterizedTest(name = "from level 2 the value {0} leads to level {1}")
    @CsvSource({"2.00, 2", "1.95, 2", "1.94999, 1", "1.00, 1", "0.95, 1", "0.94, 0", "-5, 0", "2.5, 2"})
    void aLevelEasesOnlyBehindLimitAndDeadBand(double value, int expected) {
        bringToLevelTwo();

        see(100, value);
        see(100 + Rules.OFF.toSeconds() - 1, value);
        assertThat(standing.level()).isEqualTo(2);
        see(100 + Rules.OFF.toSeconds(), value);

        assertThat(standing.level()).isEqualTo(expected);
    }

    @Test
    void aValueThatSwingsAroundALimitWithinTheDeadBandStandsStill() {
        bringToLevelTwo();

        for (int second = 61; second < 4_000; second += 10) {
            see(second, second % 20 == 1 ? 1.96 : 2.03);
            assertThat(standing.level()).isEqualTo(2);
        }
    }

    @Test
    void aLevelThatComesBackBeforeTheOffDelayStartsItAnew() {
        bringToLevelTwo();
        see(100, 1.5);
        see(200, 2.0);
        see(250, 1.5);
        see(250 + Rules.OFF.toSeconds() - 1, 1.5);
        assertThat(standing.level()).isEqualTo(2);

        see(250 + Rules.OFF.toSeconds(), 1.5);
        assertThat(standing.level()).isEqualTo(1);
    }

    @Test
    void aFallThroughTwoLevelsEasesEachWhenItsOwnDelayIsOver() {
        bringToLevelTwo();
        see(100, 1.5);
        see(150, 0.5);
        see(220, 0.5);
        assertThat(standing.level()).isEqualTo(1);
        see(269, 0.5);
        assertThat(standing.level()).isEqualTo(1);

        see(270, 0.5);
        assertThat(standing.level()).isZero();
    }

    @Test
    void anOlderOrRepeatedValueIsNoNews() {
        see(10, 1.2);

        assertThat(standing.isNews(MIDNIGHT.plusSeconds(10))).isFalse();
        assertThat(standing.isNews(MIDNIGHT.plusSeconds(9))).isFalse();
        assertThat(standing.isNews(MIDNIGHT.plusSeconds(11))).isTrue();
    }

    @ParameterizedTest(name = "{0} V is level {1}")
    @CsvSource({"230, 0", "207.01, 0", "207, 1", "196.01, 1", "196, 2", "0, 2"})
    void aRuleForTooLittleLooksTheOtherWay(double volts, int expected) {
        Rule voltage = Rules.immediate(Rules.voltage());

        assertThat(Standing.CLEAR.judge(voltage, volts, MIDNIGHT).level()).isEqualTo(expected);
    }

    @Test
    void theDeadBandOfARuleForTooLittleLiesAboveTheLimit() {
        Rule voltage = Rules.immediate(Rules.voltage());
        Standing low = Standing.CLEAR.judge(voltage, 207, MIDNIGHT);

        assertThat(low.judge(voltage, 207.05, MIDNIGHT.plusSeconds(1)).level()).isEqualTo(1);
        assertThat(low.judge(voltage, 207.06, MIDNIGHT.plusSeconds(1)).level()).isZero();
    }

    @Test
    void aNewVersionOfTheRuleWithFewerLevelsKeepsTheStandingWithinThem() {
        see(0, 3.9);
        see(60, 3.9);
        Rule twoLevels = Rules.immediate(Rules.voltage());

        assertThat(standing.judge(twoLevels, 150, MIDNIGHT.plusSeconds(61)).level())
                .isEqualTo(2);
    }

    @Test
    void aFasterWorldHasShorterDelays() {
        Rule fast = river.accelerated(60);

        assertThat(fast.onDelay()).hasSeconds(1);
        assertThat(fast.offDelay()).hasSeconds(2);
        assertThat(fast.deadband()).isEqualTo(river.deadband());
    }

    private void bringToLevelTwo() {
        see(0, 2.2);
        see(60, 2.2);
        assertThat(standing.level()).isEqualTo(2);
    }

    private void see(long second, double value) {
        standing = standing.judge(river, value, MIDNIGHT.plusSeconds(second));
    }
}
