package vn.trangtien.box.bench.ingest;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.box.embedded.EmbeddedDatabase;
import vn.trangtien.box.home.Port;
import vn.trangtien.drivers.Text;
import vn.trangtien.sim.fleet.account.LatencySample;
import vn.trangtien.sim.fleet.load.LoadFleet;
import vn.trangtien.sim.fleet.load.LoadListener;
import vn.trangtien.sim.fleet.load.LoadMember;
import vn.trangtien.sim.fleet.load.LoadSettings;

/** How quick the questions of the screens are answered: all latest values, and a day of one channel among millions of rows. */
final class StoreFigures {

    private static final int ASKED = 30;
    private static final int LATEST_GATEWAYS = 200;
    private static final int LATEST_CHANNELS = 50;
    private static final int CHART_CHANNELS = 116;
    private static final int BUCKETS = 300;
    private static final int STRETCHES = 24;
    private static final Duration DAY = Duration.ofDays(1);
    /** By then somebody has signed in and opened a chart. */
    private static final Duration AFTER_START = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /**
     * The figures of both.
     *
     * @param figure which
     * @param values in the answer: latest values, or buckets of the chart
     * @param rows in the store, for the chart
     * @param firstMillis the first question
     * @param p50Millis of thirty more
     * @param worstMillis of these
     * @param bytes of one answer
     */
    record Result(
            String figure,
            int values,
            long rows,
            double firstMillis,
            double p50Millis,
            double worstMillis,
            long bytes,
            double loadBefore) {}

    private StoreFigures() {}

    static IngestFigure.Outcome latest(
            IngestLengths lengths, Path folder, Clock clock, Consumer<Text> progress, boolean quick)
            throws IOException, InterruptedException {
        int gateways = quick ? 4 : LATEST_GATEWAYS;
        double load = IngestBench.machineLoad();
        try (StandProcess stand = StandProcess.ingest(folder, lengths.serverOptions())) {
            progress.accept(new Text("gửi %d giá trị", "sending %d values").with(gateways * LATEST_CHANNELS));
            sendAFew(stand, gateways, LATEST_CHANNELS, lengths, clock);
            return ask("latest", stand, "/api/latest", 0, load);
        }
    }

    static IngestFigure.Outcome chart(
            IngestLengths lengths, Path folder, Clock clock, Consumer<Text> progress, boolean quick)
            throws IOException, InterruptedException {
        double load = IngestBench.machineLoad();
        try (StandProcess stand = StandProcess.ingest(folder, lengths.serverOptions())) {
            Instant from = clock.instant().minus(DAY).truncatedTo(ChronoUnit.SECONDS);
            int channels = quick ? 1 : CHART_CHANNELS;
            long rows = channels * DAY.toSeconds();
            progress.accept(new Text("nạp %d dòng", "loading %d rows").with(rows));
            // The ingest makes its table when the first value comes.
            sendAFew(stand, 1, 1, lengths, clock);
            fill(new StoreProof(stand.port(Port.QUESTDB_SQL), stand.secret("questdb")), from, channels, rows);
            String question = "/api/series?path=hue/chart/load/c0&from=%s&to=%s&buckets=%d"
                    .formatted(from, from.plus(DAY), BUCKETS);
            progress.accept(new Text("lập các mức gộp", "making the tiers"));
            forgetTiers(stand);
            stand.kill();
            stand.restart();
            awaitTiers(stand);
            IngestFigure.Outcome warm = ask("chart", stand, question, rows, load);
            progress.accept(new Text("khởi động lại", "starting again"));
            stand.kill();
            stand.restart();
            TimeUnit.NANOSECONDS.sleep(AFTER_START.toNanos());
            return warm.with("restarted", ask("chart", stand, question, rows, load));
        }
    }

    /** Three messages of each gateway, so that the store has seen every series more than once. */
    private static void sendAFew(StandProcess stand, int gateways, int channels, IngestLengths lengths, Clock clock)
            throws IOException, InterruptedException {
        List<LoadMember> members = IngestBench.enrol(stand, gateways);
        var settings = LoadSettings.usual("127.0.0.1", stand.port(Port.MQTT), clock)
                .withChannels(channels)
                .withHabits(lengths.habits());
        try (var fleet = new LoadFleet(members, settings, LoadListener.NONE)) {
            fleet.connect();
            IngestBench.awaitLines(fleet);
            fleet.send(gateways);
            TimeUnit.SECONDS.sleep(3);
            fleet.send(0);
            IngestBench.awaitQuiet(stand, fleet);
        }
    }

