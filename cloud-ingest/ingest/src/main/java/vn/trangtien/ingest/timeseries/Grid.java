package vn.trangtien.ingest.timeseries;

/**
 * Where buckets of equal length begin, in microseconds.
 *
 * @param length of a bucket, at least 1
 * @param offset one bucket begins at this distance from 1970-01-01T00:00Z
 */
record Grid(long length, long offset) {

    Grid {
        if (length < 1) {
            throw new IllegalArgumentException("a bucket must be at least one microsecond long, but was " + length);
        }
    }

    /** The number of the bucket in which that instant lies. */
    long slot(long micros) {
        return Math.floorDiv(micros - offset, length);
    }

    long start(long slot) {
        return slot * length + offset;
    }

    long floor(long micros) {
        return start(slot(micros));
    }

    long ceiling(long micros) {
        long floor = floor(micros);
        return floor == micros ? micros : floor + length;
    }
}
