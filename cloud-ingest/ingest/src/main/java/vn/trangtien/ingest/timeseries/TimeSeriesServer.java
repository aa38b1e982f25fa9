package vn.trangtien.ingest.timeseries;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.ingest.timeseries.TimeSeriesStore.PointsRefused;
import vn.trangtien.ingest.timeseries.TimeSeriesStore.StoreUnavailable;

/**
 * One make of server, and what it must be able to do so that {@link TieredStore} can do the rest. Thread-safe. Whatever goes wrong
 * with the server or on the way to it is {@link StoreUnavailable}.
 */
interface TimeSeriesServer extends AutoCloseable {

    /** Make and address, without secrets: whose tiers are made is remembered under it. */
    String name();

    /** Makes what points and tiers need, and has each tier kept as long as that. Doing it again changes nothing. */
    void prepare(Keeping keep) throws StoreUnavailable;

    /** See {@link TimeSeriesStore#write}. */
    void write(List<Point> points) throws PointsRefused, StoreUnavailable;

    /** What the server gave up by itself, for example for want of room; empty while all is well. */
    default List<GivenUp> givenUp() throws StoreUnavailable {
        return List.of();
    }

    /** Has the server go on there. It may give up again at once, if the reason is still there. */
    default void goOn(GivenUp part) throws StoreUnavailable {}

    /** A channel of the newest raw value; empty if there is none, or if the server is as quick at first as later. */
    default Optional<ChannelRef> newest() throws StoreUnavailable {
        return Optional.empty();
    }

    /** Returns when whatever was written to that tier before is seen by everybody who reads. */
    void settle(Tier tier) throws StoreUnavailable;

    /**
     * Makes a part of a tier again from the tier below, as that is now. Doing it again changes nothing.
     *
     * @param window whole buckets of a tier that is not raw
     */
    void aggregate(Window window) throws StoreUnavailable;

    /**
     * A channel in buckets, oldest first; buckets without a value are left out.
     *
     * @param span of raw values to the microsecond, of another tier whole buckets
     * @param grid whole buckets of the tier
     */
    List<Bin> bins(ChannelRef channel, Tier tier, Span span, Grid grid) throws StoreUnavailable;

    /**
     * What each counter of an asset did, by channel.
     *
     * @param asset its channel is not looked at
     */
    Map<String, Stretch> stretches(ChannelRef asset, Tier tier, Span span) throws StoreUnavailable;

    /** When the oldest raw value was measured. */
    Optional<Instant> oldest() throws StoreUnavailable;

    @Override
    void close();
}
