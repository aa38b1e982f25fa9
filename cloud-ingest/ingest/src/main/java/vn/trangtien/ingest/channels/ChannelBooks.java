package vn.trangtien.ingest.channels;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.platform.database.Timestamps;

/** The table of channels. Changing methods belong into the caller's transaction. */
@Repository
class ChannelBooks {

    /** More unknown channels of one gateway are not listed: such a gateway is damaged or hostile. Its values are kept. */
    static final int MOST_OF_A_GATEWAY = 1_000;

    private static final int SAMPLES = 5;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final ChannelCatalogue catalogue;

    ChannelBooks(JdbcClient jdbc, JdbcTemplate batches, ChannelCatalogue catalogue) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.catalogue = catalogue;
    }

    /** A sight of a channel that nobody knows: the newest of a batch. */
    record Sight(
            ChannelRef channel,
            String unit,
            String reason,
            @Nullable Double value,
            java.time.Instant at) {}

    long version() {
        return jdbc.sql("select version from ingest.channel_version")
                .query(Long.class)
                .single();
    }

    /** Everything that people decided. */
    Map<ChannelRef, Knowledge> decided() {
        var decided = new HashMap<ChannelRef, Knowledge>();
        jdbc.sql("select * from ingest.channel where decided_at is not null").query(row -> {
            decided.put(
                    ref(row),
                    new Knowledge(
                            Optional.of(Standing.valueOf(row.getString("standing"))),
                            Optional.ofNullable(spec(row)),
                            false));
        });
        return decided;
    }

    void keep(Collection<Sight> sights) {
        batches.batchUpdate(
                "insert into ingest.channel as c (account, gateway, asset, channel, standing, unit, reason, first_seen,"
                        + " last_seen, seen, samples) select ?, ?, ?, ?, 'QUARANTINED', ?, ?, ?, ?, 1, ?::jsonb"
                        + " where (select count(*) from ingest.channel o where o.account = ? and o.gateway = ?) < "
                        + MOST_OF_A_GATEWAY
                        + " or exists (select 1 from ingest.channel o where o.account = ? and o.gateway = ? and o.asset = ?"
                        + " and o.channel = ?)"
                        + " on conflict (account, gateway, asset, channel) do update set unit = excluded.unit,"
                        + " reason = case when c.decided_at is null then excluded.reason else c.reason end,"
                        + " last_seen = greatest(c.last_seen, excluded.last_seen), seen = c.seen + 1,"
                        + " samples = case when jsonb_array_length(c.samples) >= " + SAMPLES
                        + " then (c.samples - 0) || excluded.samples else c.samples || excluded.samples end",
                sights,
                200,
                (statement, sight) -> {
                    ChannelRef channel = sight.channel();
                    statement.setString(1, channel.account());
                    statement.setString(2, channel.gateway());
                    statement.setString(3, channel.asset());
                    statement.setString(4, channel.channel());
                    statement.setString(5, sight.unit());
                    statement.setString(6, sight.reason());
                    statement.setObject(7, Timestamps.toDatabase(sight.at()));
                    statement.setObject(8, Timestamps.toDatabase(sight.at()));
                    statement.setString(9, sight.value() == null ? "[]" : "[" + sight.value() + "]");
                    statement.setString(10, channel.account());
                    statement.setString(11, channel.gateway());
                    statement.setString(12, channel.account());
                    statement.setString(13, channel.gateway());
                    statement.setString(14, channel.asset());
                    statement.setString(15, channel.channel());
                });
    }

    /** By account, gateway, asset and channel, those after the given path. */
    List<ChannelRow> list(ChannelFilter filter, @Nullable ChannelRef after, int limit) {
        ChannelFilter.Where where = filter.where();
        var query = jdbc.sql("select c.* from ingest.channel c where " + where.condition()
                        + (after == null
                                ? ""
                                : " and (c.account, c.gateway, c.asset, c.channel) > (:a1, :a2, :a3, :a4)")
                        + " order by c.account, c.gateway, c.asset, c.channel limit :limit")
                .params(where.parameters())
                .param("limit", limit);
        if (after != null) {
            query = query.param("a1", after.account())
                    .param("a2", after.gateway())
                    .param("a3", after.asset())
                    .param("a4", after.channel());
        }
        return query.query((row, n) -> row(row)).list();
    }

    Map<Standing, Long> counts() {
        var counts = new HashMap<Standing, Long>();
        for (Standing standing : Standing.values()) {
            counts.put(standing, 0L);
        }
        jdbc.sql("select standing, count(*) as channels from ingest.channel group by standing")
                .query(row -> {
                    counts.put(Standing.valueOf(row.getString("standing")), row.getLong("channels"));
                });
        return counts;
    }

    /** @param spec for all of them; null keeps the unit that each sends, and no limits */
    int decide(ChannelFilter filter, Standing standing, @Nullable ChannelSpec spec, String by, java.time.Instant at) {
        ChannelFilter.Where where = filter.where();
        int channels = jdbc.sql("update ingest.channel c set standing = :to, decided_by = :by,"
                        + " decided_at = :at, spec_unit = coalesce(:unit, c.unit), spec_kind = :kind, spec_min = :min,"
                        + " spec_max = :max, max_per_second = :rate where " + where.condition())
                .param("to", standing.name())
                .param("by", by)
                .param(
                        "at",
                        standing == Standing.QUARANTINED ? null : Timestamps.toDatabase(at),
                        java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("unit", spec == null ? null : spec.unit(), java.sql.Types.VARCHAR)
                .param("kind", spec == null ? null : spec.kind().name(), java.sql.Types.VARCHAR)
                .param("min", spec == null ? null : spec.min(), java.sql.Types.DOUBLE)
                .param("max", spec == null ? null : spec.max(), java.sql.Types.DOUBLE)
                .param(
                        "rate",
                        spec == null || spec.maxPerSecond().isEmpty()
                                ? null
                                : spec.maxPerSecond().getAsDouble(),
                        java.sql.Types.DOUBLE)
                .params(where.parameters())
                .update();
        jdbc.sql("update ingest.channel_version set version = version + 1").update();
        return channels;
    }

    private ChannelRow row(ResultSet row) throws SQLException {
        List<Double> samples = JsonMapper.shared().readerForListOf(Double.class).readValue(row.getString("samples"));
        ChannelRef channel = ref(row);
        String unit = row.getString("unit");
        return new ChannelRow(
                channel,
                Standing.valueOf(row.getString("standing")),
                unit,
                row.getString("reason"),
                Timestamps.fromDatabase(row, "first_seen"),
                Timestamps.fromDatabase(row, "last_seen"),
                row.getLong("seen"),
                samples,
                spec(row),
                catalogue.suggest(channel.channel(), unit, samples).orElse(null),
                Timestamps.fromNullable(row, "decided_at"),
                row.getString("decided_by"));
    }

    private static ChannelRef ref(ResultSet row) throws SQLException {
        return new ChannelRef(
                row.getString("account"), row.getString("gateway"), row.getString("asset"), row.getString("channel"));
    }

    private static @Nullable ChannelSpec spec(ResultSet row) throws SQLException {
        String unit = row.getString("spec_unit");
        if (unit == null || row.getString("spec_kind") == null) {
            return null;
        }
        Double rate = row.getObject("max_per_second", Double.class);
        return new ChannelSpec(
                unit,
                ChannelSpec.Kind.valueOf(row.getString("spec_kind")),
                row.getDouble("spec_min"),
                row.getDouble("spec_max"),
                rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate));
    }
}
