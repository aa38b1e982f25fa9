package vn.trangtien.gateway.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.gateway.pipeline.CounterMemory.Count;

class CounterFileTest {

    private static final Duration NEVER = Duration.ofDays(1);

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("counters.txt");
    }

    @Test
    void countsAreThereAgainAfterClosing() {
        try (CounterFile counters = CounterFile.open("gw", file, NEVER)) {
            assertThat(counters.recall("rain", "total")).isEmpty();
            counters.remember("rain", "total", new Count(12.5, 0.2794));
            counters.remember("meter", "năng lượng\t1", new Count(0, 4711));
        }
        try (CounterFile counters = CounterFile.open("gw", file, NEVER)) {
            assertThat(counters.recall("rain", "total")).hasValue(new Count(12.5, 0.2794));
            assertThat(counters.recall("meter", "năng lượng\t1")).hasValue(new Count(0, 4711));
        }
    }

    @Test
    void countsAreWrittenWhileTheGatewayRuns() {
        try (CounterFile counters = CounterFile.open("gw", file, Duration.ofMillis(10))) {
            counters.remember("rain", "total", new Count(0, 1));
            await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(file));
            try (CounterFile other = CounterFile.open("gw", file, NEVER)) {
                assertThat(other.recall("rain", "total")).hasValue(new Count(0, 1));
            }
        }
    }

    /** What a power cut or a bad block may leave: any prefix of the file, or any byte of it changed. */
    @Test
    void aDamagedFileIsSetAsideAndNeverTakenForCounts() throws Exception {
        try (CounterFile counters = CounterFile.open("gw", file, NEVER)) {
            counters.remember("rain", "total", new Count(12.5, 0.2794));
        }
        byte[] good = Files.readAllBytes(file);
        var random = new Random(5);
        for (int i = 0; i < 200; i++) {
            byte[] bad = java.util.Arrays.copyOf(good, i < good.length - 1 ? i : good.length);
            if (bad.length == good.length) {
                bad[random.nextInt(good.length - 1)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file, bad);
            try (CounterFile counters = CounterFile.open("gw", file, NEVER)) {
                assertThat(counters.recall("rain", "total")).isEmpty();
            }
            assertThat(directory.resolve("counters.txt.damaged")).hasBinaryContent(bad);
        }
    }

    @Test
    void anUnfinishedNewFileDoesNotMatter() throws Exception {
        try (CounterFile counters = CounterFile.open("gw", file, NEVER)) {
            counters.remember("rain", "total", new Count(12.5, 0));
        }
        Files.writeString(directory.resolve("counters.txt.new"), "half");
        try (CounterFile counters = CounterFile.open("gw", file, NEVER)) {
            assertThat(counters.recall("rain", "total")).hasValue(new Count(12.5, 0));
            counters.remember("rain", "total", new Count(13, 0));
        }
        assertThat(directory.resolve("counters.txt.new")).doesNotExist();
    }
}
