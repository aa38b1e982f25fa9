package vn.trangtien.box.bench.ingest;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import vn.trangtien.box.home.Port;
import vn.trangtien.drivers.Text;
import vn.trangtien.sim.fleet.account.Expectation;
import vn.trangtien.sim.fleet.account.LatencySample;
import vn.trangtien.sim.fleet.account.MessageAccount;
import vn.trangtien.sim.fleet.account.Reconciliation;
import vn.trangtien.sim.fleet.enrol.BulkEnrolment;
import vn.trangtien.sim.fleet.load.LoadFleet;
import vn.trangtien.sim.fleet.load.LoadMember;
import vn.trangtien.sim.fleet.load.LoadSettings;

/** Loads an ingest that stands in a process of its own, and measures what it costs, how long it takes and whether all arrives. */
public final class IngestBench {

    static final String ACCOUNT = "hue";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(30);
    private static final Duration MEMORY_EVERY = Duration.ofSeconds(5);
    /** What is still under way when sending ends is as good as processed, if it is no more than this much work. */
    private static final double KEPT_UP_SECONDS = 2;

    private final IngestLengths lengths;
    private final Clock clock;
    private final Consumer<Text> progress;

    /** @param progress told what comes next */
    public IngestBench(IngestLengths lengths, Clock clock, Consumer<Text> progress) {
        this.lengths = lengths;
        this.clock = clock;
        this.progress = progress;
    }

    /** @param folder for the server's data; emptied by the caller */
    public IngestBenchResult run(Path folder) throws IOException, InterruptedException {
        double loadBefore = machineLoad();
        progress.accept(new Text("khởi động máy chủ thu nhận", "the ingest starts in a process of its own"));
        try (StandProcess stand = StandProcess.ingest(folder, lengths.serverOptions())) {
            progress.accept(new Text("đăng ký %d trạm", "%d gateways enrol").with(lengths.gateways()));
            long since = System.nanoTime();
            List<LoadMember> members = enrol(stand, lengths.gateways());
            double enrolSeconds = seconds(since);
            var settings = LoadSettings.usual("127.0.0.1", stand.port(Port.MQTT), clock)
                    .withChannels(lengths.channels())
                    .withHabits(lengths.habits());
            var watch = new Queryable(
                    new RestSeries(stand.rest()),
                    members.stream().map(LoadMember::name).toList(),
                    clock);
            try (watch;
                    var fleet = new LoadFleet(members, settings, watch)) {
                since = System.nanoTime();
                fleet.connect();
                awaitLines(fleet);
                double connectSeconds = seconds(since);
                warmUp(stand, fleet);
                return measure(stand, fleet, watch, loadBefore, enrolSeconds, connectSeconds);
            }
        }
    }

    /** Registered and enrolled as any gateway. */
    static List<LoadMember> enrol(StandProcess stand, int number) throws IOException, InterruptedException {
        return new BulkEnrolment(stand.url(), stand.token())
                .enrol(ACCOUNT, "load", number, done -> {}).stream()
                        .map(LoadMember::of)
                        .toList();
    }

