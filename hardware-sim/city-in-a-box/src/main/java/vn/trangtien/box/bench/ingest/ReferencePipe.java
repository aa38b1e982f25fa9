package vn.trangtien.box.bench.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import vn.trangtien.box.bench.ingest.IngestBenchResult.Reference;
import vn.trangtien.drivers.Text;
import vn.trangtien.sim.fleet.account.MessageAccount;
import vn.trangtien.sim.fleet.load.Habits;
import vn.trangtien.sim.fleet.load.LoadFleet;
import vn.trangtien.sim.fleet.load.LoadMember;
import vn.trangtien.sim.fleet.load.LoadSettings;

/**
 * The same fleet at a pipe of other programs, which validates nothing, recognises no repetition, knows no gateway and acknowledges
 * before Kafka has a message: the floor of what such a path can cost. Its messages are Kura's JSON over lines without TLS.
 */
final class ReferencePipe {

    /** All messages are JSON, because no tool of the pipe reads protocol buffers. */
    private static final Habits JSON = new Habits(0.2, 1, 0, 0, 0, 0, 0, 0, 1, 0, false);

    private static final double BATCHES_PER_SECOND = 5;
    private static final Duration STILL = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final IngestLengths lengths;
    private final Clock clock;
    private final Consumer<Text> progress;

    ReferencePipe(IngestLengths lengths, Clock clock, Consumer<Text> progress) {
        this.lengths = lengths;
        this.clock = clock;
        this.progress = progress;
    }

    /** Measures, or says what is missing. */
    Reference run(Path folder) throws IOException, InterruptedException {
        List<String> missing = ReferenceServers.missing();
        if (!missing.isEmpty()) {
            return Reference.skipped("not installed: " + String.join(", ", missing));
        }
        progress.accept(new Text(
                "đối chứng: Mosquitto, kcat, Kafka, InfluxDB", "for reference: Mosquitto, kcat, Kafka, InfluxDB"));
        List<LoadMember> members = new ArrayList<>();
        for (int i = 1; i <= lengths.gateways(); i++) {
            members.add(LoadMember.plain(IngestBench.ACCOUNT, "load-%04d".formatted(i)));
        }
        int batch = (int) Math.max(20, lengths.rate() / BATCHES_PER_SECOND);
        try (var servers = ReferenceServers.start(folder.resolve("reference"), batch)) {
            var settings = LoadSettings.usual("127.0.0.1", servers.mqttPort(), clock)
                    .withChannels(lengths.channels())
                    .withHabits(JSON);
            var watch = new Queryable(
                    servers, members.stream().map(LoadMember::name).toList(), clock);
            try (watch;
                    var fleet = new LoadFleet(members, settings, watch)) {
                fleet.connect();
                IngestBench.awaitLines(fleet);
                fleet.send(lengths.rate());
                TimeUnit.NANOSECONDS.sleep(lengths.warmUp().toNanos());
                fleet.send(0);
                awaitStill(servers);
                return measure(servers, fleet, watch);
            }
        }
    }

    private Reference measure(ReferenceServers servers, LoadFleet fleet, Queryable watch)
            throws IOException, InterruptedException {
        long cpuBefore = servers.cpuNanos();
        long before = fleet.acknowledged();
        long begin = System.nanoTime();
        watch.measure(true);
        fleet.send(lengths.rate());
        TimeUnit.NANOSECONDS.sleep(lengths.measured().toNanos());
        long inTime = fleet.acknowledged() - before;
        double sending = IngestBench.seconds(begin);
        watch.measure(false);
        // Half a batch stays in the pipe until the next message comes, so it is asked for while there are some.
        watch.await();
        fleet.send(0);
        long lastGrowth = awaitStill(servers);
        long cpu = servers.cpuNanos() - cpuBefore;
        long all = fleet.acknowledged() - before;
        servers.finish();
        MessageAccount.Snapshot account = fleet.account().snapshot();
        long stored = servers.stored();
        double drain = Math.max(0, (lastGrowth - begin) / 1e9 - sending);
        double perSecond = drain <= 2 ? inTime / sending : Math.min(inTime / sending, all / (sending + drain));
        return new Reference(
                "",
                IngestBench.rounded(perSecond),
                IngestBench.rounded(perSecond * lengths.channels()),
                IngestBench.rounded(cpu / 1000.0 / Math.max(1, all)),
                IngestBench.rounded(watch.delays().percentileMillis(50)),
                IngestBench.rounded(watch.delays().percentileMillis(99)),
                account.promised(),
                stored,
                Math.max(0, account.promised() - stored),
                0);
    }

    /** Until the store has not grown for a while; returns when it grew last, by {@link System#nanoTime}. */
    private static long awaitStill(ReferenceServers servers) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        long grown = System.nanoTime();
        long before = servers.stored();
        while (System.nanoTime() - grown < STILL.toNanos() && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(250);
            long now = servers.stored();
            if (now > before) {
                before = now;
                grown = System.nanoTime();
            }
        }
        return grown;
    }
}
