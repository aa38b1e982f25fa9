package vn.trangtien.ingest.timeseries;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the store under {@code trangtien.ingest}.
 *
 * @param influx where points are written
 * @param questdb where they are read
 * @param retention how long points are kept; whole days
 */
@ConfigurationProperties("trangtien.ingest")
public record TimeSeriesProperties(
        Influx influx,
        Questdb questdb,
        @DefaultValue("365d") Duration retention) {

    public TimeSeriesProperties {
        if (retention.toDays() < 1) {
            throw new IllegalArgumentException(
                    "trangtien.ingest.retention must be at least one day (1d), but was " + retention);
        }
    }

    /** Line protocol over HTTP, version 2 of the interface. */
    public record Influx(
            String url,
            @DefaultValue("") String token,
            @DefaultValue("trangtien") String org,
            @DefaultValue("trangtien") String bucket) {}

    /** SQL over the PostgreSQL wire. */
    public record Questdb(
            String url,
            @DefaultValue("") String username,
            @DefaultValue("") String password) {

        @Override
        public String toString() {
            return url;
        }
    }
}
