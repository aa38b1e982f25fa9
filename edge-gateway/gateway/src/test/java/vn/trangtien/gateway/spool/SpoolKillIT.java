package vn.trangtien.gateway.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** A process that keeps messages is killed without warning, as by the power switch of a technician in a hurry. */
class SpoolKillIT {

    private static final int KILLED_AFTER = 400;

    @TempDir
    Path directory;

    @RepeatedTest(3)
    void everyMessageThatWasSaidToBeKeptIsThere() throws Exception {
        Path file = directory.resolve("spool.db");
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SpoolVictim.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long acknowledged = 0;
        try (var lines =
                new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.US_ASCII))) {
            for (int i = 0; i < KILLED_AFTER; i++) {
                acknowledged = Long.parseLong(lines.readLine());
            }
            // not Process.destroyForcibly(), which closes the pipe with what is still in it
            assertThat(victim.toHandle().destroyForcibly()).isTrue();
            assertThat(victim.waitFor(30, TimeUnit.SECONDS)).isTrue();
            // what was still in the pipe was acknowledged as well, but for a last line that may be cut
            List<String> rest = lines.lines().toList();
            for (String line : rest.subList(0, Math.max(0, rest.size() - 1))) {
                acknowledged = Long.parseLong(line);
            }
        }
        var limits = new SpoolLimits(200 << 20, Duration.ofDays(1));
        try (Spool spool = Spool.open(file, limits, false, Clock.systemUTC())) {
            List<Long> kept = spool.next(1_000_000);
            assertThat(kept)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, kept.size()).boxed().toList());
            assertThat((long) kept.size()).isGreaterThanOrEqualTo(acknowledged);
            assertThat(spool.counters().appended()).isEqualTo(kept.size());
        }
    }
}
