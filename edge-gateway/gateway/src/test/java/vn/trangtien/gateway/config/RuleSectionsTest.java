package vn.trangtien.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.gateway.config.ChannelRules.RateTime;
import vn.trangtien.gateway.config.RuleEntry.Action;
import vn.trangtien.gateway.config.RuleEntry.Severity;

class RuleSectionsTest {

    private static final String EXAMPLE = Examples.read(Examples.root().resolve("docs/examples/rules.yaml"));

    private final ConfigReader reader = new ConfigReader(DriverCatalog.installed());

    @Test
    void theExampleMeansWhatItSays() throws Exception {
        RuleEntry siren = reader.read("rules.yaml", EXAMPLE).rules().get(0);

        assertThat(siren.when().source()).isEqualTo("river.level");
        assertThat(siren.when().threshold().above()).hasValue(3.2);
        assertThat(siren.when().threshold().hold()).isEqualTo(Duration.ofMinutes(3));
        assertThat(siren.when().clear()).isEqualTo(3.0);
        assertThat(siren.when().clearHold()).isEqualTo(Duration.ofMinutes(5));
        assertThat(siren.when().window())
                .contains(new RuleEntry.Window(Duration.ofMinutes(5), Aggregate.MEAN, RateTime.SECOND));
        assertThat(siren.when().staleAfter()).contains(Duration.ofMinutes(10));
        assertThat(siren.then()).containsExactly(new Action("siren", "level", 100));
        assertThat(siren.otherwise()).containsExactly(new Action("siren", "level", 0));
        assertThat(siren.severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void withoutClearTheThresholdIsTheWayBack() throws Exception {
        RuleEntry cabinet = reader.read("rules.yaml", EXAMPLE).rules().get(3);

        assertThat(cabinet.when().clear()).isEqualTo(0.5);
        assertThat(cabinet.when().isBack(0)).isTrue();
        assertThat(cabinet.when().isBack(1)).isFalse();
    }

    @ParameterizedTest(name = "{1}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "channel: river.level        | channel: rivr.level   | rules[0].when.channel | names no device of this file",
                "channel: river.level        | channel: rivr.level   | rules[0].when.channel | did you mean 'river'?",
                "channel: river.level        | channel: river.levle  | rules[0].when.channel | did you mean 'level'?",
                "channel: river.level        | channel: river        | rules[0].when.channel | must be device.channel such as river.level",
                "channel: light.lux          | channel: light.mean   | rules[2].when.channel | is no channel that this device publishes",
                "above: 3.2                  | abov: 3.2             | rules[0].when.abov    | did you mean 'above'?",
                "above: 3.2                  | above: high           | rules[0].when.above   | must be a number",
                "above: 3.2                  | hold: 3m              | rules[0].when.above   | needs above or below",
                "below: 20,                  | 'below: 20, above: 1,'| rules[2].when.below   | write two rules",
                "clear: 3.0                  | clear: 3.3            | rules[0].when.clear   | must be at most 3.2",
                "clear: 40,                  | 'clear: 10,'          | rules[2].when.clear   | must be at least 20.0",
                "staleAfter: 10m             | staleAfter: 40s       | rules[0].when.staleAfter | at least 60 s",
                "length: 5m                  | length: 10s           | rules[0].when.window.length | at least 30 s",
                "take: mean                  | take: last            | rules[0].when.window.take | must be one of",
                "'take: rate, per: h'        | take: rate            | rules[1].when.window.per | a rate needs its time",
                "set: siren.level            | set: siren.on         | rules[0].then[0].set  | takes no commands; device 'siren' has [level]",
                "set: siren.level            | set: river.level      | rules[0].then[0].set  | takes no commands",
                "to: 100                     | to: 101               | rules[0].then[0].to   | must be a number from 0.0 to 100.0",
                "severity: critical          | severity: crtical     | rules[0].severity     | did you mean 'critical'?",
                "id: flood-rising            | id: flood-siren       | rules[1].id           | must be unique among the rules",
                "id: flood-rising            | id: flood/rising      | rules[1].id           | letters, digits",
            })
    void everyMistakeNamesItsPlaceAndItsRemedy(String good, String bad, String key, String rule) {
        assertThat(EXAMPLE).contains(good);
        String broken = EXAMPLE.replaceFirst(Pattern.quote(good), bad);

        InvalidConfigException refused =
                catchThrowableOfType(InvalidConfigException.class, () -> reader.read("rules.yaml", broken));

        assertThat(refused).isNotNull();
        assertThat(refused.problems()).anySatisfy(problem -> {
            assertThat(problem.key()).isEqualTo(key);
            assertThat(problem.rule()).contains(rule);
            assertThat(problem.line()).isGreaterThan(45);
        });
    }

    @Test
    void aRuleMayNotSwitchWhatItLooksAt() {
        String broken = EXAMPLE.replace("channel: cabinet.open", "channel: lamp.level");

        InvalidConfigException refused =
                catchThrowableOfType(InvalidConfigException.class, () -> reader.read("rules.yaml", broken));

        assertThat(refused.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.rule()).contains("it would switch itself"));
    }

    @Test
    void aDeviceThatIsWrongItselfIsToldOnceAndNotAgainByItsRules() {
        String broken = EXAMPLE.replace("relayLine: 24", "relayLine: 99");

        InvalidConfigException refused =
                catchThrowableOfType(InvalidConfigException.class, () -> reader.read("rules.yaml", broken));

        assertThat(refused.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.key()).startsWith("devices[4]"));
    }
}
