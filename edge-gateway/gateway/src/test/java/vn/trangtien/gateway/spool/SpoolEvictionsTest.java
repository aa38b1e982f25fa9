package vn.trangtien.gateway.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.wire.GatewayReport;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;

class SpoolEvictionsTest {

    private static final KuraTopic RIVER = KuraTopic.telemetry("hue", "gw-1", "river");
    private static final KuraTopic REPORT = GatewayReport.topic("hue", "gw-1");
    private static final SpoolLimits SMALL = new SpoolLimits(64 * 1024, Duration.ofDays(1));

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock();
    private final List<List<EvictedRange>> told = new ArrayList<>();
    private Spool spool;

    @BeforeEach
    void open() throws SpoolException {
        spool = Spool.open(directory.resolve("spool.db"), SMALL, false, clock.boot("one"));
    }

    @AfterEach
    void close() {
        spool.close();
    }

    @Test
    void everyNumberGivenUpStandsInARangeWithItsReason() throws SpoolException {
        for (int i = 0; i < 200; i++) {
            spool.append(i % 10 == 4 ? Priority.ALARM : Priority.TELEMETRY, RIVER, body());
        }
        long evicted = spool.counters().evicted();

        tell();

        List<EvictedRange> ranges = told.get(0);
        assertThat(ranges.get(0)).isEqualTo(new EvictedRange(1, 4, EvictedRange.Reason.ROOM));
        assertThat(ranges.get(1)).isEqualTo(new EvictedRange(6, 14, EvictedRange.Reason.ROOM));
        assertThat(ranges.stream().mapToLong(EvictedRange::count).sum()).isEqualTo(evicted);
        assertThat(SpoolNumbers.next(spool, 1_000))
                .noneMatch(seq -> ranges.stream().anyMatch(range -> range.first() <= seq && seq <= range.last()));
    }

    @Test
    void messagesTooOldAreNamedAsSuch() throws SpoolException {
        spool.append(Priority.TELEMETRY, RIVER, body());
        spool.append(Priority.ALARM, RIVER, body());
        clock.advance(Duration.ofHours(25));
        spool.expire();

        tell();

        assertThat(told).containsExactly(List.of(new EvictedRange(1, 2, EvictedRange.Reason.AGE)));
    }

    @Test
    void rangesAreToldOnceTheReportHasArrived() throws SpoolException {
        evictSome();
        long report = tell().orElseThrow();
        assertThat(spool.hasUntoldEvictions()).isFalse();
        assertThat(tell()).as("one report at a time").isEmpty();

        spool.delivered(List.of(report));

        assertThat(spool.hasUntoldEvictions()).isFalse();
        assertThat(tell()).isEmpty();
    }

    @Test
    void whatGivesWayForAReportStandsInTheNextOne() throws SpoolException {
        evictSome();
        long early = spool.appendReport(Priority.ALARM, REPORT, 1_000, ranges -> {
                    told.add(ranges);
                    return body();
                })
                .orElseThrow();
        assertThat(spool.hasUntoldEvictions()).isTrue();
        spool.delivered(List.of(early));
        long evicted = spool.counters().evicted();

        tell();

        assertThat(sum(told.get(0)) + sum(told.get(1))).isEqualTo(evicted);
    }

    @Test
    void whatIsGivenUpWhileAReportWaitsStandsInTheNextOne() throws SpoolException {
        evictSome();
        long report = tell().orElseThrow();
        spool.append(Priority.TELEMETRY, RIVER, body());
        assertThat(spool.hasUntoldEvictions()).isTrue();
        spool.delivered(List.of(report));
        long evicted = spool.counters().evicted();

        tell();

        assertThat(sum(told.get(0)) + sum(told.get(1))).isEqualTo(evicted);
    }

    @Test
    void untoldRangesAndWaitingReportsSurviveARestart() throws SpoolException {
        evictSome();
        spool.close();
        open();
        assertThat(spool.hasUntoldEvictions()).isTrue();
        long report = tell().orElseThrow();
        spool.close();

        open();

        assertThat(tell()).isEmpty();
        spool.delivered(List.of(report));
        assertThat(spool.hasUntoldEvictions()).isFalse();
    }

    @Test
    void aReportThatWasGivenUpItselfIsTold() throws SpoolException {
        evictSome();
        long report = tell().orElseThrow();

        spool.rejected(List.of(report));

        tell();
        assertThat(told.get(1)).containsAll(told.get(0));
    }

    @Test
    void longListsAreToldInParts() throws SpoolException {
        for (int i = 0; i < 100; i++) {
            spool.append(i % 2 == 0 ? Priority.SNAPSHOT : Priority.ALARM, RIVER, body());
        }

        long first = tell(10).orElseThrow();
        spool.delivered(List.of(first));
        tell(10);

        assertThat(told.get(0)).hasSize(10);
        assertThat(told.get(1)).hasSize(10);
        assertThat(told.get(1).get(0).first()).isGreaterThan(told.get(0).get(9).last());
    }

    private OptionalLong tell() throws SpoolException {
        return tell(1_000);
    }

    private OptionalLong tell(int most) throws SpoolException {
        return spool.appendReport(Priority.ALARM, REPORT, most, ranges -> {
            told.add(ranges);
            return KuraPayload.builder().build();
        });
    }

    private void evictSome() throws SpoolException {
        for (int i = 0; i < 80; i++) {
            spool.append(Priority.TELEMETRY, RIVER, body());
        }
        assertThat(spool.counters().evicted()).isPositive();
    }

    private static long sum(List<EvictedRange> ranges) {
        return ranges.stream().mapToLong(EvictedRange::count).sum();
    }

    private static KuraPayload body() {
        return KuraPayload.builder().body(new byte[1_000]).build();
    }
}
