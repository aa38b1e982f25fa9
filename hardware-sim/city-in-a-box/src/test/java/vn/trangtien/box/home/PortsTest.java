package vn.trangtien.box.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.gateway.terminal.EnvironmentProblem;

class PortsTest {

    @TempDir
    Path folder;

    @Test
    void aBusyPublicPortIsNamedWithItsHolderAndTheOptionThatMovesIt() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DataDirectory home = DataDirectory.open(folder)) {
            Map<Port, Integer> asked = new EnumMap<>(Ports.free());
            asked.put(Port.CITY, taken.getLocalPort());

            assertThatThrownBy(
                            () -> Ports.choose(folder, Optional.empty(), asked).claim(home))
                    .isInstanceOfSatisfying(EnvironmentProblem.class, problem -> {
                        assertThat(problem.what().en())
                                .contains("Port " + taken.getLocalPort())
                                .contains("operations screen")
                                .contains("pid " + ProcessHandle.current().pid());
                        assertThat(problem.remedy().en())
                                .contains("--city-port")
                                .contains("--ports");
                    });
        }
    }

    @Test
    void aBusyInternalPortMovesAsideAndStaysThere() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DataDirectory home = DataDirectory.open(folder)) {
            Map<Port, Integer> asked = new EnumMap<>(Ports.free());
            asked.put(Port.KAFKA, taken.getLocalPort());
            Ports ports = Ports.choose(folder, Optional.empty(), asked);
            ports.claim(home);

            assertThat(ports.number(Port.KAFKA)).isNotEqualTo(taken.getLocalPort());
            Ports nextStart = Ports.choose(folder, Optional.empty(), Map.of());
            for (Port port : Port.values()) {
                assertThat(nextStart.number(port)).as(port.name()).isEqualTo(ports.number(port));
            }
        }
    }

    @Test
    void whoNamesTheBlockOfARunningCityFindsWhatMovedAside() throws Exception {
        try (DataDirectory home = DataDirectory.open(folder)) {
            int base = 9080;
            Map<Port, Integer> free = Ports.free();
            Ports.choose(folder, Optional.of(base), Map.of(Port.KAFKA, free.get(Port.KAFKA)))
                    .keep(home);

            Ports same = Ports.choose(folder, Optional.of(base), Map.of());
            Ports other = Ports.choose(folder, Optional.of(base + 100), Map.of());

            assertThat(same.number(Port.KAFKA)).isEqualTo(free.get(Port.KAFKA));
            assertThat(same.number(Port.MQTT)).isEqualTo(base + 3);
            assertThat(other.number(Port.KAFKA)).isEqualTo(base + 105);
        }
    }

    @Test
    void oneNumberForTwoServicesIsRefused() throws Exception {
        try (DataDirectory home = DataDirectory.open(folder)) {
            Map<Port, Integer> asked = new EnumMap<>(Ports.free());
            asked.put(Port.CITY, asked.get(Port.EGOV));
            assertThatThrownBy(
                            () -> Ports.choose(folder, Optional.empty(), asked).claim(home))
                    .isInstanceOf(EnvironmentProblem.class)
                    .hasMessageContaining("same port");
        }
    }

    @Test
    void aBaseMovesAllAndASingleOptionMovesOneOfThem() throws Exception {
        Ports ports = Ports.choose(folder, Optional.of(9080), Map.of(Port.MQTT, 1883));
        assertThat(ports.number(Port.CITY)).isEqualTo(9080);
        assertThat(ports.number(Port.EGOV)).isEqualTo(9082);
        assertThat(ports.number(Port.QUESTDB_SQL)).isEqualTo(9088);
        assertThat(ports.number(Port.DOOR)).isEqualTo(9089);
        assertThat(ports.number(Port.MQTT)).isEqualTo(1883);
        assertThat(ports.url(Port.CITY)).isEqualTo("http://127.0.0.1:9080");
    }
}
