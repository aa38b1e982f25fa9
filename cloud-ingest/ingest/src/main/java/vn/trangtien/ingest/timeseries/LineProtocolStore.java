package vn.trangtien.ingest.timeseries;

import jakarta.annotation.PreDestroy;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.trangtien.events.ChannelRef;

/** Writes line protocol, reads SQL: QuestDB does both. */
@Component
final class LineProtocolStore implements TimeSeriesStore {

    private final InfluxWriter writer;
    private final QuestDbReader reader;
    private volatile boolean hasTable;

    LineProtocolStore(TimeSeriesProperties properties) {
        this.writer = new InfluxWriter(properties.influx());
        this.reader = new QuestDbReader(properties.questdb(), properties.retention());
    }

    @Override
    public void write(List<Point> points) throws PointsRefused, StoreUnavailable {
        if (points.isEmpty()) {
            return;
        }
        ensureTable();
        writer.write(points);
    }

    @Override
    public Series series(ChannelRef channel, Instant from, Instant to, int buckets) throws StoreUnavailable {
        ensureTable();
        try {
            return reader.series(channel, from, to, buckets);
        } catch (SQLException e) {
            throw new StoreUnavailable("the time-series store cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public List<Growth> growth(ChannelRef asset, Instant from, Instant to) throws StoreUnavailable {
        ensureTable();
        try {
            return reader.growth(asset, from, to);
        } catch (SQLException e) {
            throw new StoreUnavailable("the time-series store cannot be read: " + e.getMessage(), e);
        }
    }

    @PreDestroy
    void close() {
        writer.close();
    }

    private void ensureTable() throws StoreUnavailable {
        if (hasTable) {
            return;
        }
        try {
            reader.ensureTable();
            hasTable = true;
        } catch (SQLException e) {
            throw new StoreUnavailable("the table of the time-series store cannot be made: " + e.getMessage(), e);
        }
    }
}
