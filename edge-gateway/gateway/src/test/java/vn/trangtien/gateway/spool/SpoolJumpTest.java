package vn.trangtien.gateway.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;

/** Somebody sets the clock by a day while messages wait that may wait an hour. */
class SpoolJumpTest {

    private static final KuraTopic RIVER = KuraTopic.telemetry("hue", "gw-1", "river");
    private static final SpoolLimits AN_HOUR = new SpoolLimits(1 << 20, Duration.ofHours(1));

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock();
    private Spool spool;

    @BeforeEach
    void open() throws SpoolException {
        spool = Spool.open(directory.resolve("spool.db"), AN_HOUR, false, clock.boot("one"));
    }

    @AfterEach
    void close() {
        spool.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void nothingExpiresBeforeItsTimeAndEverythingThen(int days) throws SpoolException {
        append();
        clock.advance(Duration.ofMinutes(30));
        clock.jump(Duration.ofDays(days));
        append();

        assertThat(spool.expire()).isZero();
        clock.advance(Duration.ofMinutes(31));
        assertThat(spool.expire()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(31));
        assertThat(spool.expire()).isEqualTo(1);

        assertThat(spool.counters())
                .returns(2L, SpoolCounters::appended)
                .returns(2L, SpoolCounters::evicted)
                .returns(0L, SpoolCounters::depth);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void aRestartAfterTheJumpDoesNotChangeThat(int days) throws SpoolException {
        append();
        clock.jump(Duration.ofDays(days));
        append();
        spool.close();
        clock.advance(Duration.ofMinutes(50));

        open();

        assertThat(spool.expire()).isZero();
        clock.advance(Duration.ofMinutes(11));
        assertThat(spool.expire()).isEqualTo(2);
    }

    @Test
    void aClockThatWentBackOverARestartKeepsMessagesRatherLonger() throws SpoolException {
        append();
        spool.close();
        clock.jump(Duration.ofDays(-300));
        open();
        clock.advance(Duration.ofMinutes(59));
        assertThat(spool.expire()).isZero();
        clock.advance(Duration.ofMinutes(2));
        assertThat(spool.expire()).isEqualTo(1);
    }

    private void append() throws SpoolException {
        spool.append(Priority.TELEMETRY, RIVER, KuraPayload.builder().build());
    }
}
