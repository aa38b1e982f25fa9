package vn.trangtien.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.gateway.spool.Outbox;
import vn.trangtien.gateway.spool.Priority;
import vn.trangtien.gateway.spool.SettableClock;
import vn.trangtien.gateway.spool.Spool;
import vn.trangtien.gateway.spool.SpoolException;
import vn.trangtien.gateway.spool.SpoolLimits;
import vn.trangtien.gateway.spool.SpoolNumbers;
import vn.trangtien.gateway.spool.SpooledMessage;
import vn.trangtien.wire.GatewayReport;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;

class GatewayReporterTest {

    private static final KuraTopic RIVER = KuraTopic.telemetry("hue", "gw-1", "river");
    private static final Instant UNTIL = Instant.parse("2027-01-16T00:00:00Z");

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock();
    private Spool spool;
    private Outbox outbox;
    private GatewayReporter reporter;

    @BeforeEach
    void open() throws SpoolException {
        spool = Spool.open(
                directory.resolve("spool.db"), new SpoolLimits(64 << 10, Duration.ofDays(1)), false, clock.boot("one"));
        outbox = new Outbox("gw-1", spool, () -> {});
        reporter = new GatewayReporter(
                "hue",
                "gw-1",
                spool,
                outbox,
                () -> true,
                List.of(
                        ReportPart.link(() -> 3),
                        ReportPart.config(() -> new ReportPart.ConfigFacts(7, "ab12", "applied")),
                        ReportPart.software("0.2.0"),
                        ReportPart.certificate(() -> Optional.of(UNTIL)),
                        ReportPart.clock(OptionalLong::empty)));
    }

    @AfterEach
    void close() {
        reporter.close();
        spool.close();
    }

    @Test
    void aReportSaysEverythingItWasGiven() throws Exception {
        spool.append(Priority.TELEMETRY, RIVER, body(10));

        reporter.tick();

        GatewayReport report = reports(Priority.TELEMETRY).get(0);
        assertThat(report.at()).isEqualTo(clock.instant());
        assertThat(report.numbers())
                .containsEntry("spool.appended", 1L)
                .containsEntry("spool.depth", 1L)
                .containsEntry("spool.lost", 0L)
                .containsEntry("link.connects", 3L)
                .containsEntry("config.version", 7L)
                .containsEntry("certificate.until", UNTIL.toEpochMilli())
                .doesNotContainKey("clock.correction");
        assertThat(report.texts())
                .containsEntry("config.sha256", "ab12")
                .containsEntry("config.state", "applied")
                .containsEntry("software.version", "0.2.0")
                .doesNotContainKey("spool.problem");
    }

    @Test
    void quietReportsComeEveryMinuteButDoNotPileUp() throws Exception {
        run(Duration.ofMinutes(10));
        assertThat(reports(Priority.TELEMETRY)).hasSize(1);

        spool.delivered(SpoolNumbers.next(spool, 10));
        run(Duration.ofSeconds(61));

        assertThat(reports(Priority.TELEMETRY)).hasSize(1);
    }

    @Test
    void whatWasGivenUpIsToldAtOnceAsAnAlarmWithItsRangesAndReasons() throws Exception {
        for (int i = 0; i < 90; i++) {
            spool.append(Priority.TELEMETRY, RIVER, body(1_000));
        }
        long evicted = spool.counters().evicted();

        run(Duration.ofSeconds(2));

        GatewayReport report = reports(Priority.ALARM).get(0);
        assertThat(report.texts()).containsEntry("spool.evicted.ranges", "1-" + evicted);
        assertThat(report.numbers())
                .containsEntry("spool.evicted", evicted)
                .containsEntry("spool.evicted.room", evicted)
                .doesNotContainKey("spool.evicted.age");
    }

    @Test
    void aSpoolThatOverflowsForHoursSendsOneListAtATime() throws Exception {
        for (int i = 0; i < 120; i++) {
            spool.append(Priority.TELEMETRY, RIVER, body(1_000));
            run(Duration.ofMinutes(1));
        }
        assertThat(reports(Priority.ALARM)).hasSize(1);

        List<GatewayReport> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.addAll(reports(Priority.ALARM));
            spool.delivered(alarms().stream().map(SpooledMessage::seq).toList());
            run(Duration.ofSeconds(6));
        }

        long told = all.stream()
                .mapToLong(report -> report.numbers().getOrDefault("spool.evicted.room", 0L))
                .sum();
        assertThat(told).isEqualTo(spool.counters().evicted());
    }

    @Test
    void anOfflineSpoolGrowsOldToo() throws Exception {
        spool.append(Priority.TELEMETRY, RIVER, body(10));
        clock.advance(Duration.ofHours(25));

        run(Duration.ofMinutes(2));

        assertThat(reports(Priority.ALARM).get(0).numbers()).containsEntry("spool.evicted.age", 1L);
    }

    @Test
    void whoAsksGetsAReportWithinSecondsButNotTwenty() throws Exception {
        for (int i = 0; i < 20; i++) {
            reporter.soon();
            run(Duration.ofSeconds(1));
        }

        assertThat(reports(Priority.ALARM)).hasSizeBetween(3, 5);
    }

    private void run(Duration length) {
        for (long second = 0; second < length.toSeconds(); second++) {
            clock.advance(Duration.ofSeconds(1));
            reporter.tick();
        }
    }

    private List<SpooledMessage> alarms() throws SpoolException {
        return spool.page(1_000, Set.of()).stream()
                .filter(message -> message.priority() == Priority.ALARM.code())
                .toList();
    }

    private List<GatewayReport> reports(Priority priority) throws Exception {
        List<GatewayReport> reports = new ArrayList<>();
        for (SpooledMessage message : spool.page(1_000, Set.of())) {
            if (message.topic().equals("hue/gw-1/GW-V1/report") && message.priority() == priority.code()) {
                reports.add(
                        GatewayReport.read(KuraCodec.decode(message.payload())).orElseThrow());
            }
        }
        return reports;
    }

    private static KuraPayload body(int bytes) {
        return KuraPayload.builder().body(new byte[bytes]).build();
    }
}
