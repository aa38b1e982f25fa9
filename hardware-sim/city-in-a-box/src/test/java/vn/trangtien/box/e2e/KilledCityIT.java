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

/** The product as it is shipped, killed as by a power cut; apart from {@link CityInABoxIT}, so that both can run at once. */
class KilledCityIT {

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
    void killedInTheMiddleItLosesNothing() throws Exception {
        Process killed = city.begin("killed", "--headless", "--for", "300s");
        try {
            Awaitility.await().atMost(Duration.ofMinutes(4)).until(() -> logged("case opened"));
        } finally {
            killed.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        }

        JsonNode report = city.run("after", "--for", "8s").inOrder();
        assertThat(report.path("received").asLong()).isPositive();
        assertThat(report.path("casesClosed").asInt()).isEqualTo(1);
    }

    private boolean logged(String text) throws IOException {
        return Files.exists(city.log()) && Files.readString(city.log()).contains(text);
    }
}
