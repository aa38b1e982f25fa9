package vn.trangtien.ingest.timeseries;

import java.time.Instant;
import java.util.List;

/**
 * A channel over a time, in buckets of equal length; empty buckets are left out.
 *
 * @param unit UCUM code of the newest value, empty if there is none
 * @param tier the coarsest one that was read; where it is not made yet, and at both ends, finer ones were
 * @param bucketMillis length of a bucket
 */
public record Series(String unit, Tier tier, long bucketMillis, List<Bucket> points) {

    public Series {
        points = List.copyOf(points);
    }

    /** Average, least and greatest value of one bucket, which begins at {@code t}. */
    public record Bucket(Instant t, double avg, double min, double max) {}
}
