package vn.trangtien.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.gateway.TestBroker.Heard;
import vn.trangtien.gateway.link.Announcements;
import vn.trangtien.gateway.link.CloudLink;
import vn.trangtien.gateway.link.Inbox;
import vn.trangtien.gateway.link.LinkSettings;
import vn.trangtien.gateway.link.TimeGate;
import vn.trangtien.gateway.report.GatewayReporter;
import vn.trangtien.gateway.spool.NewMessage;
import vn.trangtien.gateway.spool.Outbox;
import vn.trangtien.gateway.spool.Priority;
import vn.trangtien.gateway.spool.SettableClock;
import vn.trangtien.gateway.spool.Spool;
import vn.trangtien.gateway.spool.SpoolCounters;
import vn.trangtien.gateway.spool.SpoolException;
import vn.trangtien.gateway.spool.SpoolLimits;
import vn.trangtien.wire.ChannelReading;
import vn.trangtien.wire.GatewayReport;
import vn.trangtien.wire.KuraPosition;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.Origin;
import vn.trangtien.wire.TelemetryMessage;

/** A day without the cloud in virtual time, then the real link to a real broker. */
class OfflineDayIT {

    private static final int SENSORS = 4;

    /** Minutes that share a wait for the disk, for the test's sake. */
    private static final int AT_ONCE = 10;

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    static Path shared;

    private static TestAuthority authority;
    private static TestBroker broker;

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock();

    @BeforeAll
    static void startBroker() throws Exception {
        authority = new TestAuthority("city");
        broker = new TestBroker(shared, authority);
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @Test
    void everythingMeasuredInADayOfflineArrivesInOrder() throws Exception {
        SpoolCounters counters = offlineThenDrained("roomy", new SpoolLimits(64 << 20, Duration.ofDays(14)));

        assertThat(counters.evicted()).isZero();
        assertThat(arrived("roomy")).containsExactlyElementsOf(upTo(counters.appended()));
        for (int sensor = 0; sensor < SENSORS; sensor++) {
            assertThat(minutes("roomy", sensor))
                    .containsExactlyElementsOf(
                            IntStream.range(0, (int) DAY.toMinutes()).boxed().toList());
        }
    }

    @Test
    void whatDidNotFitIsToldNumberByNumber() throws Exception {
        SpoolCounters counters = offlineThenDrained("small", new SpoolLimits(600 << 10, Duration.ofDays(14)));

        assertThat(counters.evicted()).isGreaterThan(1_000);
        TreeSet<Long> accounted = arrived("small");
        int delivered = accounted.size();
        accounted.addAll(told("small"));
        assertThat(accounted).containsExactlyElementsOf(upTo(counters.appended()));
        assertThat(delivered + counters.evicted()).isEqualTo(counters.appended());
    }

    private SpoolCounters offlineThenDrained(String id, SpoolLimits limits) throws Exception {
        URI address = URI.create("ssl://127.0.0.1:" + broker.tlsPort());
        try (Spool spool = Spool.open(directory.resolve(id + ".db"), limits, true, clock.boot("one"))) {
            var outbox = new Outbox(id, spool, () -> {});
            try (var reporter = new GatewayReporter("hue", id, spool, outbox, () -> true, List.of())) {
                for (int minute = 0; minute < DAY.toMinutes(); minute += AT_ONCE) {
                    List<NewMessage> messages = new ArrayList<>();
                    for (int i = 0; i < AT_ONCE; i++) {
                        messages.addAll(measured(id, minute + i));
                    }
                    outbox.putAll(messages);
                    clock.advance(Duration.ofMinutes(AT_ONCE));
                    reporter.tick();
                }
                var announcements =
                        new Announcements("hue", id, "Bridge", KuraPosition.of(16, 107), Map.of(), true, clock);
                try (CloudLink link = CloudLink.overTls(
                        authority.identity("hue", id, address),
                        announcements,
                        Inbox.NONE,
                        TimeGate.OPEN,
                        spool,
                        LinkSettings.usual(20_000),
                        new Random(1))) {
                    link.start();
                    await().atMost(PATIENCE).until(() -> {
                        clock.advance(Duration.ofSeconds(10));
                        reporter.tick();
                        link.wake();
                        return isEmpty(spool);
                    });
                }
            }
            SpoolCounters counters = spool.counters();
            assertThat(counters.appended())
                    .isEqualTo(counters.delivered() + counters.evicted() + counters.rejected() + counters.depth());
            await().atMost(PATIENCE).until(() -> arrived(id).size() == counters.delivered());
            return counters;
        }
    }

    private static boolean isEmpty(Spool spool) throws SpoolException {
        return spool.counters().depth() == 0 && !spool.hasUntoldEvictions();
    }

    private List<NewMessage> measured(String id, int minute) {
        List<NewMessage> messages = new ArrayList<>();
        for (int sensor = 0; sensor < SENSORS; sensor++) {
            var reading = new ChannelReading(
                    "minute", OptionalDouble.of(minute), Optional.of(clock.instant()), "", "GOOD", Optional.empty());
            messages.add(new NewMessage(
                    minute % 60 == 0 ? Priority.ALARM : Priority.TELEMETRY,
                    KuraTopic.telemetry("hue", id, "sensor-" + sensor),
                    new TelemetryMessage(
                                    "sensor-" + sensor,
                                    List.of(reading),
                                    Optional.of(clock.instant()),
                                    new Origin(false, true))
                            .toPayload()));
        }
        return messages;
    }

    private static List<Heard> heard(String id) {
        return broker.heard().stream()
                .filter(one -> one.topic().startsWith("hue/" + id + "/"))
                .toList();
    }

    private static TreeSet<Long> arrived(String id) {
        var numbers = new TreeSet<Long>();
        heard(id).forEach(one -> numbers.add(one.seq()));
        return numbers;
    }

    /** Numbers that reports named as given up. */
    private static List<Long> told(String id) {
        return heard(id).stream()
                .filter(one -> one.topic().endsWith("GW-V1/report"))
                .flatMap(one -> GatewayReport.read(one.decoded()).stream())
                .flatMap(report -> Arrays.stream(report.texts()
                        .getOrDefault(GatewayReport.EVICTED_RANGES, "")
                        .split(",", -1)))
                .filter(range -> !range.isEmpty())
                .flatMap(range -> {
                    String[] ends = range.split("-", -1);
                    return LongStream.rangeClosed(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]))
                            .boxed();
                })
                .toList();
    }

    /** What a sensor told, sorted by importance only where its messages differ in that. */
    private static List<Integer> minutes(String id, int sensor) {
        return heard(id).stream()
                .filter(one -> one.topic().endsWith("/sensor-" + sensor))
                .map(one -> one.decoded().metrics().get("minute").asNumber())
                .map(value -> (int) value.orElseThrow())
                .distinct()
                .sorted()
                .toList();
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
