package vn.trangtien.box.bench.ingest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import vn.trangtien.box.home.Port;
import vn.trangtien.drivers.Text;
import vn.trangtien.sim.fleet.enrol.BulkEnrolment;
import vn.trangtien.sim.fleet.enrol.FleetIdentity;
import vn.trangtien.sim.fleet.idle.IdleFleet;

/** What thousands of gateways cost the front door that are connected over TLS and only ping. */
final class SessionsFigure {

    /** Files, sockets and libraries of either process besides the sessions. */
    private static final int OTHER_FILES = 1_000;

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(60);
    private static final Duration QUICK_KEEP_ALIVE = Duration.ofSeconds(4);
    private static final Duration REST = Duration.ofSeconds(5);
    private static final double KIBIBYTES = 1024;

    /**
     * The figures of {@code --figure sessions}.
     *
     * @param sessions asked for
     * @param connected of these
     * @param keepAliveSeconds of each; so long they were pinged, in both halves of it
     * @param enrolSeconds until each had a certificate
     * @param connectSeconds until each had its session, sixteen handshakes at a time
     * @param memoryBeforeMiB resident, of the JVM and PostgreSQL, before the first session
     * @param memoryAfterMiB the same with all of them
     * @param memoryEndMiB the same after the pings
     * @param residentKibPerSession growth until after the pings; what the heap took to grow is in it
     * @param heapBeforeMiB in use after a collection
     * @param heapAfterMiB the same with all sessions, after the pings
     * @param heapKibPerSession the growth of that
     * @param trouble why the last one was refused or not answered
     */
    record Result(
            int sessions,
            int connected,
            long keepAliveSeconds,
            double enrolSeconds,
            double connectSeconds,
            double connectsPerSecond,
            double memoryBeforeMiB,
            double memoryAfterMiB,
            double memoryEndMiB,
            double residentKibPerSession,
            double heapBeforeMiB,
            double heapAfterMiB,
            double heapKibPerSession,
            int pings,
            int answered,
            double pingP50Millis,
            double pingP99Millis,
            double pingWorstMillis,
            List<String> serverOptions,
            double loadBefore,
            String trouble) {}

    private SessionsFigure() {}

    static IngestFigure.Outcome measure(IngestLengths lengths, Path folder, Consumer<Text> progress, boolean quick)
            throws IOException, InterruptedException {
        requireFiles(lengths.gateways(), ProcessTimes.openFiles());
        double load = IngestBench.machineLoad();
        Duration keepAlive = quick ? QUICK_KEEP_ALIVE : KEEP_ALIVE;
        try (StandProcess stand = StandProcess.ingest(folder, lengths.serverOptions())) {
            progress.accept(new Text("đăng ký %d trạm", "%d gateways enrol").with(lengths.gateways()));
            long since = System.nanoTime();
            List<FleetIdentity> identities = new BulkEnrolment(stand.url(), stand.token())
                    .enrol(IngestBench.ACCOUNT, "idle", lengths.gateways(), done -> {});
            double enrolSeconds = IngestBench.seconds(since);
            var broker = new InetSocketAddress(InetAddress.getLoopbackAddress(), stand.port(Port.MQTT));
            rest(quick);
            double heapBefore = stand.heapMiB();
            double memoryBefore = stand.memoryMiB();
            try (var fleet = new IdleFleet(broker, keepAlive)) {
                progress.accept(new Text("kết nối", "they connect"));
                since = System.nanoTime();
                fleet.connect(identities);
                double connectSeconds = IngestBench.seconds(since);
                rest(quick);
                double memoryAfter = stand.memoryMiB();
                progress.accept(new Text("giữ kết nối %d s", "they idle for %d s").with(keepAlive.toSeconds()));
                IdleFleet.Pings pings = fleet.idle();
                double memoryEnd = stand.memoryMiB();
                double heapAfter = stand.heapMiB();
                int connected = fleet.size();
                var result = new Result(
                        lengths.gateways(),
                        connected,
                        keepAlive.toSeconds(),
                        IngestBench.rounded(enrolSeconds),
                        IngestBench.rounded(connectSeconds),
                        IngestBench.rounded(connected / connectSeconds),
                        IngestBench.rounded(memoryBefore),
                        IngestBench.rounded(memoryAfter),
                        IngestBench.rounded(memoryEnd),
                        IngestBench.rounded((memoryEnd - memoryBefore) * KIBIBYTES / Math.max(1, connected)),
                        IngestBench.rounded(heapBefore),
                        IngestBench.rounded(heapAfter),
                        IngestBench.rounded((heapAfter - heapBefore) * KIBIBYTES / Math.max(1, connected)),
                        pings.sent(),
                        pings.answered(),
                        IngestBench.rounded(pings.delays().percentileMillis(50)),
                        IngestBench.rounded(pings.delays().percentileMillis(99)),
                        IngestBench.rounded(pings.delays().highestMicros() / 1000.0),
                        stand.options(),
                        IngestBench.rounded(load),
                        fleet.trouble().orElse(""));
                boolean all = connected == lengths.gateways() && pings.answered() == pings.sent();
                return new IngestFigure.Outcome(IngestBenchResult.json(result), all);
            }
        }
    }

    private static void rest(boolean quick) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(quick ? 100 : REST.toMillis());
    }

    /** Both ends are processes on this machine, and each needs a file for every session. */
    static void requireFiles(int sessions, long limit) throws IOException {
        long needed = (long) sessions + OTHER_FILES;
        if (limit < needed) {
            throw new IOException(
                    ("%1$d phiên cần %2$d tệp mở trong mỗi tiến trình (máy chủ, trạm ảo), nhưng giới hạn là %3$d; chạy 'ulimit -n %2$d' trước"
                                    + " / %1$d sessions need %2$d open files in each of the two processes (server, gateways), but the limit is"
                                    + " %3$d; run 'ulimit -n %2$d' in this shell first, or ask for fewer with --gateways")
                            .formatted(sessions, needed, limit));
        }
    }
}
