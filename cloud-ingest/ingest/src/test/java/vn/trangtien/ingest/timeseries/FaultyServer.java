package vn.trangtien.ingest.timeseries;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.trangtien.events.ChannelRef;

/** A server that can be made to fail while tiers are made; all else goes to the real one, which stays open. */
final class FaultyServer implements TimeSeriesServer {

    private final TimeSeriesServer server;
    private int failAfter = Integer.MAX_VALUE;
    private int aggregated;

    FaultyServer(TimeSeriesServer server) {
        this.server = server;
    }

    /** Fails once, after so many parts. */
    void failAfter(int parts) {
        failAfter = aggregated + parts;
    }

    int aggregated() {
        return aggregated;
    }

    @Override
    public String name() {
        return server.name();
    }

    @Override
    public void prepare(Keeping keep) throws TimeSeriesStore.StoreUnavailable {
        server.prepare(keep);
    }

    @Override
    public void write(List<Point> points) throws TimeSeriesStore.PointsRefused, TimeSeriesStore.StoreUnavailable {
        server.write(points);
    }

    @Override
    public void settle(Tier tier) throws TimeSeriesStore.StoreUnavailable {
        server.settle(tier);
    }

    @Override
    public void aggregate(Window window) throws TimeSeriesStore.StoreUnavailable {
        if (aggregated >= failAfter) {
            failAfter = Integer.MAX_VALUE;
            throw new TimeSeriesStore.StoreUnavailable("as asked for by the test");
        }
        aggregated++;
        server.aggregate(window);
    }

    @Override
    public List<Bin> bins(ChannelRef channel, Tier tier, Span span, Grid grid) throws TimeSeriesStore.StoreUnavailable {
        return server.bins(channel, tier, span, grid);
    }

    @Override
    public Map<String, Stretch> stretches(ChannelRef asset, Tier tier, Span span)
            throws TimeSeriesStore.StoreUnavailable {
        return server.stretches(asset, tier, span);
    }

    @Override
    public Optional<Instant> oldest() throws TimeSeriesStore.StoreUnavailable {
        return server.oldest();
    }

    @Override
    public void close() {}
}
