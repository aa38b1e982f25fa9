package vn.trangtien.box.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.gateway.config.ConfigReader;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.config.InvalidConfigException;

class DriversCommandTest {

    private static final Pattern EXAMPLE = Pattern.compile(
            "```sh\\n\\./city drivers decode (.*?) <<'END'\\n(.*?)END\\n```\\n\\n```json\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @TempDir
    Path folder;

    static List<String> types() {
        return DriverCatalog.installed().descriptors().stream()
                .map(DriverDescriptor::type)
                .toList();
    }

    static Stream<Arguments> examples() throws IOException {
        Matcher matcher = EXAMPLE.matcher(Files.readString(Cli.document("protocols/bus-trace.md")));
        List<Arguments> examples = new ArrayList<>();
        while (matcher.find()) {
            examples.add(Arguments.of(matcher.group(1), matcher.group(2), matcher.group(3)));
        }
        return examples.stream();
    }

    @Test
    void thePageOfDriversIsUpToDate() throws IOException {
        assertThat(Files.readString(Cli.document("drivers.md")))
                .as("docs/drivers.md; renew it with: ./city drivers list --markdown > docs/drivers.md")
                .isEqualTo(Cli.run("drivers", "list", "--markdown").out());
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyDriverIsDescribedWithAnExampleThatTheGatewayAccepts(String type) throws InvalidConfigException {
        JsonNode described = JsonMapper.shared()
                .readTree(Cli.run("drivers", "describe", type, "--json").out());

        GatewayConfig config = new ConfigReader(DriverCatalog.installed())
                .read("example.yaml", described.get("example").asString());

        assertThat(config.devices())
                .singleElement()
                .satisfies(entry -> assertThat(entry.device().driver()).isEqualTo(type));
        assertThat(described.get("schema").get("type").asString()).isEqualTo("object");
        assertThat(Cli.run("drivers", "describe", type).out()).contains(type).doesNotContain("```");
    }

    @Test
    void theListNamesEveryDriver() {
        assertThat(types()).hasSizeGreaterThanOrEqualTo(17);
        assertThat(Cli.run("drivers", "list").out()).contains(types());
        assertThat(JsonMapper.shared()
                        .readTree(Cli.run("drivers", "list", "--json").out())
                        .size())
                .isEqualTo(types().size());
    }

    @Test
    void anUnknownDriverIsAMistakeOfTheCommandLine() {
        Cli.Result result = Cli.run("drivers", "describe", "bme208");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("did you mean 'bme280'?");
    }

    /** All examples of the documentation: every kind of bus, and every form of bare bytes but three. */
    @ParameterizedTest
    @MethodSource("examples")
    void theExamplesOfTheTraceFormatAreDecodedAsWritten(String arguments, String input, String output)
            throws IOException {
        Path file = Files.writeString(folder.resolve("trace.txt"), input);
        List<String> words = new ArrayList<>(List.of("drivers", "decode"));
        Matcher matcher = WORD.matcher(arguments);
        while (matcher.find()) {
            String word = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            words.add(word.equals("-") ? file.toString() : word);
        }

        Cli.Result result = Cli.run(words.toArray(String[]::new));

        assertThat(result.out()).isEqualTo(output);
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void theDocumentHasAnExampleOfEachBus() throws IOException {
        assertThat(examples()).hasSizeGreaterThanOrEqualTo(13);
    }

    @Test
    void whatCannotBeDecodedIsAnErrorLineAndExitCodeOne() throws IOException {
        Path damaged = Files.writeString(folder.resolve("damaged.txt"), "2b 01 55 05 7f a5 81 66 ce\n");
        Cli.Result result = Cli.run("drivers", "decode", "ds18b20", "--trace", damaged.toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("\"error\":\"CRC\"").doesNotContain("\"value\"");

        Path nonsense = Files.writeString(folder.resolve("nonsense.txt"), "42 4d\nhello\n");
        result = Cli.run("drivers", "decode", "pms5003", "--trace", nonsense.toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("nonsense.txt:2").contains("\"error\":\"FORMAT\"");

        assertThat(Cli.run("drivers", "decode", "pms5003", "--trace", "no-such-file")
                        .exitCode())
                .isEqualTo(3);
        Path dump = Files.writeString(folder.resolve("dump.txt"), "0xd0: 60\n");
        assertThat(Cli.run("drivers", "decode", "bme280", "--trace", dump.toString(), "--param", "address=9")
                        .exitCode())
                .isEqualTo(2);
    }
}