    static void awaitLines(LoadFleet fleet) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (fleet.status().connected() < fleet.size()) {
            if (System.nanoTime() > until) {
                throw new IOException("not all gateways get a line: " + fleet.status());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private void warmUp(StandProcess stand, LoadFleet fleet) throws IOException, InterruptedException {
        progress.accept(new Text("làm nóng", "warming up"));
        fleet.send(lengths.rate());
        TimeUnit.NANOSECONDS.sleep(lengths.warmUp().toNanos());
        fleet.send(0);
        awaitQuiet(stand, fleet);
    }

    private IngestBenchResult measure(
            StandProcess stand,
            LoadFleet fleet,
            Queryable watch,
            double loadBefore,
            double enrolSeconds,
            double connectSeconds)
            throws IOException, InterruptedException {
        progress.accept(new Text("đo %d s với %d tin/s", "measuring for %d s at %d messages/s")
                .with(lengths.measured().toSeconds(), Math.round(lengths.rate())));
        List<Double> memory = new ArrayList<>();
        double memoryStart = stand.memoryMiB();
        long cpuBefore = stand.cpuNanos();
        long ownBefore = ownCpuNanos();
        long messagesBefore = fleet.acknowledged();
        long begin = System.nanoTime();
        watch.measure(true);
        fleet.send(lengths.rate());
        long end = begin + lengths.measured().toNanos();
        while (System.nanoTime() < end) {
            TimeUnit.NANOSECONDS.sleep(Math.max(1, Math.min(MEMORY_EVERY.toNanos(), end - System.nanoTime())));
            memory.add(rounded(stand.memoryMiB()));
        }
        long inTime = fleet.acknowledged() - messagesBefore;
        double sending = seconds(begin);
        fleet.send(0);
        watch.measure(false);
        progress.accept(new Text("chờ xử lý xong", "waiting until everything is processed"));
        awaitQuiet(stand, fleet);
        double whole = seconds(begin);
        long all = fleet.acknowledged() - messagesBefore;
        long cpu = stand.cpuNanos() - cpuBefore;
        long own = ownCpuNanos() - ownBefore;
        double drain = whole - sending;
        watch.await();
        double perSecond = drain <= KEPT_UP_SECONDS ? inTime / sending : Math.min(inTime / sending, all / whole);

        progress.accept(new Text("đối chiếu với kho dữ liệu", "comparing with the store"));
        MessageAccount account = fleet.account();
        Reconciliation proof =
                new StoreProof(stand.port(Port.QUESTDB_SQL), stand.secret("questdb")).reconcile(account, SHOWN_WITHIN);
        proof.firstLost().forEach(line -> progress.accept(new Text("mất %s", "lost %s").with(line)));
        JsonNode books = stand.conservation();
        MessageAccount.Snapshot sent = account.snapshot();
        LatencySample acks = account.delays();
        return new IngestBenchResult(
                lengths.rate(),
                rounded(sending),
                lengths.gateways(),
                lengths.channels(),
                lengths.habits().gzip(),
                stand.options(),
                Runtime.getRuntime().availableProcessors(),
                rounded(loadBefore),
                rounded(machineLoad()),
                rounded(perSecond),
                rounded(perSecond * sent.points() / Math.max(1, sent.acknowledgements())),
                rounded(cpu / 1000.0 / Math.max(1, all)),
                rounded(own / 1000.0 / Math.max(1, all)),
                rounded(watch.delays().percentileMillis(50)),
                rounded(watch.delays().percentileMillis(99)),
                watch.delays().count(),
                rounded(acks.percentileMillis(50)),
                rounded(acks.percentileMillis(99)),
                rounded(Math.max(0, drain)),
                proof.promised(),
                proof.stored(),
                proof.lost(),
                proof.storedTwice(),
                books.path("duplicate").asLong(),
                rejected(books),
                sent.acknowledged(Expectation.DUPLICATE),
                sent.acknowledged(Expectation.REJECTED),
                rounded(memoryStart),
                memory.get(memory.size() - 1),
                memory,
                rounded(enrolSeconds),
                rounded(connectSeconds),
                fleet.status().connections() - fleet.size(),
                null);
    }

    private static long rejected(JsonNode books) {
        long all = 0;
        for (JsonNode reason : books.path("rejected")) {
            all += reason.asLong();
        }
        return all;
    }

    /** Until every message is acknowledged and the ingest has nothing left to do, by its own account. */
    static void awaitQuiet(StandProcess stand, LoadFleet fleet) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            if (fleet.status().unacknowledged() == 0) {
                JsonNode books = stand.conservation();
                if (books.path("inFlight").asLong() == 0
                        && books.path("waitingInBroker").asLong(0) == 0) {
                    return;
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IOException(
                "the ingest does not come to rest: %s, %s".formatted(fleet.status(), stand.conservation()));
    }

    private static long ownCpuNanos() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }

    static double machineLoad() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1e9;
    }

    static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
