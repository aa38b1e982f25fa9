package vn.trangtien.ingest.timeseries;

import java.time.Instant;
import java.util.List;
import vn.trangtien.events.ChannelRef;

/** Values over time. Thread-safe. Writing a point again leaves one point. */
public interface TimeSeriesStore {

    /**
     * Returns when all points are in the store. Once their booking is certain, {@link DirtyWindows#dirty} must be told.
     *
     * @throws PointsRefused if the store will never take them as they are; some may be in the store
     * @throws StoreUnavailable for every other reason; some may be in the store, and all may be written again
     */
    void write(List<Point> points) throws PointsRefused, StoreUnavailable;

    /**
     * A channel over time, in buckets of equal length that lie on the clock. It says what the raw values say, as long as they are kept,
     * from whichever tier.
     *
     * @param to exclusive, after {@code from}
     * @param buckets at most this many and one, 1 to 10,000
     */
    Series series(ChannelRef channel, Instant from, Instant to, int buckets) throws StoreUnavailable;

    /**
     * How much each counter of an asset has grown. What falls began at 0 again. A counter that was heard before counts from there,
     * and one that is new on an asset that was heard before counts from 0; of a whole asset that is new, nothing before its first
     * values is known.
     *
     * <p>Exact as long as raw values are kept. Before that it is made of minutes, then of quarters of an hour: where a counter began anew
     * within one of them and passed its former value within the same, what it had grown in it before is not counted.
     *
     * @param asset whose counters; its channel is not looked at
     * @param to exclusive, after {@code from}
     * @return by the names of the channels
     */
    List<Growth> growth(ChannelRef asset, Instant from, Instant to) throws StoreUnavailable;

    /** The store is not to be reached or has troubles of its own. */
    final class StoreUnavailable extends Exception {

        private static final long serialVersionUID = 1L;

        StoreUnavailable(String message, Throwable cause) {
            super(message, cause);
        }

        StoreUnavailable(String message) {
            super(message);
        }
    }

    /** The store says that the points themselves are wrong. */
    final class PointsRefused extends Exception {

        private static final long serialVersionUID = 1L;

        public PointsRefused(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
