package vn.trangtien.ingest.timeseries;

import com.influxdb.client.InfluxQLQueryApi;
import com.influxdb.client.domain.InfluxQLQuery;
import com.influxdb.exceptions.InfluxException;
import com.influxdb.query.InfluxQLQueryResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.trangtien.ingest.timeseries.TimeSeriesStore.PointsRefused;
import vn.trangtien.ingest.timeseries.TimeSeriesStore.StoreUnavailable;

/**
 * InfluxDB 2.x: written over its version 2 interface, asked over the one that is compatible with version 1. A bucket for each tier,
 * named like {@code trangtien/15m}, must be there; the server maps it to a database and a retention policy by its name.
 */
final class Influx2Wire implements InfluxWire {

    private final TimeSeriesProperties.Influx server;
    private final Influx2Writer writer;
    private final InfluxQLQueryApi questions;

    Influx2Wire(TimeSeriesProperties.Influx server, Duration timeout) {
        this.server = server;
        this.writer = new Influx2Writer(server, timeout);
        this.questions = writer.client().getInfluxQLQueryApi();
    }

    @Override
    public String name() {
        return "influx2 " + server.url() + " " + server.bucket();
    }

    @Override
    public String database() {
        return server.bucket();
    }

    /** Buckets and how long they keep are made by whoever runs the server: making them takes more rights than writing. */
    @Override
    public void prepare(Keeping keep) {}

    @Override
    public void write(Tier tier, String lines) throws PointsRefused, StoreUnavailable {
        writer.write(database() + "/" + tier.label(), lines);
    }

    @Override
    public List<Table> ask(String influxQl) throws StoreUnavailable {
        var question =
                new InfluxQLQuery(influxQl, database()).setPrecision(InfluxQLQuery.InfluxQLPrecision.MICROSECONDS);
        try {
            var tables = new ArrayList<Table>();
            for (InfluxQLQueryResult.Result result :
                    questions.queryJSON(question).getResults()) {
                for (InfluxQLQueryResult.Series series : result.getSeries()) {
                    tables.add(table(series));
                }
            }
            return tables;
        } catch (InfluxException e) {
            throw new StoreUnavailable(writer.says(e), e);
        } catch (RuntimeException e) {
            throw writer.unreachable(e);
        }
    }

    private static Table table(InfluxQLQueryResult.Series series) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        series.getValues().forEach(row -> rows.add(row.getValues()));
        return new Table(series.getTags() == null ? Map.of() : series.getTags(), series.getColumns(), rows);
    }

    @Override
    public void close() {
        writer.close();
    }
}
