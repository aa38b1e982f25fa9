package vn.trangtien.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.ingest.support.Backends;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.City.Conserved;
import vn.trangtien.ingest.support.Sender;
import vn.trangtien.ingest.support.TestGateway;

/** The ingest as a process of its own, killed with SIGKILL while a gateway sends. */
class CrashIT {

    private static final Duration PATIENCE = Duration.ofSeconds(180);

    @TempDir
    Path folder;

    @Test
    void acknowledgedMessagesSurviveKillNineAndAreStoredOnce() throws Exception {
        try (City city = City.around(folder, Map.of())) {
            Process ingest = launch(city);
            try {
                TestGateway gateway = city.enrol("hue", "crash");
                var sender = new Sender(gateway);
                for (int kill = 0; kill < 2; kill++) {
                    long soFar = sender.acknowledged();
                    await().atMost(PATIENCE).until(() -> sender.acknowledged() > soFar + 300);
                    ingest.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
                    ingest = launch(city);
                }
                long soFar = sender.acknowledged();
                await().atMost(PATIENCE).until(() -> sender.acknowledged() > soFar + 100);
                sender.close();
                long acknowledged = sender.acknowledged();

                Conserved account = await().atMost(PATIENCE)
                        .until(city::conservation, c -> c.inFlight() == 0 && c.stored() >= acknowledged);

                assertThat(account.conserved()).isTrue();
                assertThat(account.gaps()).isZero();
                assertThat(account.rejected()).isZero();
                // The last message may have arrived although its acknowledgement did not.
                assertThat(account.stored()).isBetween(acknowledged, acknowledged + 1);
                assertThat(Backends.get()
                                .points("select count_distinct(value) from observation where gateway = 'crash'"))
                        .isEqualTo(account.stored());
            } finally {
                ingest.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
            }
        }
    }

    private Process launch(City city) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                CloudIngest.class.getName()));
        command.addAll(city.arguments());
        File log = folder.resolve("ingest.log").toFile();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            assertThat(process.isAlive()).isTrue();
            city.get("/api/gateways");
            return true;
        });
        return process;
    }
}
