package vn.trangtien.box.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.trangtien.box.bench.AuditBenchResult.Reference;
import vn.trangtien.box.embedded.EmbeddedDatabase;
import vn.trangtien.drivers.Text;
import vn.trangtien.platform.audit.AuditDeed;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.audit.AuditVerdict;
import vn.trangtien.platform.audit.AuditVerifier;
import vn.trangtien.platform.database.PlatformMigration;
import vn.trangtien.platform.numbering.NumberRegister;
import vn.trangtien.platform.numbering.NumberRequest;
import vn.trangtien.platform.numbering.NumberingAutoConfiguration;
import vn.trangtien.platform.numbering.RegisterEntry;

/** Measures the audit chain and the numbering beside plain inserts, on a database of its own that is thrown away. */
public final class AuditBench {

    /** How much is measured. */
    public enum Lengths {
        FULL(100_000, 5, 2_000, 2_000),
        QUICK(2_000, 1, 48, 96);

        private final int rows;
        private final int rounds;
        private final int singles;
        private final int numbers;

        Lengths(int rows, int rounds, int singles, int numbers) {
            this.rows = rows;
            this.rounds = rounds;
            this.singles = singles;
            this.numbers = numbers;
        }
    }

    private static final int BATCH = 1_000;
    private static final int THREADS = 8;
    private static final int POOL = 10;
    private static final String PASSWORD = "of-a-bench-that-is-thrown-away";
    private static final NumberRequest LETTER =
            NumberRequest.outgoing("H57", "UBND", NumberRequest.OFFICIAL_LETTER, "VP", "Công văn", "bench");

    private final Lengths lengths;
    private final Consumer<Text> progress;

    private record Stand(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            AuditLog log,
            AuditVerifier verifier,
            NumberRegister register) {}

    /** @param progress hears what is measured next */
    public AuditBench(Lengths lengths, Consumer<Text> progress) {
        this.lengths = lengths;
        this.progress = progress;
    }

