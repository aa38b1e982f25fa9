package vn.trangtien.gateway.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.gateway.remote.ReplayGuard.Verdict;

class ReplayGuardTest {

    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofMinutes(5));

    @TempDir
    Path directory;

    @Test
    void aRequestIsTakenOnceAlsoAfterARestart() throws Exception {
        try (var guard = open()) {
            assertThat(guard.take("a", LATER, NOW)).isEqualTo(Verdict.NEW);
            assertThat(guard.take("a", LATER, NOW)).isEqualTo(Verdict.SEEN);
        }
        try (var guard = open()) {
            assertThat(guard.take("a", LATER, NOW)).isEqualTo(Verdict.SEEN);
            assertThat(guard.take("b", LATER, NOW)).isEqualTo(Verdict.NEW);
        }
    }

    @Test
    void itIsBoundedAndForgetsOnlyWhatNoSealCouldBringBack() throws Exception {
        try (var guard = ReplayGuard.open(file(), 3)) {
            for (String id : new String[] {"a", "b", "c"}) {
                assertThat(guard.take(id, LATER, NOW)).isEqualTo(Verdict.NEW);
            }
            assertThat(guard.take("d", LATER, NOW)).isEqualTo(Verdict.FULL);
            assertThat(guard.take("a", LATER, LATER.minusMillis(1))).isEqualTo(Verdict.SEEN);

            assertThat(guard.take("d", LATER.plusSeconds(60), LATER)).isEqualTo(Verdict.NEW);
            assertThat(Files.readAllLines(file())).hasSize(1);
        }
    }

    @Test
    void aLineTornByAPowerCutHurtsNoOther() throws Exception {
        try (var guard = open()) {
            guard.take("a", LATER, NOW);
        }
        Files.writeString(file(), "17000000000 b", StandardOpenOption.APPEND);

        try (var guard = open()) {
            assertThat(guard.take("a", LATER, NOW)).isEqualTo(Verdict.SEEN);
            assertThat(guard.take("b", LATER, NOW)).isEqualTo(Verdict.NEW);
        }
    }

    @Test
    void aDiskThatFailsOnceDoesNotEndRemoteManagement() throws Exception {
        try (var guard = ReplayGuard.open(file(), 2)) {
            guard.take("a", LATER, NOW);
            guard.take("b", LATER, NOW);
            Path inTheWay = Files.createDirectory(directory.resolve("handled.txt.new"));
            assertThatThrownBy(() -> guard.take("c", LATER.plusSeconds(60), LATER))
                    .isInstanceOf(IOException.class);

            Files.delete(inTheWay);

            assertThat(guard.take("c", LATER.plusSeconds(60), LATER)).isEqualTo(Verdict.NEW);
        }
    }

    private ReplayGuard open() throws Exception {
        return ReplayGuard.open(file());
    }

    private Path file() {
        return directory.resolve("handled.txt");
    }
}
