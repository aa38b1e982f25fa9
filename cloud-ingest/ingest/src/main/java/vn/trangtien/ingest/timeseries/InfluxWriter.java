package vn.trangtien.ingest.timeseries;

import com.influxdb.LogLevel;
import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.WriteApiBlocking;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.exceptions.InfluxException;
import java.util.List;
import java.util.Set;
import okhttp3.OkHttpClient;

/** Writes points by line protocol to whatever speaks InfluxDB's version 2 interface. Thread-safe. */
final class InfluxWriter implements AutoCloseable {

    /** Malformed, too large, not processable: the same lines would be refused again. */
    private static final Set<Integer> REFUSED = Set.of(400, 413, 422);

    private final TimeSeriesProperties.Influx server;
    private final InfluxDBClient client;
    private final WriteApiBlocking writer;

    InfluxWriter(TimeSeriesProperties.Influx server) {
        this.server = server;
        var options = InfluxDBClientOptions.builder()
                .url(server.url())
                .org(server.org())
                .bucket(server.bucket())
                .logLevel(LogLevel.NONE)
                .okHttpClient(new OkHttpClient.Builder()
                        .connectTimeout(java.time.Duration.ofSeconds(5))
                        .readTimeout(java.time.Duration.ofSeconds(30))
                        .writeTimeout(java.time.Duration.ofSeconds(30)));
        if (!server.token().isEmpty()) {
            options.authenticateToken(server.token().toCharArray());
        }
        this.client = InfluxDBClientFactory.create(options.build());
        this.writer = client.getWriteApiBlocking();
    }

    void write(List<Point> points) throws TimeSeriesStore.PointsRefused, TimeSeriesStore.StoreUnavailable {
        try {
            writer.writeRecord(server.bucket(), server.org(), WritePrecision.US, LineProtocol.lines(points));
        } catch (InfluxException e) {
            String message = "the time-series store at %s answered: %s".formatted(server.url(), e.getMessage());
            if (REFUSED.contains(e.status())) {
                throw new TimeSeriesStore.PointsRefused(message, e);
            }
            throw new TimeSeriesStore.StoreUnavailable(message, e);
        } catch (RuntimeException e) {
            throw new TimeSeriesStore.StoreUnavailable(
                    "the time-series store at %s cannot be reached: %s".formatted(server.url(), e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