    /** @throws IllegalStateException if the chain is not whole or a number is missing afterwards */
    public AuditBenchResult run() throws IOException, SQLException, InterruptedException, ExecutionException {
        double loadBefore = load();
        Path folder = Files.createTempDirectory("trangtien-bench-audit");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, freePort(), PASSWORD);
                var pool = new HikariDataSource()) {
            pool.setJdbcUrl(database.jdbcUrl());
            pool.setUsername(EmbeddedDatabase.USER);
            pool.setPassword(PASSWORD);
            pool.setMaximumPoolSize(POOL);
            PlatformMigration.migrate(pool);
            return measure(stand(pool), loadBefore);
        } finally {
            deleteTree(folder);
        }
    }

    private static Stand stand(HikariDataSource pool) {
        JdbcClient jdbc = JdbcClient.create(pool);
        jdbc.sql("""
                        create table plain (seq bigint primary key, at timestamptz not null, service text not null,
                               actor text not null, action text not null, subject text not null, detail text not null)""").update();
        var log = new AuditLog(jdbc, Clock.systemUTC(), "bench");
        return new Stand(
                jdbc,
                new TransactionTemplate(new JdbcTransactionManager(pool)),
                log,
                new AuditVerifier(pool),
                NumberingAutoConfiguration.usual(jdbc, log, Clock.systemUTC()));
    }

    private AuditBenchResult measure(Stand stand, double loadBefore) throws InterruptedException, ExecutionException {
        List<Double> appends = new ArrayList<>();
        List<Double> plains = new ArrayList<>();
        List<Double> verifies = new ArrayList<>();
        progress.accept(
                new Text("Chuỗi theo lô, bảng trơn, kiểm tra…", "The chain in batches, a plain table, checking…"));
        // The first round warms both up and does not count.
        for (int round = 0; round <= lengths.rounds; round++) {
            double append = perSecond(lengths.rows, () -> append(stand));
            int first = round * lengths.rows;
            double plain = perSecond(lengths.rows, () -> plain(stand, first));
            long entries = (round + 1L) * lengths.rows;
            double verify = perSecond(entries, () -> whole(stand, entries));
            if (round > 0) {
                appends.add(append);
                plains.add(plain);
                verifies.add(verify);
            }
        }
        progress.accept(new Text("Từng mục một…", "One by one…"));
        double single = perSecond(lengths.singles, () -> singles(stand, 0, lengths.singles));
        double plainSingle = perSecond(lengths.singles, () -> plainSingles(stand, -1, lengths.singles));
        double eight =
                perSecond(lengths.singles, () -> byEight(thread -> singles(stand, thread, lengths.singles / THREADS)));
        double plainEight = perSecond(
                lengths.singles, () -> byEight(thread -> plainSingles(stand, -2 - thread, lengths.singles / THREADS)));
        progress.accept(new Text("Cấp số…", "Numbers…"));
        var issued = new AtomicLong();
        double numbers = perSecond(
                lengths.numbers, () -> byEight(thread -> issue(stand, thread, lengths.numbers / THREADS, issued)));
        List<Long> gaps = stand.register().gaps(stand.register().bookOf(LETTER), year(stand));
        whole(stand, (lengths.rounds + 1L) * lengths.rows + 2L * lengths.singles);
        return new AuditBenchResult(
                Runtime.getRuntime().availableProcessors(),
                loadBefore,
                load(),
                lengths.rows,
                BATCH,
                median(appends),
                median(verifies),
                new Reference(median(plains), plainSingle, plainEight),
                rounded(median(appends) / median(plains) * 100) / 100,
                single,
                eight,
                numbers,
                issued.get(),
                gaps.size());
    }

    private Void append(Stand stand) {
        for (int from = 0; from < lengths.rows; from += BATCH) {
            List<AuditDeed> deeds = deeds(from);
            stand.transactions().executeWithoutResult(status -> stand.log().appendAll(deeds));
        }
        return null;
    }

    private Void plain(Stand stand, int first) {
        for (int from = 0; from < lengths.rows; from += BATCH) {
            List<AuditDeed> deeds = deeds(from);
            long start = (long) first + from;
            stand.transactions()
                    .executeWithoutResult(status -> stand.jdbc()
                            .sql("""
                            insert into plain (seq, at, service, actor, action, subject, detail)
                            select seq, now(), 'bench', actor, action, subject, detail
                            from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[])
                                 as u (seq, actor, action, subject, detail)""")
                            .params(
                                    IntStream.range(0, deeds.size())
                                            .mapToObj(i -> start + i + 1)
                                            .toArray(Long[]::new),
                                    deeds.stream().map(AuditDeed::actor).toArray(String[]::new),
                                    deeds.stream().map(AuditDeed::action).toArray(String[]::new),
                                    deeds.stream().map(AuditDeed::subject).toArray(String[]::new),
                                    deeds.stream()
                                            .map(deed -> deed.detail().toString())
                                            .toArray(String[]::new))
                            .update());
        }
        return null;
    }

    private static Void whole(Stand stand, long entries) {
        AuditVerdict verdict = stand.verifier().verify();
        if (!(verdict instanceof AuditVerdict.Intact) || verdict.checked().entries() < entries) {
            throw new IllegalStateException(
                    "the chain must be whole with %d entries, but is %s".formatted(entries, verdict));
        }
        return null;
    }

    private static Void singles(Stand stand, int thread, int count) {
        for (int i = 0; i < count; i++) {
            AuditDeed deed = deed(thread * 1_000_000 + i);
            stand.transactions()
                    .executeWithoutResult(
                            status -> stand.log().append(deed.actor(), deed.action(), deed.subject(), deed.detail()));
        }
        return null;
    }

    private static Void plainSingles(Stand stand, int series, int count) {
        for (int i = 0; i < count; i++) {
            AuditDeed deed = deed(i);
            long seq = series * 1_000_000_000L + i;
            stand.transactions()
                    .executeWithoutResult(status -> stand.jdbc()
                            .sql("insert into plain values (?, now(), 'bench', ?, ?, ?, ?)")
                            .params(
                                    seq,
                                    deed.actor(),
                                    deed.action(),
                                    deed.subject(),
                                    deed.detail().toString())
                            .update());
        }
        return null;
    }

    private static Void issue(Stand stand, int thread, int count, AtomicLong issued) {
        for (int i = 0; i < count; i++) {
            boolean fails = (i + thread) % 10 == 0;
            stand.transactions().executeWithoutResult(status -> {
                RegisterEntry entry = stand.register().issue(LETTER);
                if (fails || entry.number() < 1) {
                    status.setRollbackOnly();
                }
            });
            if (!fails) {
                issued.incrementAndGet();
            }
        }
        return null;
    }

    private static int year(Stand stand) {
        return stand.jdbc()
                .sql("select max(year) from platform.number_register")
                .query(Integer.class)
                .single();
    }

    private static List<AuditDeed> deeds(int from) {
        return IntStream.range(from, from + BATCH).mapToObj(AuditBench::deed).toList();
    }

    /** As long as those of a case that is opened. */
    private static AuditDeed deed(int i) {
        return new AuditDeed(
                "canbo" + i % 50,
                i % 3 == 0 ? "case.closed" : "case.opened",
                "case:%06d/2026/VV-SXD".formatted(i),
                Map.of("unit", "H57.SXD", "title", "Nước sông Hương dâng tại cầu Trường Tiền", "key", "alarm-" + i));
    }

    @FunctionalInterface
    private interface PerThread {
        Void run(int thread);
    }

    private static Void byEight(PerThread work) throws InterruptedException, ExecutionException {
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Void>> running = IntStream.range(0, THREADS)
                    .mapToObj(thread -> threads.submit(() -> work.run(thread)))
                    .toList();
            for (Future<Void> one : running) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
        return null;
    }

    private static double perSecond(long things, Callable<Void> work) throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        try {
            work.call();
        } catch (InterruptedException | ExecutionException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ExecutionException(e);
        }
        return rounded(things * 1e9 / (System.nanoTime() - start));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted(Comparator.naturalOrder()).toList();
        return sorted.get(sorted.size() / 2);
    }

    private static double rounded(double value) {
        return Math.round(value);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
