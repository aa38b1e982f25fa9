package vn.trangtien.ingest.timeseries;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.events.InstantText;
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

    /**
     * Keeps those that are newer than what is there; joins the caller's transaction. One statement, because so many of them are
     * slower than what they do.
     *
     * @param observations one for each channel
     */
    public void keep(Collection<Observation> observations) {
        if (observations.isEmpty()) {
            return;
        }
        batches.update(
                "insert into ingest.latest as l (account, gateway, asset, channel, value, unit, quality, measured_at,"
                        + " received_at, simulated) select * from unnest(?::text[], ?::text[], ?::text[], ?::text[],"
                        + " ?::float8[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::bool[])"
                        + " on conflict (account, gateway, asset, channel) do update set value = excluded.value,"
                        + " unit = excluded.unit, quality = excluded.quality, measured_at = excluded.measured_at,"
                        + " received_at = excluded.received_at, simulated = excluded.simulated"
                        + " where l.measured_at <= excluded.measured_at",
                column(observations, each -> each.channel().account()),
                column(observations, each -> each.channel().gateway()),
                column(observations, each -> each.channel().asset()),
                column(observations, each -> each.channel().channel()),
                observations.stream().map(Observation::value).toArray(Double[]::new),
                column(observations, Observation::unit),
                column(observations, Observation::quality),
                column(observations, each -> InstantText.of(each.measuredAt())),
                column(observations, each -> InstantText.of(each.receivedAt())),
                observations.stream().map(Observation::simulated).toArray(Boolean[]::new));
    }

    private static String[] column(Collection<Observation> observations, Function<Observation, String> of) {
        return observations.stream().map(of).toArray(String[]::new);
    }

    /** By account, gateway, asset and channel. */
    public List<Observation> all() {
        return jdbc.sql(
                        "select account, gateway, asset, channel, value, unit, quality, measured_at, received_at, simulated"
                                + " from ingest.latest order by account, gateway, asset, channel")
                .query((row, number) -> new Observation(
                        new ChannelRef(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                        row.getObject(5, Double.class),
                        row.getString(6),
                        row.getString(7),
                        row.getObject(8, OffsetDateTime.class).toInstant(),
                        row.getObject(9, OffsetDateTime.class).toInstant(),
                        row.getBoolean(10)))
                .list();
    }
}
