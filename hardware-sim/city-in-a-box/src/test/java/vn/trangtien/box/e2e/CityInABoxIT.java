package vn.trangtien.box.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.trangtien.box.embedded.OrphanPostmaster;

/** The product as it is shipped: whole runs, judged by their own account and by their exit code. */
class CityInABoxIT {

    @TempDir
    Path folder;

    private ChildCity city;

    @BeforeEach
    void place() {
        city = new ChildCity(folder);
    }

    @AfterEach
    void leaveNoServerBehind() throws IOException {
        OrphanPostmaster.stop(city.data().resolve("postgres/cluster"));
    }

    @Test
    void floodNightIsSeenHandledAndAccountedForAlsoOverABrokenLineAndASecondStart() throws Exception {
        ChildCity.Ended first = city.run("first", "--for", "35s", "--fault", "broker-cut@5s:8s");
        JsonNode report = first.inOrder();
        assertThat(report.path("gateways").asInt()).isEqualTo(3);
        assertThat(report.path("channels").asInt()).isGreaterThanOrEqualTo(20);
        assertThat(report.path("alarmsRaised").asInt()).isPositive();
        assertThat(report.path("casesOpened").asInt()).isEqualTo(1);
        assertThat(report.path("casesClosed").asInt()).isEqualTo(1);
        assertThat(report.path("cameraFrames").asInt()).isGreaterThan(100);
        assertThat(report.path("screenLatencyMillis").path("samples").asInt()).isGreaterThan(10);

        JsonNode second = city.run("second", "--for", "8s").inOrder();
        assertThat(second.path("received").asLong())
                .isGreaterThan(report.path("received").asLong());
        assertThat(second.path("gateways").asInt()).isEqualTo(3);

        ChildCity.Ended audit =
                city.command("audit", "audit", "verify", "--data", city.data().toString());
        assertThat(audit.exitCode()).as(audit.output()).isZero();
        assertThat(audit.output()).contains("intact");
    }
}
