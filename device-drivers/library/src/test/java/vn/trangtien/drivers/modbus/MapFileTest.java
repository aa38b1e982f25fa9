package vn.trangtien.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.DriverDescriptor.ChannelKind;

class MapFileTest {

    static final Iterable<String> SHIPPED = MapFile.SHIPPED;

    private static final String GOOD = """
            title: { vi: "Máy bơm", en: "Pump" }
            source: "manual of the pump, page 12"
            function: 3
            registers:
              flow: { at: 0x0010, type: uint16, scale: 0.1, unit: m3/h }
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void everyShippedMapIsSound(String name) {
        RegisterMap map = RegisterMap.of(device(Map.of("map", name)));

        assertThat(map.registers()).isNotEmpty().allSatisfy(register -> {
            assertThat(register.title().vi()).isNotEqualTo(register.title().en());
            assertThat(register.min()).isLessThan(register.max());
        });
        assertThat(Block.plan(map.registers(), map.maxGap(), map.maxBlock()))
                .allSatisfy(block -> assertThat(block.length()).isLessThanOrEqualTo(map.maxBlock()));
    }

    /** The tables at the top of the files are what the simulators are built from. */
    @ParameterizedTest
    @FieldSource("SHIPPED")
    void theTableInTheCommentNamesEveryRegister(String name) {
        String comment = MapFile.shipped(name)
                .lines()
                .takeWhile(line -> line.startsWith("#"))
                .collect(Collectors.joining("\n"));
        var addresses = Pattern.compile("0x[0-9A-F]{4}")
                .matcher(comment)
                .results()
                .map(match -> Integer.decode(match.group()))
                .toList();

        assertThat(addresses)
                .containsAll(RegisterMap.of(device(Map.of("map", name))).registers().stream()
                        .map(Register::at)
                        .toList());
    }

    @ParameterizedTest(name = "{0} has {1} at {2}")
    @CsvSource({
        "sdm120,          voltage,       0x0000, V,     4",
        "sdm120,          importEnergy,  0x0048, kW.h,  4",
        "sdm630,          voltageL3,     0x0004, V,     4",
        "sdm630,          currentL2,     0x0008, A,     4",
        "sdm630,          activePowerL1, 0x000C, W,     4",
        "sdm630,          activePower,   0x0034, W,     4",
        "sdm630,          frequency,     0x0046, Hz,    4",
        "sdm630,          exportEnergy,  0x004A, kW.h,  4",
        "weather-station, windSpeed,     0x01F4, m/s,   3",
        "weather-station, pressure,      0x01FD, Pa,    3",
        "soil-probe,      conductivity,  0x0002, uS/cm, 3"
    })
    void whatTheManualsSay(String name, String channel, String at, String unit, int function) {
        RegisterMap map = RegisterMap.of(device(Map.of("map", name)));

        assertThat(map.function()).isEqualTo(function);
        assertThat(map.registers()).anySatisfy(register -> {
            assertThat(register.channel()).isEqualTo(channel);
            assertThat(register.at()).isEqualTo(Integer.decode(at));
            assertThat(register.unit()).isEqualTo(unit);
        });
    }

    @Test
    void channelsCarryTitleRangeAndKind() {
        var energy = new RegisterMapDriver()
                .channels(device(Map.of("map", "sdm120"))).stream()
                        .collect(Collectors.toMap(Channel::name, channel -> channel))
                        .get("importEnergy");

        assertThat(energy.title().vi()).isEqualTo("Điện năng nhận");
        assertThat(energy.kind()).isEqualTo(ChannelKind.COUNTER);
        assertThat(energy.min()).isZero();
    }

    @Test
    void aFileOfTheCustomerIsReadFromItsPath() throws Exception {
        RegisterMap map = RegisterMap.of(device(Map.of("map", write(GOOD))));

        assertThat(map.function()).isEqualTo(3);
        assertThat(map.maxBlock()).isEqualTo(80);
        assertThat(map.registers()).singleElement().satisfies(register -> {
            assertThat(register.at()).isEqualTo(16);
            assertThat(register.scale()).isEqualTo(0.1);
        });
    }

    @Test
    void theDeviceMayAskForShorterRequestsThanItsMapAllows() {
        RegisterMap map = RegisterMap.of(device(Map.of("map", "sdm630", "maxBlock", 10L, "maxGap", 0L)));

        assertThat(map.maxBlock()).isEqualTo(10);
        assertThat(map.maxGap()).isZero();
    }

    @Test
    void anUnknownNameGetsASuggestion() {
        assertThatThrownBy(() -> RegisterMap.of(device(Map.of("map", "sdm-603"))))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "devices.power.params.map must be the name of a shipped map or the absolute path of a .yaml file, but was 'sdm-603'; did you mean 'sdm630'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pump.yaml", "../../etc/passwd", "/etc/passwd", "sdm120.yaml"})
    void onlyAbsolutePathsOfYamlFilesAreOpened(String path) {
        assertThatThrownBy(() -> RegisterMap.of(device(Map.of("map", path))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("but was '" + path + "'");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> RegisterMap.of(device(Map.of("map", "/nowhere/pump.yaml"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("devices.power.params.map: /nowhere/pump.yaml cannot be read");
    }

    @Test
    void exactlyOneOfMapAndRegisters() {
        assertThatThrownBy(() -> RegisterMap.of(device(Map.of())))
                .hasMessageContaining("must be there, but neither is");
        assertThatThrownBy(() -> RegisterMap.of(device(Map.of("map", "sdm120", "registers", Map.of()))))
                .hasMessageContaining("must be there, but both are");
    }

    @Test
    void whatTheMapSaysIsNotSaidAgain() {
        assertThatThrownBy(() -> RegisterMap.of(device(Map.of("map", "sdm120", "function", 3L))))
                .isInstanceOf(ConfigException.class)
                .hasMessage("devices.power.params.function is said by the map; remove it here");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "function: 3 | function: 5 | line 3: function must be a whole number from 3 to 4, but was '5'",
                "function: 3 | functoin: 3 | line 3: functoin is not a key of this section; did you mean 'function'?",
                "uint16      | float64     | line 5: registers.flow.type must be one of",
                "0x0010      | 0x10010     | line 5: registers.flow.at must be a whole number from 0 to 65535, but was '65552'",
                "unit: m3/h  | unt: m3/h   | line 5: registers.flow.unt is not a key of this section; did you mean 'unit'?",
                "en: \"Pump\" | en: \"\"      | line 1: title.en must be a text",
                "registers:  | register:   | line 4: register is not a key of this section; did you mean 'registers'?",
                "scale: 0.1  | scale: 0.1.2 | line 5: registers.flow.scale must be a number, but was '0.1.2'"
            })
    void aMistakeInAFileIsNamedWithFileAndLine(String good, String bad, String expected) throws Exception {
        String path = write(GOOD.replace(good, bad));

        assertThatThrownBy(() -> RegisterMap.of(device(Map.of("map", path))))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("devices.power.params.map: " + path + " " + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "just a text",
                "title: [unclosed",
                "function: 3\nfunction: 4",
                "a: &a { b: 1 }\nc: *a",
                "a: {a: {a: {a: {a: {a: {a: {a: {a: {a: 1}}}}}}}}}",
                "? {a: b}\n: c"
            })
    void whatIsNoMapFileIsAConfigurationError(String text) throws Exception {
        String path = write(text.replace("\\\n", "\n"));

        assertThatThrownBy(() -> RegisterMap.of(device(Map.of("map", path))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(path + " is no YAML: ");
    }

    @Test
    void anOversizedFileIsNotRead() throws Exception {
        String path = write("#".repeat(300_000));

        assertThatThrownBy(() -> RegisterMap.of(device(Map.of("map", path)))).hasMessageContaining("at most 256 KiB");
    }

    /** The example of the page is a map file. */
    @Test
    void theExampleOfTheDocumentationIsAMapFile() throws Exception {
        String page = Files.readString(Path.of("../../docs/register-maps.md"));
        int start = page.indexOf("```yaml\ntitle:") + "```yaml\n".length();
        String path = write(page.substring(start, page.indexOf("```", start)));

        RegisterMap map = RegisterMap.of(device(Map.of("map", path)));

        assertThat(map.registers()).extracting(Register::channel).containsExactly("flow", "level", "volume");
        assertThat(page).contains(MapFile.SHIPPED);
    }

    private String write(String text) throws Exception {
        return Files.writeString(folder.resolve("pump.yaml"), text).toString();
    }

    private static DeviceConfig device(Map<String, Object> params) {
        var all = new HashMap<>(params);
        all.put("unit", 1L);
        return new DeviceConfig("power", "register-map", "rs485", all);
    }
}
