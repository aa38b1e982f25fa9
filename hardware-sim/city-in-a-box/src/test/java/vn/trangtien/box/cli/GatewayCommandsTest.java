package vn.trangtien.box.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import vn.trangtien.gateway.terminal.ExitCode;

class GatewayCommandsTest {

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final CommandLine city = CityCommand.commandLine().setOut(new PrintWriter(out));

    @Test
    void aCorrectFileIsShownAsTheGatewayWillSeeIt() throws Exception {
        Path file = write("""
                gateway: { id: gw-1, site: { name: Bridge, lat: 16.4, lon: 107.5 } }
                buses:
                  i2c-1: { kind: i2c, bus: 1 }
                  rs485: { kind: modbus-rtu, port: /dev/ttyUSB0, baud: 1200 }
                devices:
                  - id: air
                    driver: bme280
                    on: i2c-1
                    every: 60s
                    sampleEvery: 5s
                    channels: { temperature: { aggregate: median } }
                  - { id: power, driver: register-map, on: rs485, every: 1s, params: { unit: 1, map: sdm630 } }
                """);

        assertThat(city.execute("gateway", "check", file.toString())).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("gw-1, 2 devices")
                .containsPattern("air +bme280 +i2c-1 +5s→60s +temperature Cel, humidity %, pressure Pa")
                .containsPattern("i2c-1 +i2c +1 +0\\.\\d %")
                .containsPattern("rs485 +modbus-rtu +1 +\\d+\\.\\d %")
                .contains("⚠ bus rs485 bận");
    }

    @Test
    void everyMistakeOfAWrongFileIsNamed() throws Exception {
        Path file = write("""
                gateway: { id: gw-1, site: { name: Bridge, lat: 16.4, lon: 107.5 } }
                buses: { i2c-1: { kind: i2c, bus: 1 } }
                devices:
                  - { id: air, driver: bme280, on: i2c-1, evry: 60s }
                  - { id: air2, driver: bme280, on: i2c-1, every: 60 }
                """);

        assertThat(city.execute("gateway", "check", file.toString())).isEqualTo(ExitCode.NOT_IN_ORDER);
        assertThat(out.toString().lines())
                .anyMatch(line -> line.contains(":4: devices[0].evry") && line.contains("did you mean 'every'?"))
                .anyMatch(line -> line.contains(":5: devices[1].every is '60': must be a duration with its unit"))
                .anyMatch(line -> line.contains("device 'air' in line 4 and device 'air2' in line 5"));
    }

    @Test
    void theSchemaIsPrintedOrWritten() throws Exception {
        Path file = directory.resolve("gateway.schema.json");

        assertThat(city.execute("gateway", "schema")).isEqualTo(ExitCode.OK);
        assertThat(city.execute("gateway", "schema", "--out", file.toString())).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).isEqualTo(Files.readString(file)).contains("\"bme280\"");
    }

    private Path write(String yaml) throws Exception {
        return Files.writeString(directory.resolve("gateway.yaml"), yaml);
    }
}
