package vn.trangtien.box.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
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
    void place() throws IOException {
        city = new ChildCity(folder);
    }

    @AfterEach
    void leaveNoServerBehind() throws IOException {
        OrphanPostmaster.stop(city.data().resolve("postgres/cluster"));
    }

    @Test
    void floodNightIsSeenHandledAndAccountedForAlsoOverABrokenLineAndASecondStart() throws Exception {
        ChildCity.Ended first = city.run("first", "--for", "35s", "--fault", "broker-cut@5s:8s");
        JsonNode report = inOrder(first);
        assertThat(report.path("gateways").asInt()).isEqualTo(3);
        assertThat(report.path("channels").asInt()).isGreaterThanOrEqualTo(20);
        assertThat(report.path("alarmsRaised").asInt()).isPositive();
        assertThat(report.path("casesOpened").asInt()).isEqualTo(1);
        assertThat(report.path("casesClosed").asInt()).isEqualTo(1);
        assertThat(report.path("cameraFrames").asInt()).isGreaterThan(100);
        assertThat(report.path("screenLatencyMillis").path("samples").asInt()).isGreaterThan(10);

        JsonNode second = inOrder(city.run("second", "--for", "8s"));
        assertThat(second.path("received").asLong())
                .isGreaterThan(report.path("received").asLong());
        assertThat(second.path("gateways").asInt()).isEqualTo(3);

        ChildCity.Ended audit =
                city.command("audit", "audit", "verify", "--data", city.data().toString());
        assertThat(audit.exitCode()).as(audit.output()).isZero();
        assertThat(audit.output()).contains("intact");
    }

    @Test
    void killedInTheMiddleItLosesNothing() throws Exception {
        Process killed = city.begin("killed", "--headless", "--for", "300s");
        try {
            Awaitility.await().atMost(Duration.ofMinutes(4)).until(() -> logged("case opened"));
        } finally {
            killed.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        }

        JsonNode report = inOrder(city.run("after", "--for", "8s"));
        assertThat(report.path("received").asLong()).isPositive();
        assertThat(report.path("casesClosed").asInt()).isEqualTo(1);
    }

    private boolean logged(String text) throws IOException {
        return Files.exists(city.log()) && Files.readString(city.log()).contains(text);
    }

    /** Nothing lost, nothing wrong, and the process says so. */
    private JsonNode inOrder(ChildCity.Ended ended) throws IOException {
        assertThat(ended.reportFile()).as(ended.output()).exists();
        JsonNode report = ended.report();
        assertThat(report.path("errorList")).as(report.toPrettyString()).isEmpty();
        assertThat(report.path("conserved").asBoolean())
                .as(report.toPrettyString())
                .isTrue();
        assertThat(report.path("gaps").asLong()).isZero();
        assertThat(report.path("spools").path("waiting").asLong()).isZero();
        assertThat(report.path("spools").path("evicted").asLong()).isZero();
        assertThat(report.path("received").asLong())
                .isEqualTo(report.path("stored").asLong()
                        + report.path("duplicate").asLong()
                        + report.path("rejected")
                                .valueStream()
                                .mapToLong(JsonNode::asLong)
                                .sum());
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        return report;
    }
}
