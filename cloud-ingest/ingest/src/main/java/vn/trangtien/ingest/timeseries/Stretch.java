package vn.trangtien.ingest.timeseries;

import java.time.Instant;

/**
 * What a counter did over a time.
 *
 * @param begins when it was heard first
 * @param first its first value
 * @param last its last value
 * @param grown between the two; what fell began at 0 again
 */
record Stretch(Instant begins, double first, double last, double grown) {

    static Stretch of(Instant at, double value) {
        return new Stretch(at, value, value, 0);
    }

    /**
     * Of a bucket of which only this is known. A counter that does not fall has its least value first and its greatest last. One that
     * began anew had reached its greatest value before, unless it has passed it again since: then that part of its growth is not
     * known and left out.
     */
    static Stretch ofBucket(Instant begins, double first, double min, double max, double last) {
        boolean fell = max > last || min < first;
        double reached = max > last ? max : first;
        return new Stretch(begins, first, last, fell ? reached - first + last : last - first);
    }

    /** Growth from one value to the next. */
    static double step(double earlier, double value) {
        return value >= earlier ? value - earlier : value;
    }

    /** Both together; the other one is the later. */
    Stretch and(Stretch later) {
        return new Stretch(begins, first, later.last, grown + step(last, later.first) + later.grown);
    }
}