    /** A value a second of each channel, straight into the store: through the front door it would take minutes. */
    private static void fill(StoreProof store, Instant from, int channels, long rows)
            throws IOException, InterruptedException {
        try (Connection connection = store.connect();
                Statement statement = connection.createStatement()) {
            long part = rows / STRETCHES;
            for (int i = 0; i < STRETCHES; i++) {
                long done = i * part;
                statement.execute(
                        ("INSERT INTO observation (timestamp, account, gateway, asset, channel, value, quality,"
                                        + " unit, simulated) SELECT dateadd('s', cast((%1$d + x - 1) / %2$d as int),"
                                        + " cast('%3$s' as timestamp)), 'hue', 'chart', 'load', concat('c', (%1$d + x - 1) %% %2$d),"
                                        + " rnd_double() * 10, 'GOOD', 'm', true FROM long_sequence(%4$d)")
                                .formatted(i * part, channels, from, part));
            }
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (count(statement) < rows) {
                if (System.nanoTime() > until) {
                    throw new IOException("the store shows %d of %d rows".formatted(count(statement), rows));
                }
                TimeUnit.MILLISECONDS.sleep(500);
            }
        } catch (SQLException e) {
            throw new IOException("the store cannot be filled: " + e.getMessage(), e);
        }
    }

    /** What came past the ingest is on no list; a store that is not known is listed whole at the next start. */
    private static void forgetTiers(StandProcess stand) throws IOException {
        try (Connection connection = database(stand);
                Statement statement = connection.createStatement()) {
            statement.execute("delete from ingest.series_store");
        } catch (SQLException e) {
            throw new IOException("the list of stores cannot be emptied: " + e.getMessage(), e);
        }
    }

    private static void awaitTiers(StandProcess stand) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        try (Connection connection = database(stand);
                Statement statement = connection.createStatement()) {
            while (true) {
                try (ResultSet row =
                        statement.executeQuery("select (select count(*) from ingest.series_store) = 0 or exists"
                                + " (select 1 from ingest.series_window where due_at <= now()) or exists"
                                + " (select 1 from ingest.series_mark)")) {
                    if (row.next() && !row.getBoolean(1)) {
                        return;
                    }
                }
                if (System.nanoTime() > until) {
                    throw new IOException("the tiers are not made after " + PATIENCE);
                }
                TimeUnit.SECONDS.sleep(1);
            }
        } catch (SQLException e) {
            throw new IOException("the list of tiers cannot be read: " + e.getMessage(), e);
        }
    }

    private static Connection database(StandProcess stand) throws SQLException, IOException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(stand.port(Port.POSTGRES), EmbeddedDatabase.DATABASE),
                EmbeddedDatabase.USER,
                stand.secret("postgres"));
    }

    private static long count(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT count() FROM observation WHERE gateway = 'chart'")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static IngestFigure.Outcome ask(
            String figure, StandProcess stand, String question, long rows, double loadBefore)
            throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(stand.url().resolve(question))
                .header("Authorization", "Bearer " + stand.token())
                .timeout(Duration.ofMinutes(1))
                .build();
        var delays = new LatencySample(ASKED, 1);
        long first = 0;
        String answer = "[]";
        for (int i = 0; i <= ASKED; i++) {
            long since = System.nanoTime();
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            long micros = (System.nanoTime() - since) / 1000;
            if (response.statusCode() != 200) {
                throw new IOException(
                        "%s answered with status %d: %s".formatted(question, response.statusCode(), response.body()));
            }
            answer = response.body();
            if (i == 0) {
                first = micros;
            } else {
                delays.add(micros);
            }
        }
        var tree = JsonMapper.shared().readTree(answer);
        int values = tree.isArray() ? tree.size() : tree.path("points").size();
        var result = new Result(
                figure,
                values,
                rows,
                IngestBench.rounded(first / 1000.0),
                IngestBench.rounded(delays.percentileMillis(50)),
                IngestBench.rounded(delays.highestMicros() / 1000.0),
                answer.length(),
                IngestBench.rounded(loadBefore));
        return new IngestFigure.Outcome(IngestBenchResult.json(result), true);
    }
}
