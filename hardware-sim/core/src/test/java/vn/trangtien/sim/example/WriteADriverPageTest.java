package vn.trangtien.sim.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.catalog.DriverCatalog;

/** The page shows the code that this build compiles and tests, to the letter. */
class WriteADriverPageTest {

    private static final Path PAGE = Path.of("../../docs/write-a-driver.md");
    private static final Path ROOT = Path.of("../..");
    private static final Pattern BLOCK =
            Pattern.compile("(?:<!-- from (\\S+) -->\\n)?```(\\w+)\\n(.*?)```\\n", Pattern.DOTALL);
    private static final Pattern REGION = Pattern.compile("// \\[page: [a-z]+]\\n(.*?)// \\[end]\\n", Pattern.DOTALL);

    /** One block of the page and the file that it names; empty if it names none. */
    private record Block(String file, String language, String text) {

        @Override
        public String toString() {
            return "%s of %s".formatted(language, file);
        }
    }

    @Test
    void theWholeExampleIsOnThePage() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java/vn/trangtien/sim/example"))) {
            List<String> marked = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("WriteADriverPageTest.java")
                        && REGION.matcher(Files.readString(file)).find()) {
                    marked.add(file.getFileName().toString());
                }
            }
            assertThat(blocks().map(block -> Path.of(block.file()).getFileName().toString()))
                    .containsAll(marked)
                    .hasSizeGreaterThan(marked.size());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void everyBlockIsWhatTheBuildTests(Block block) throws IOException {
        assertThat(block.file())
                .as("a %s block of the page begins with <!-- from FILE -->", block.language())
                .isNotEmpty();
        String source = Files.readString(ROOT.resolve(block.file()));
        List<String> regions =
                REGION.matcher(source).results().map(region -> region.group(1)).toList();

        assertThat(block.text())
                .as("copy the marked part of %s to docs/write-a-driver.md", block.file())
                .isEqualTo(regions.isEmpty() ? source : String.join("", regions));
    }

    @Test
    void theConfigurationOfThePageFitsTheDriver() throws IOException {
        String yaml = blocks().filter(block -> block.language().equals("yaml"))
                .map(Block::text)
                .findFirst()
                .orElseThrow();
        var root = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
        var device = (Map<?, ?>) ((List<?>) root.get("devices")).get(0);
        // This loader knows no hexadecimal numbers; the gateway's does.
        long address = Long.decode(String.valueOf(((Map<?, ?>) device.get("params")).get("address")));

        assertThat(DriverCatalog.installed()
                        .problems(new DeviceConfig(
                                String.valueOf(device.get("id")),
                                String.valueOf(device.get("driver")),
                                String.valueOf(device.get("on")),
                                Map.of("address", address))))
                .isEmpty();
    }

    private static Stream<Block> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map(WriteADriverPageTest::block)
                .filter(block ->
                        !block.language().equals("sh") && !block.language().equals("text"));
    }

    private static Block block(MatchResult match) {
        String file = match.group(1);
        return new Block(file == null ? "" : file, match.group(2), match.group(3));
    }
}
