package vn.trangtien.ingest.timeseries;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the store under {@code trangtien.ingest}.
 *
 * @param influx where points are written, and with InfluxDB also read
 * @param questdb where they are read with QuestDB
 */
@ConfigurationProperties("trangtien.ingest")
public record TimeSeriesProperties(
        @DefaultValue Influx influx,
        @DefaultValue Questdb questdb,
        @DefaultValue Store timeseries) {

    /** What the store is. */
    public enum Kind {
        /** Written by line protocol, read by SQL. */
        QUESTDB,
        /** InfluxDB 1.x. */
        INFLUX1,
        /** InfluxDB 2.x. */
        INFLUX2
    }

    /**
     * Settings under {@code trangtien.ingest.timeseries}.
     *
     * @param timeout of one question or one write
     * @param settling so long after its end a minute is added up
     * @param keep how long each tier is kept, by the day from which that holds
     */
    public record Store(
            @DefaultValue("questdb") Kind kind,
            @DefaultValue("30s") Duration timeout,
            @DefaultValue("20s") Duration settling,
            @DefaultValue List<Keeping> keep) {

        public Store {
            if (timeout.compareTo(Duration.ofMillis(1)) < 0) {
                throw new IllegalArgumentException(
                        "trangtien.ingest.timeseries.timeout must be at least one millisecond (1ms), but was "
                                + timeout);
            }
            keep = List.copyOf(keep);
        }
    }

    /**
     * Line protocol over HTTP.
     *
     * @param token of version 2
     * @param org of version 2
     * @param bucket the database of version 1; with version 2, buckets of that name, a slash and the tier
     * @param username of version 1; empty: none is asked for
     * @param password of version 1
     */
    public record Influx(
            @DefaultValue("http://127.0.0.1:9000") String url,
            @DefaultValue("") String token,
            @DefaultValue("trangtien") String org,
            @DefaultValue("trangtien") String bucket,
            @DefaultValue("") String username,
            @DefaultValue("") String password) {

        @Override
        public String toString() {
            return url;
        }
    }

    /** SQL over the PostgreSQL wire. */
    public record Questdb(
            @DefaultValue("") String url,
            @DefaultValue("") String username,
            @DefaultValue("") String password) {

        @Override
        public String toString() {
            return url;
        }
    }
}
