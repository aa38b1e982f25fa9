package vn.trangtien.ingest.timeseries;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.influxdb.InfluxDB;
import org.influxdb.InfluxDBException;
import org.influxdb.InfluxDBFactory;
import org.influxdb.dto.Query;
import org.influxdb.dto.QueryResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.ingest.timeseries.TimeSeriesStore.PointsRefused;
import vn.trangtien.ingest.timeseries.TimeSeriesStore.StoreUnavailable;

/** InfluxDB 1.x by its own client: a database, made at the start, with a retention policy for each tier. */
final class Influx1Wire implements InfluxWire {

    private static final Logger LOG = LoggerFactory.getLogger(Influx1Wire.class);

    private final TimeSeriesProperties.Influx server;
    private final InfluxDB client;

    Influx1Wire(TimeSeriesProperties.Influx server, Duration timeout) {
        this.server = server;
        OkHttpClient.Builder http = OkHttp.with(timeout);
        this.client = server.username().isEmpty()
                ? InfluxDBFactory.connect(server.url(), http)
                : InfluxDBFactory.connect(server.url(), server.username(), server.password(), http);
    }

    @Override
    public String name() {
        return "influx1 " + server.url() + " " + server.bucket();
    }

    @Override
    public String database() {
        return server.bucket();
    }

    @Override
    public void prepare(Keeping keep) throws StoreUnavailable {
        String database = identifier(database());
        ask("CREATE DATABASE " + database);
        Set<String> there = new HashSet<>();
        for (Table table : ask("SHOW RETENTION POLICIES ON " + database)) {
            table.rows().forEach(row -> there.add(table.text(row, "name")));
        }
        for (Tier tier : Tier.values()) {
            String duration = keep.of(tier).map(length -> length.toDays() + "d").orElse("INF");
            ask((there.contains(tier.label()) ? "ALTER" : "CREATE") + " RETENTION POLICY "
                    + identifier(tier.label()) + " ON " + database + " DURATION " + duration + " REPLICATION 1"
                    + (tier == Tier.RAW ? " DEFAULT" : ""));
        }
    }

    @Override
    public void write(Tier tier, String lines) throws PointsRefused, StoreUnavailable {
        try {
            client.write(database(), tier.label(), InfluxDB.ConsistencyLevel.ONE, TimeUnit.MICROSECONDS, lines);
        } catch (InfluxDBException.PointsBeyondRetentionPolicyException e) {
            // The others are stored. These would be deleted at once if they were.
            LOG.warn("event=older-than-kept tier={} answer=\"{}\"", tier.label(), e.getMessage());
        } catch (InfluxDBException e) {
            if (isFault(e)) {
                throw new PointsRefused(says(e), e);
            }
            throw new StoreUnavailable(says(e), e);
        } catch (RuntimeException e) {
            throw unreachable(e);
        }
    }

    /**
     * Only what lies in the lines themselves, names too many among it; a missing database, a full disk or a changed password is no
     * fault of theirs.
     */
    private static boolean isFault(InfluxDBException e) {
        return e instanceof InfluxDBException.UnableToParseException
                || e instanceof InfluxDBException.FieldTypeConflictException
                || String.valueOf(e.getMessage()).startsWith("partial write: max");
    }

    @Override
    public List<Table> ask(String influxQl) throws StoreUnavailable {
        QueryResult answer;
        try {
            answer = influxQl.startsWith("S")
                    ? client.query(new Query(influxQl, database()), TimeUnit.MICROSECONDS)
                    : client.query(new Query(influxQl, database(), true));
        } catch (InfluxDBException e) {
            throw new StoreUnavailable(says(e), e);
        } catch (RuntimeException e) {
            throw unreachable(e);
        }
        if (answer.hasError()) {
            throw new StoreUnavailable(
                    "the time-series store at %s answered: %s".formatted(server.url(), answer.getError()));
        }
        var tables = new ArrayList<Table>();
        for (QueryResult.Result result : answer.getResults()) {
            if (result.hasError()) {
                throw new StoreUnavailable(
                        "the time-series store at %s answered: %s".formatted(server.url(), result.getError()));
            }
            if (result.getSeries() != null) {
                result.getSeries().forEach(series -> tables.add(table(series)));
            }
        }
        return tables;
    }

    private static Table table(QueryResult.Series series) {
        var columns = new HashMap<String, Integer>();
        for (int i = 0; i < series.getColumns().size(); i++) {
            columns.put(series.getColumns().get(i), i);
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        if (series.getValues() != null) {
            series.getValues().forEach(row -> rows.add(row.toArray()));
        }
        return new Table(series.getTags() == null ? Map.of() : series.getTags(), columns, rows);
    }

    @Override
    public void close() {
        client.close();
    }

    private String says(InfluxDBException e) {
        return "the time-series store at %s answered: %s".formatted(server.url(), e.getMessage());
    }

    private StoreUnavailable unreachable(RuntimeException e) {
        return new StoreUnavailable(
                "the time-series store at %s cannot be reached: %s".formatted(server.url(), e.getMessage()), e);
    }

    private static String identifier(String name) {
        return "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
