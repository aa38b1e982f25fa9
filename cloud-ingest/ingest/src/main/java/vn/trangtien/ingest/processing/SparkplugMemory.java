package vn.trangtien.ingest.processing;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.trangtien.ingest.decoding.SparkplugBirth;
import vn.trangtien.ingest.decoding.SparkplugState;
import vn.trangtien.ingest.registry.GatewayId;

/** The state of Sparkplug edge nodes. Saving joins the caller's transaction. Thread-safe. */
@Repository
class SparkplugMemory {

    private final JdbcClient jdbc;
    private final Clock clock;

    SparkplugMemory(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The states of those of the nodes that were heard before. */
    Map<GatewayId, SparkplugState> load(Collection<GatewayId> nodes) {
        var states = new HashMap<GatewayId, SparkplugState>();
        if (nodes.isEmpty()) {
            return states;
        }
        List<String> names = nodes.stream().map(GatewayId::gateway).collect(Collectors.toList());
        var births = new HashMap<GatewayId, Map<String, SparkplugBirth>>();
        jdbc.sql("select account, gateway, asset, metrics from ingest.sparkplug_birth where gateway in (:names)")
                .param("names", names)
                .query(row -> {
                    births.computeIfAbsent(
                                    new GatewayId(row.getString("account"), row.getString("gateway")),
                                    any -> new HashMap<>())
                            .put(row.getString("asset"), SparkplugBirth.ofJson(row.getString("metrics")));
                });
        jdbc.sql("select account, gateway, bd_seq, seq, doubtful, gaps, asked_at from ingest.sparkplug_node"
                        + " where gateway in (:names)")
                .param("names", names)
                .query(row -> {
                    var node = new GatewayId(row.getString("account"), row.getString("gateway"));
                    Timestamp asked = row.getTimestamp("asked_at");
                    states.put(
                            node,
                            new SparkplugState(
                                    number(row.getObject("bd_seq", Integer.class)),
                                    number(row.getObject("seq", Integer.class)),
                                    row.getBoolean("doubtful"),
                                    row.getLong("gaps"),
                                    asked == null ? Optional.empty() : Optional.of(asked.toInstant()),
                                    births.getOrDefault(node, Map.of())));
                });
        return states;
    }

    /** Writes what differs from before; births, which are large, only when they are new. */
    void save(Map<GatewayId, SparkplugState> before, Map<GatewayId, SparkplugState> after) {
        after.forEach((node, state) -> {
            SparkplugState former = before.getOrDefault(node, SparkplugState.UNKNOWN);
            if (!state.equals(former)) {
                saveNode(node, state);
                saveBirths(node, former.births(), state.births());
            }
        });
    }

    private void saveNode(GatewayId node, SparkplugState state) {
        jdbc.sql("insert into ingest.sparkplug_node"
                        + " (account, gateway, bd_seq, seq, doubtful, gaps, asked_at, updated_at)"
                        + " values (:account, :gateway, :bdSeq, :seq, :doubtful, :gaps, :asked, :now)"
                        + " on conflict (account, gateway) do update set bd_seq = excluded.bd_seq, seq = excluded.seq,"
                        + " doubtful = excluded.doubtful, gaps = excluded.gaps, asked_at = excluded.asked_at,"
                        + " updated_at = excluded.updated_at")
                .param("account", node.account())
                .param("gateway", node.gateway())
                .param("bdSeq", number(state.bdSeq()))
                .param("seq", number(state.seq()))
                .param("doubtful", state.doubtful())
                .param("gaps", state.gaps())
                .param("asked", state.askedAt().map(SparkplugMemory::utc).orElse(null))
                .param("now", utc(clock.instant()))
                .update();
    }

    private void saveBirths(GatewayId node, Map<String, SparkplugBirth> before, Map<String, SparkplugBirth> after) {
        after.forEach((asset, birth) -> {
            if (!birth.equals(before.get(asset))) {
                jdbc.sql("insert into ingest.sparkplug_birth (account, gateway, asset, metrics)"
                                + " values (:account, :gateway, :asset, :metrics::jsonb)"
                                + " on conflict (account, gateway, asset) do update set metrics = excluded.metrics")
                        .param("account", node.account())
                        .param("gateway", node.gateway())
                        .param("asset", asset)
                        .param("metrics", birth.toJson())
                        .update();
            }
        });
        before.keySet().stream()
                .filter(asset -> !after.containsKey(asset))
                .forEach(asset -> jdbc.sql(
                                "delete from ingest.sparkplug_birth where account = :account and gateway = :gateway"
                                        + " and asset = :asset")
                        .param("account", node.account())
                        .param("gateway", node.gateway())
                        .param("asset", asset)
                        .update());
    }

    private static OptionalInt number(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static @Nullable Integer number(OptionalInt value) {
        return value.isPresent() ? (Integer) value.getAsInt() : null;
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
