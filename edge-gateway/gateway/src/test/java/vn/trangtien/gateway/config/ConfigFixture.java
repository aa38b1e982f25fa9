package vn.trangtien.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.gateway.ScriptedDriver;

/** A gateway to write on, readers with all drivers and with one, and what they should say of a mistake. */
abstract class ConfigFixture {

    static final String HEAD = """
            gateway:
              id: gw-1
              site: { name: Bridge, lat: 16.4, lon: 107.5 }
            buses:
              uart-1: { kind: uart, port: /dev/ttyS0 }
            """;

    final ConfigReader installed = new ConfigReader(DriverCatalog.installed());

    final ConfigReader scripted = new ConfigReader(new DriverCatalog(List.of(ScriptedDriver.giving(() -> 1.0))));

    void problem(String yaml, int line, String key, String value, String rule) {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> scripted.read("gw.yaml", yaml))
                .satisfies(e -> assertThat(e.problems())
                        .anySatisfy(problem -> assertThat(problem)
                                .returns("gw.yaml", ConfigProblem::file)
                                .returns(line, ConfigProblem::line)
                                .returns(key, ConfigProblem::key)
                                .returns(value, ConfigProblem::value)
                                .satisfies(found -> assertThat(found.rule()).contains(rule))));
    }

    static String bridge() throws IOException {
        try (InputStream in = ConfigFixture.class.getResourceAsStream("bridge.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
