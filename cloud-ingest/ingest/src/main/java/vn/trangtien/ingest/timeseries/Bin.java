package vn.trangtien.ingest.timeseries;

import java.time.Instant;

/**
 * What the values of one channel in one bucket add up to.
 *
 * @param count of values, at least 1
 * @param unit of the last one
 */
record Bin(Instant start, long count, double min, double max, double sum, String unit) {

    /** Both together; the other one is the later. */
    Bin and(Bin later) {
        return new Bin(
                start,
                count + later.count,
                Math.min(min, later.min),
                Math.max(max, later.max),
                sum + later.sum,
                later.unit.isEmpty() ? unit : later.unit);
    }

    Series.Bucket bucket() {
        return new Series.Bucket(start, sum / count, min, max);
    }
}
