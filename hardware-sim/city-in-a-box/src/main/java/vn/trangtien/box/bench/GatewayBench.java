package vn.trangtien.box.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.enrol.EnrolmentException;
import vn.trangtien.gateway.spool.Spool;
import vn.trangtien.gateway.spool.SpoolException;

/** All measurements of the gateway's runtime, one after the other. */
public final class GatewayBench {

    private static final int BATCH = 100;

    private final Lengths lengths;
    private final Clock clock;
    private final Consumer<Text> progress;

    /**
     * How much is done.
     *
     * @param warmUp rows before anything is measured
     * @param rows through the spool and read out
     * @param oneByOne rows with a wait for the disk each
     * @param working how long the gateway works before its memory is looked at
     */
    public record Lengths(int warmUp, int rows, int oneByOne, Duration working) {

        /** What the figures of the documentation were taken with. */
        public static final Lengths FULL = new Lengths(20_000, 100_000, 2_000, Duration.ofSeconds(60));

        /** Seconds, to see whether everything works. */
        public static final Lengths QUICK = new Lengths(500, 3_000, 100, Duration.ofSeconds(2));
    }

    /** @param progress told what comes next */
    public GatewayBench(Lengths lengths, Clock clock, Consumer<Text> progress) {
        this.lengths = lengths;
        this.clock = clock;
        this.progress = progress;
    }

    public GatewayBenchResult run()
            throws IOException, GeneralSecurityException, SQLException, SpoolException, EnrolmentException,
                    InterruptedException {
        Path directory = Files.createTempDirectory("trangtien-bench");
        var authority = new BenchAuthority(clock);
        try (var broker = new BenchBroker(authority, directory)) {
            progress.accept(new Text("khởi động gateway, rồi để nó chạy", "a gateway starts and works"));
            Working working = working(authority, broker, Files.createDirectory(directory.resolve("gateway")));
            warmUp(Files.createDirectory(directory.resolve("warm")));
            var speed = new SpoolSpeed(directory, clock, lengths.rows(), BATCH);
            progress.accept(new Text("vòng lặp SQLite trần làm đối chứng", "a plain SQLite loop for reference"));
            double plain = speed.plain();
            try (Spool spool = speed.open()) {
                progress.accept(new Text("ghi vào spool", "appending to the spool"));
                double batches = speed.batches(spool);
                double single = speed.oneByOne(spool, lengths.oneByOne());
                progress.accept(new Text("đọc spool qua đường truyền thật", "reading out through the real link"));
                long waiting = spool.counters().depth();
                double readOut = ReadOut.through(authority.identity("bench", broker.address()), spool, clock);
                return new GatewayBenchResult(
                        lengths.rows(),
                        BATCH,
                        Math.round(batches),
                        Math.round(plain),
                        rounded(batches / plain),
                        Math.round(single),
                        waiting,
                        Math.round(readOut),
                        spool.counters().delivered(),
                        working.firstSampleMillis(),
                        lengths.working().toSeconds(),
                        working.published(),
                        rounded(working.rssMiB()),
                        rounded(working.highestMiB()));
            }
        } finally {
            remove(directory);
        }
    }

    private record Working(long firstSampleMillis, long published, double rssMiB, double highestMiB) {}

    private Working working(BenchAuthority authority, BenchBroker broker, Path directory)
            throws IOException, GeneralSecurityException, InterruptedException {
        try (var gateway =
                new GatewayProcess(authority.identity(GatewayProcess.GATEWAY, broker.address()), directory)) {
            long first = gateway.millisToFirstSample(broker);
            TimeUnit.NANOSECONDS.sleep(lengths.working().toNanos());
            return new Working(first, broker.telemetry(), gateway.memoryMiB("VmRSS"), gateway.memoryMiB("VmHWM"));
        }
    }

    private void warmUp(Path directory) throws SQLException, SpoolException {
        var speed = new SpoolSpeed(directory, clock, lengths.warmUp(), BATCH);
        speed.plain();
        try (Spool spool = speed.open()) {
            speed.batches(spool);
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
