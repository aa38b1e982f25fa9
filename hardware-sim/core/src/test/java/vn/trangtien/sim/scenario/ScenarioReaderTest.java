package vn.trangtien.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.world.World;

class ScenarioReaderTest {

    private static final String HEAD = """
            name: mine
            title: { vi: "Của tôi", en: "Mine" }
            gateway: gw.yaml
            world: { profile: steady }
            """;

    @TempDir
    Path folder;

    @Test
    void theShippedOnesAreReadAndBrokenEverythingIsJustThat() throws Exception {
        for (String name : ScenarioReader.SHIPPED) {
            Scenario scenario = ScenarioReader.find(name);
            assertThat(scenario.name()).isEqualTo(name);
            assertThat(scenario.gatewayYaml()).contains("devices:");
            assertThat(scenario.expectations()).isNotEmpty();
        }
        var broken = new TreeSet<String>();
        ScenarioReader.find("broken-everything")
                .faults()
                .forEach(fault -> broken.add(fault.setting().fault().code()));
        assertThat(broken)
                .containsExactlyElementsOf(new TreeSet<>(
                        Arrays.stream(Fault.values()).map(Fault::code).toList()));
    }

    @Test
    void aWorldOfOnesOwn() throws Exception {
        Scenario scenario = read("""
                name: mine
                title: { vi: "Của tôi", en: "Mine" }
                gateway: gw.yaml
                start: 2026-03-01T00:00:00Z
                for: 90m
                world:
                  profile: steady
                  rain: { 0m: 0, 30m: 40, 1h: 0 }
                  river: { base: 0.3, risePerMm: 0.01, delay: 10m, memory: 1h }
                  crowd: { 0m: 0.5, 1h: 0.5 }
                  climate: { temperature: 31, wind: 5 }
                instruments:
                  place: { latitude: 16.5, fixAfter: 30s, on: true, list: [1, 2.5] }
                """);
        var world = new World(1, scenario.world());

        assertThat(scenario.length()).isEqualTo(Duration.ofMinutes(90));
        assertThat(scenario.instruments().get("place"))
                .containsEntry("latitude", 16.5)
                .containsEntry("fixAfter", Duration.ofSeconds(30))
                .containsEntry("on", true)
                .containsEntry("list", List.of(1L, 2.5));
        assertThat(world.startsAt()).hasToString("2026-03-01T00:00:00Z");
        assertThat(world.rainMmPerHour(Duration.ofMinutes(30))).isEqualTo(40);
        assertThat(world.crowd(Duration.ZERO)).isEqualTo(0.5);
        assertThat(world.riverLevelMetres(Duration.ofMinutes(40))).isGreaterThan(0.3);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sede: 5 | :5: sede is 'sede': is not a key of this section; did you mean 'seed'?",
                "for: 5 | :5: for is '5': must be a duration with its unit",
                "seed: many | :5: seed is 'many': must be a whole number",
                "start: today | :5: start is 'today': must be an instant of UTC",
                "faults: [{ at: 1m, for: 1m, target: a, fault: cable-cutt }] | fault is 'cable-cutt': is no fault; did you mean 'cable-cut'?",
                "faults: [{ at: 1m, target: a, fault: nack }] | faults[0].for is '': is missing",
                "faults: [{ for: 1m, target: a, fault: nack, probability: 2 }] | must be more than 0 and at most 1",
                "expect: [{ channel: river, above: 1 }] | must be device.channel",
                "expect: [{ channel: river.level }] | needs above, below or quality",
                "expect: [{ channel: river.level, quality: GODO }] | is no quality; did you mean 'GOOD'?",
                "commands: [{ device: lamp, channel: level }] | commands[0].value is '': is missing",
                "commands: lamp | must be a list",
                "name: again | name is 'name': appears twice in this section"
            })
    void mistakesNameFileLineKeyValueAndRule(String line, String problem) throws IOException {
        assertThatThrownBy(() -> read(HEAD + line + "\n"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("mine.yaml:5")
                .hasMessageContaining(problem);
    }

    @Test
    void curvesThatCannotBeAreRefused() throws IOException {
        String open = HEAD.replace("profile: steady", "profile: steady, crowd: { 0m: 0, 1h: 1 }");
        assertThatThrownBy(() -> read(open)).hasMessageContaining("crowd must end as it begins");
        String unknown = HEAD.replace("steady", "stedy");
        assertThatThrownBy(() -> read(unknown)).hasMessageContaining("did you mean 'steady'?");
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> ScenarioReader.find("flod-night"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did you mean 'flood-night'?");
    }

    private Scenario read(String yaml) throws IOException, ScenarioException {
        Files.writeString(folder.resolve("gw.yaml"), "gateway:\n");
        return ScenarioReader.find(
                Files.writeString(folder.resolve("mine.yaml"), yaml).toString());
    }
}
