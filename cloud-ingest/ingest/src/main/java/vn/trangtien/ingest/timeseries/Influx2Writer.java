package vn.trangtien.ingest.timeseries;

import com.influxdb.LogLevel;
import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.WriteApiBlocking;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.exceptions.InfluxException;
import java.time.Duration;
import java.util.Set;
import vn.trangtien.ingest.timeseries.TimeSeriesStore.PointsRefused;
import vn.trangtien.ingest.timeseries.TimeSeriesStore.StoreUnavailable;

/** Writes lines to whatever speaks InfluxDB's version 2 interface; uncompressed, as the client does by itself. Thread-safe. */
final class Influx2Writer implements AutoCloseable {

    /** Malformed, too large, not processable: the same lines would be refused again. */
    private static final Set<Integer> REFUSED = Set.of(400, 413, 422);

    private final TimeSeriesProperties.Influx server;
    private final InfluxDBClient client;
    private final WriteApiBlocking writer;

    Influx2Writer(TimeSeriesProperties.Influx server, Duration timeout) {
        this.server = server;
        var options = InfluxDBClientOptions.builder()
                .url(server.url())
                .org(server.org())
                .bucket(server.bucket())
                .logLevel(LogLevel.NONE)
                .okHttpClient(OkHttp.with(timeout));
        if (!server.token().isEmpty()) {
            options.authenticateToken(server.token().toCharArray());
        }
        this.client = InfluxDBClientFactory.create(options.build());
        this.writer = client.getWriteApiBlocking();
    }

    /** @param lines with times in microseconds */
    void write(String bucket, String lines) throws PointsRefused, StoreUnavailable {
        try {
            writer.writeRecord(bucket, server.org(), WritePrecision.US, lines);
        } catch (InfluxException e) {
            if (REFUSED.contains(e.status())) {
                throw new PointsRefused(says(e), e);
            }
            throw new StoreUnavailable(says(e), e);
        } catch (RuntimeException e) {
            throw unreachable(e);
        }
    }

    /** For questions over the same connection. */
    InfluxDBClient client() {
        return client;
    }

    String says(InfluxException e) {
        return "the time-series store at %s answered: %s".formatted(server.url(), e.getMessage());
    }

    StoreUnavailable unreachable(RuntimeException e) {
        return new StoreUnavailable(
                "the time-series store at %s cannot be reached: %s".formatted(server.url(), e.getMessage()), e);
    }

    @Override
    public void close() {
        client.close();
    }
}
