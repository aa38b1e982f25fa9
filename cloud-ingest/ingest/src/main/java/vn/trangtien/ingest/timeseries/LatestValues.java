package vn.trangtien.ingest.timeseries;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.events.Observation;

/** The newest observation of every channel, so that a map loads with one query. Thread-safe. */
@Repository
public class LatestValues {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    public LatestValues(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Keeps those that are newer than what is there; joins the caller's transaction. */
    public void keep(Collection<Observation> observations) {
        batches.batchUpdate(
                "insert into ingest.latest as l (account, gateway, asset, channel, value, unit, quality, measured_at,"
                        + " received_at, simulated) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (account, gateway, asset, channel) do update set value = excluded.value,"
                        + " unit = excluded.unit, quality = excluded.quality, measured_at = excluded.measured_at,"
                        + " received_at = excluded.received_at, simulated = excluded.simulated"
                        + " where l.measured_at <= excluded.measured_at",
                observations,
                500,
                (statement, observation) -> {
                    ChannelRef channel = observation.channel();
                    statement.setString(1, channel.account());
                    statement.setString(2, channel.gateway());
                    statement.setString(3, channel.asset());
                    statement.setString(4, channel.channel());
                    setDouble(statement, 5, observation.value());
                    statement.setString(6, observation.unit());
                    statement.setString(7, observation.quality());
                    statement.setObject(8, observation.measuredAt().atOffset(ZoneOffset.UTC));
                    statement.setObject(9, observation.receivedAt().atOffset(ZoneOffset.UTC));
                    statement.setBoolean(10, observation.simulated());
                });
    }

    /** By account, gateway, asset and channel. */
    public List<Observation> all() {
        return jdbc.sql(
                        "select account, gateway, asset, channel, value, unit, quality, measured_at, received_at, simulated"
                                + " from ingest.latest order by account, gateway, asset, channel")
                .query((row, number) -> new Observation(
                        new ChannelRef(
                                row.getString("account"),
                                row.getString("gateway"),
                                row.getString("asset"),
                                row.getString("channel")),
                        row.getObject("value", Double.class),
                        row.getString("unit"),
                        row.getString("quality"),
                        instant(row.getTimestamp("measured_at")),
                        instant(row.getTimestamp("received_at")),
                        row.getBoolean("simulated")))
                .list();
    }

    private static Instant instant(java.sql.Timestamp at) {
        return at.toInstant();
    }

    private static void setDouble(java.sql.PreparedStatement statement, int index, @Nullable Double value)
            throws java.sql.SQLException {
        if (value == null) {
            statement.setNull(index, Types.DOUBLE);
        } else {
            statement.setDouble(index, value);
        }
    }
}
