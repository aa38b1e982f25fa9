package vn.trangtien.gateway.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.gateway.config.Examples;

class GatewaySchemaTest {

    private static final String PUBLISHED = "docs/schemas/gateway.schema.json";
    /** Where the Debian package puts it. */
    private static final Path INSTALLED = Path.of("/usr/share/doc/trangtien-gateway/gateway.schema.json");

    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(GatewaySchema.text(DriverCatalog.installed()));

    static List<Path> examples() {
        return Examples.all();
    }

    @Test
    void thePublishedSchemaIsThatOfTheInstalledDrivers() {
        assertThat(Examples.read(Examples.root().resolve(PUBLISHED)))
                .as("drivers have changed; run: ./city gateway schema --out " + PUBLISHED)
                .isEqualTo(GatewaySchema.text(DriverCatalog.installed()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void everyExampleIsValidAndNamesTheSchemaToItsEditor(Path file) {
        String yaml = Examples.read(file);

        assertThat(errors(yaml)).isEmpty();
        String first = yaml.lines().findFirst().orElse("");
        assertThat(first).startsWith("# yaml-language-server: $schema=");
        Path named =
                file.resolveSibling(first.substring(first.indexOf('=') + 1)).normalize();
        assertThat(named).isIn(Examples.root().resolve(PUBLISHED), INSTALLED);
    }

    @Test
    void hexadecimalAddressesAreNumbersForSomeEditorsAndTextsForOthers() {
        String quoted = Examples.handbook().replace("address: 0x76", "address: '0x76'");

        assertThat(errors(Examples.handbook())).isEmpty();
        assertThat(errors(quoted)).isEmpty();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "every: 60s | every: 60",
                "every: 60s | evry: 60s",
                "driver: bme280 | driver: bme208",
                "address: 0x76 | address: 300",
                "address: 0x76 | adress: 0x76",
                "mmPerTip: 0.2794, | ''",
                "kind: modbus-rtu, port: /dev/ttyUSB0 | kind: modbus-rtu",
                "kind: gpio | kind: gpoi",
                "chip: auto | chips: auto",
                "limits: [5, 100] | limits: [5]",
                "aggregate: energy-mean | aggregate: energy",
                "'alarm: { above: 3.2, hold: 3m }' | alarm: { hold: 3m }",
                "id: hue-phu-hoi-017 | id: hue.phu.hoi",
                "lat: 16.4667 | lat: 96",
                "heartbeat: 5m | heartbeat: 5 minutes",
                "enabled: false | enabled: perhaps",
                "publish: | publsih:",
            })
    void brokenConfigurationsAreNotValid(String good, String bad) {
        String yaml = Examples.handbook();
        assertThat(yaml).contains(good);

        assertThat(errors(yaml.replace(good, bad))).isNotEmpty();
    }

    @Test
    void theNewKeysAreKnown() {
        String yaml = Examples.handbook().replace("    every: 30s", """
                            every: 30s
                            sampleEvery: 1s
                            channels:
                              mean: { of: activePower, aggregate: mean, calibration: [[0, 0], [100, 99]] }
                              growth: { of: importEnergy, aggregate: rate, per: h }
                        """.stripIndent());

        assertThat(errors(yaml)).isEmpty();
    }

    private List<Error> errors(String yaml) {
        Object tree =
                new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(yaml);
        return schema.validate(JsonMapper.builder().build().valueToTree(tree));
    }
}
