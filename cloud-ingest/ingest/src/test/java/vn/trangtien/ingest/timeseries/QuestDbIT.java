package vn.trangtien.ingest.timeseries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static vn.trangtien.ingest.timeseries.SeriesStand.point;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.ingest.support.Backends;
import vn.trangtien.ingest.support.Ports;
import vn.trangtien.ingest.timeseries.TimeSeriesStore.StoreUnavailable;

class QuestDbIT extends TierContract {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    TimeSeriesServer server() {
        return client(Backends.get().questdbHttpPort(), Backends.get().questdbSqlPort(), Duration.ofSeconds(30));
    }

    @Override
    TimeSeriesServer nobody() {
        return client(Ports.free(), Ports.free(), Duration.ofMillis(300));
    }

    static TimeSeriesServer client(int http, int sql, Duration timeout) {
        return new QuestDbServer(
                new Influx2Writer(
                        new TimeSeriesProperties.Influx("http://127.0.0.1:" + http, "", "o", "b", "", ""), timeout),
                new TimeSeriesProperties.Questdb("jdbc:postgresql://127.0.0.1:" + sql + "/qdb", "admin", "quest"),
                timeout);
    }

    @Override
    int keptDays(Tier tier) throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + Backends.get().questdbSqlPort() + "/qdb", "admin", "quest");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT ttlValue, ttlUnit FROM tables() WHERE table_name = '" + QuestDbSql.table(tier) + "'")) {
            row.next();
            int days = switch (row.getString(2)) {
                case "HOUR" -> 0;
                case "DAY" -> 1;
                case "WEEK" -> 7;
                case "MONTH" -> 31;
                default -> 365;
            };
            return row.getInt(1) == 1000 ? 0 : row.getInt(1) * days;
        }
    }

    @Override
    void writeLine(String line) throws Exception {
        String url = "http://127.0.0.1:" + Backends.get().questdbHttpPort();
        try (var writer =
                new Influx2Writer(new TimeSeriesProperties.Influx(url, "", "o", "b", "", ""), Duration.ofSeconds(30))) {
            writer.write("b", line);
        }
    }

    @Override
    long rows(ChannelRef channel) {
        return Backends.get()
                .points("select count() from observation where account = '%s' and asset = '%s' and channel = '%s'"
                        .formatted(channel.account(), channel.asset(), channel.channel()));
    }

    @Test
    void givenATableThatGivesItselfUp_thenHealthSaysSo_andItIsToldToGoOnAfterGrowingPausesUntilItDoes()
            throws Exception {
        Instant old = stand.now().minus(Duration.ofDays(200));
        stand.book(point(level, 1, old), point(level, 1, stand.now()));
        var meters = new SimpleMeterRegistry();
        var upkeep = new StoreUpkeep(
                stand.server,
                new Warming(stand.server, stand.store, new LatestValues(stand.jdbc, stand.batches), stand.clock),
                stand.clock,
                meters);
        var health = new TimeSeriesHealthIndicator(stand.store, stand.server, stand.clock);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);

        var gone = MissingFolder.of(Backends.get().questdbTables(), LocalDate.ofInstant(old, ZoneOffset.UTC));
        try {
            stand.store.write(List.of(point(level, 2, old.plusSeconds(1))));
            awaitSuspended();

            Health down = health.health();
            assertThat(down.getStatus()).isEqualTo(Status.DOWN);
            assertThat(down.getDetails())
                    .containsEntry("suspended", "observation")
                    .containsEntry("remedy", "ALTER TABLE observation RESUME WAL");
            assertThatThrownBy(() -> stand.server.settle(Tier.RAW))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("ALTER TABLE observation RESUME WAL");

            upkeep.look();
            awaitSuspended();
            upkeep.look();
            assertThat(meters.counter("trangtien.ingest.series.resumes").count())
                    .isEqualTo(1);
            assertThat(meters.get("trangtien.ingest.series.suspended").gauge().value())
                    .isEqualTo(1);
            stand.clock.pass(Duration.ofSeconds(5));
            upkeep.look();
            awaitSuspended();
            assertThat(meters.counter("trangtien.ingest.series.resumes").count())
                    .isEqualTo(2);
        } finally {
            gone.restore();
        }
        stand.clock.pass(Duration.ofSeconds(10));
        upkeep.look();

        await().atMost(PATIENCE).until(() -> stand.server.givenUp().isEmpty());
        stand.server.settle(Tier.RAW);
        assertThat(stand.values(level, new Span(old, old.plusSeconds(2)))).containsExactly(1.0, 2.0);
        upkeep.look();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(meters.get("trangtien.ingest.series.suspended").gauge().value())
                .isZero();
    }

    private void awaitSuspended() {
        await().atMost(PATIENCE)
                .until(
                        () -> stand.server.givenUp(),
                        found -> found.stream().map(GivenUp::table).toList().equals(List.of("observation")));
    }

    /** A part of the table that somebody took away. */
    private record MissingFolder(Path folder, Path elsewhere) {

        static MissingFolder of(Path tables, LocalDate day) throws IOException {
            try (Stream<Path> found = Files.walk(tables, 2)) {
                Path folder = found.filter(path ->
                                path.getParent().getFileName().toString().startsWith("observation~")
                                        && path.getFileName().toString().startsWith(day.toString()))
                        .findFirst()
                        .orElseThrow();
                return new MissingFolder(
                        folder, Files.move(folder, tables.resolveSibling(folder.getFileName() + ".away")));
            }
        }

        void restore() throws IOException {
            Files.move(elsewhere, folder);
        }
    }

    @Test
    void everyQuestionOfTheScreensIsAskedOnceBeforehand() throws Exception {
        stand.book(point(level, 1, stand.now()));
        var latest = new LatestValues(stand.jdbc, stand.batches);

        assertThat(stand.server.newest()).isPresent();
        assertThat(new Warming(stand.server, stand.store, latest, stand.clock).warm())
                .isTrue();
        try (TimeSeriesServer away = nobody()) {
            assertThat(new Warming(away, stand.store, latest, stand.clock).warm())
                    .isFalse();
        }
    }
}
