package vn.trangtien.gateway.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that keeps messages is killed without warning, as by the power switch of a technician in a hurry. */
class SpoolKillIT {

    private static final SpoolLimits LIMITS = new SpoolLimits(200 << 20, Duration.ofDays(1));

    @TempDir
    Path directory;

    private final Set<Long> kept = new HashSet<>();
    private final Set<Long> delivered = new HashSet<>();

    @Test
    void everyMessageThatWasSaidToBeKeptIsThere() throws Exception {
        for (int i = 0; i < 3; i++) {
            runAndKill(Duration.ofMillis(300));
            check();
        }
    }

    /** Takes a minute; leave it out with {@code -DexcludedGroups=minute}. */
    @Test
    @Tag("minute")
    void aMinuteOfKillsEveryFiveSecondsLosesNothing() throws Exception {
        for (int i = 0; i < 12; i++) {
            runAndKill(Duration.ofSeconds(5));
        }
        check();
        assertThat(kept).hasSizeGreaterThan(5_000);
    }

    private void runAndKill(Duration after) throws Exception {
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SpoolVictim.class.getName(),
                        file().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = new ArrayList<>();
        try (var out = new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.US_ASCII))) {
            lines.add(out.readLine());
            long until = System.nanoTime() + after.toNanos();
            while (System.nanoTime() < until) {
                lines.add(out.readLine());
            }
            // not Process.destroyForcibly(), which closes the pipe with what is still in it
            assertThat(victim.toHandle().destroyForcibly()).isTrue();
            assertThat(victim.waitFor(30, TimeUnit.SECONDS)).isTrue();
            // what was still in the pipe was said as well
            lines.addAll(out.lines().toList());
        }
        for (String line : lines) {
            if (line.endsWith(";")) {
                long number = Long.parseLong(line.substring(2, line.length() - 1));
                (line.charAt(0) == 'A' ? kept : delivered).add(number);
            }
        }
    }

    private void check() throws SpoolException {
        try (Spool spool = Spool.open(file(), LIMITS, false, Clock.systemUTC())) {
            Set<Long> there = new HashSet<>(SpoolNumbers.next(spool, 1_000_000));
            assertThat(there).as("no number twice").hasSize((int)
                    spool.counters().depth());
            Set<Long> vanished = new HashSet<>(kept);
            vanished.removeAll(there);
            vanished.removeAll(delivered);
            assertThat(vanished).as("said to be kept").isEmpty();
            Conservation.check(spool, delivered, List.of());
        }
    }

    private Path file() {
        return directory.resolve("spool.db");
    }
}
