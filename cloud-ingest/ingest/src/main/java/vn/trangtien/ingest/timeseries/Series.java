package vn.trangtien.ingest.timeseries;

import java.time.Instant;
import java.util.List;

/**
 * A channel over a time, in buckets of equal length; empty buckets are left out.
 *
 * @param unit UCUM code of the newest value, empty if there is none
 */
public record Series(String unit, List<Bucket> points) {

    public Series {
        points = List.copyOf(points);
    }

    /** Average, least and greatest value of one bucket, which begins at {@code t}. */
    public record Bucket(Instant t, double avg, double min, double max) {}
}
