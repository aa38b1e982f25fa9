package vn.trangtien.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageCodesTest {

    @TempDir
    Path data;

    private Path folder;
    private Instant now = Instant.parse("2026-11-22T03:00:00Z");
    private final Clock clock = new MovingClock();
    private PageCodes codes;

    @BeforeEach
    void make() {
        folder = data.resolve("page");
        codes = new PageCodes(folder, clock);
    }

    @Test
    void aCodeWorksOnceHoweverItIsTyped() throws Exception {
        String code = codes.issue();

        assertThat(code).matches("[2-9A-HJKM-NP-TW-Z]{5}-[2-9A-HJKM-NP-TW-Z]{5}");
        assertThat(new PageCodes(folder, clock)
                        .redeem(code.toLowerCase(Locale.ROOT).replace('-', ' ')))
                .as("by another process")
                .isTrue();
        assertThat(codes.redeem(code)).isFalse();
    }

    @Test
    void aCodeEndsAfterAQuarterOfAnHour() throws Exception {
        String code = codes.issue();

        now = now.plus(Duration.ofMinutes(15));

        assertThat(codes.redeem(code)).isFalse();
    }

    @Test
    void aClockThatJumpedBackDoesNotMakeCodesLiveLonger() throws Exception {
        String code = codes.issue();

        now = now.minus(Duration.ofDays(1));

        assertThat(codes.redeem(code)).isFalse();
    }

    @Test
    void whoReadsTheFolderDoesNotLearnTheCodeAndOthersCannotReadIt() throws Exception {
        String code = codes.issue();
        Path file = files().get(0);

        assertThat(Files.readString(file)).doesNotContain(code).doesNotContain(code.replace("-", ""));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void oldCodesAreRemovedWhenANewOneIsMade() throws Exception {
        codes.issue();
        codes.issue();
        now = now.plus(Duration.ofHours(1));

        codes.issue();

        assertThat(files()).hasSize(1);
    }

    @Test
    void nonsenseIsNoCode() throws Exception {
        assertThat(codes.redeem("ABCDE-FGHJK")).as("before the first code").isFalse();
        codes.issue();
        Files.writeString(folder.resolve("code-broken"), "not a code at all");
        Files.writeString(folder.resolve("code-worse"), "zz yy 99999999999999999999");

        for (String given : List.of("", "-", "ABCDE-FGHJK", "../../etc", "x".repeat(1_000), "Đập Đá Huế")) {
            assertThat(codes.redeem(given)).isFalse();
        }
    }

    @Test
    void ofManyWhoUseOneCodeAtOnceOneComesIn() throws Exception {
        String code = codes.issue();
        ExecutorService crowd = Executors.newFixedThreadPool(8);
        try {
            Callable<Boolean> one = () -> codes.redeem(code);
            long in = 0;
            for (Future<Boolean> each :
                    crowd.invokeAll(Stream.generate(() -> one).limit(32).toList())) {
                in += each.get() ? 1 : 0;
            }
            assertThat(in).isEqualTo(1);
        } finally {
            crowd.shutdownNow();
        }
    }

    @Test
    void oneWhoGuessesDoesNotLockOutTheOthers() throws Exception {
        var sessions = new PageSessions(codes, clock);
        for (int i = 0; i < 100; i++) {
            sessions.signIn("10.0.0.66", "ABCDE-FGHJK");
        }

        assertThat(sessions.signIn("10.0.0.1", codes.issue()).token()).isPresent();
    }

    @Test
    void guessingIsSlowedDownForOneAndForAll() {
        var sessions = new PageSessions(codes, clock);

        for (int i = 0; i < 5; i++) {
            assertThat(sessions.signIn("10.0.0.1", "ABCDE-FGHJK").tooMany()).isFalse();
        }
        assertThat(sessions.signIn("10.0.0.1", "ABCDE-FGHJK").tooMany()).isTrue();
        int let = 0;
        for (int i = 0; i < 100; i++) {
            let += sessions.signIn("10.0.1." + i, "ABCDE-FGHJK").tooMany() ? 0 : 1;
        }
        assertThat(let).isLessThanOrEqualTo(15);
        now = now.plusSeconds(61);
        assertThat(sessions.signIn("10.0.0.1", "ABCDE-FGHJK").tooMany()).isFalse();
    }

    @Test
    void aSessionEndsAfterEightHoursAndWhenItIsEnded() throws Exception {
        var sessions = new PageSessions(codes, clock);
        String one = sessions.signIn("10.0.0.1", codes.issue()).token().orElseThrow();
        String other = sessions.signIn("10.0.0.1", codes.issue()).token().orElseThrow();

        assertThat(sessions.isKnown(one)).isTrue();
        sessions.signOut(one);
        assertThat(sessions.isKnown(one)).isFalse();
        assertThat(sessions.isKnown(other)).isTrue();
        now = now.plus(Duration.ofHours(8));
        assertThat(sessions.isKnown(other)).isFalse();
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private final class MovingClock extends Clock {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
