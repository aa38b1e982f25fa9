package vn.trangtien.ingest.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
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
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All gateways, in the schema {@code ingest}. Thread-safe; joins the caller's transaction where there is one. */
@Repository
public class Registry {

    private static final String COLUMNS = "account, gateway, name, kind, lat, lon, active, state,"
            + " since, last_message_at, enrolment, approval, profile, facts";
    private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    public Registry(JdbcClient jdbc, JsonMapper json, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Adds a gateway that nobody has seen yet.
     *
     * @throws GatewayExists if the name is taken, in whatever account
     */
    public Gateway register(NewGateway gateway) {
        Instant now = clock.instant();
        try {
            jdbc.sql("insert into ingest.gateway (account, gateway, name, kind, lat, lon, approval, profile, since,"
                            + " created_at, enrolment_since) values (:account, :gateway, :name, :kind, :lat, :lon,"
                            + " :approval, :profile, :now, :now, :now)")
                    .param("account", gateway.id().account())
                    .param("gateway", gateway.id().gateway())
                    .param("name", gateway.name())
                    .param("kind", gateway.kind())
                    .param("lat", gateway.lat())
                    .param("lon", gateway.lon())
                    .param("approval", gateway.approval())
                    .param("profile", gateway.profile())
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw new GatewayExists(gateway.id());
        }
        return find(gateway.id()).orElseThrow();
    }

    public Optional<Gateway> find(GatewayId id) {
        return jdbc.sql("select " + COLUMNS + " from ingest.gateway where account = :account and gateway = :gateway")
                .param("account", id.account())
                .param("gateway", id.gateway())
                .query(this::gateway)
                .optional();
    }

    /** The gateway that connects with this MQTT client id. */
    public Optional<Gateway> findByClientId(String clientId) {
        return jdbc.sql("select " + COLUMNS + " from ingest.gateway where gateway = :gateway")
                .param("gateway", clientId)
                .query(this::gateway)
                .optional();
    }

    /** By account and name. */
    public List<Gateway> all() {
        return jdbc.sql("select " + COLUMNS + " from ingest.gateway order by account, gateway")
                .query(this::gateway)
                .list();
    }

    /** Forbids a gateway to connect and, once that is committed, ends its connection. */
    public void deactivate(GatewayId id) {
        setActive(id, false);
        disconnect(id);
    }

    /** Ends the gateway's connection once the caller's transaction is committed; it may come back if its papers are good. */
    public void disconnect(GatewayId id) {
        events.publishEvent(new GatewayExpelled(id));
    }

    /** Allows a gateway to connect again. */
    public void activate(GatewayId id) {
        setActive(id, true);
    }

    /** Whether somebody must agree before a device becomes this gateway. */
    public void requireApproval(GatewayId id, boolean required) {
        set(id, "approval", required);
    }

    /** Notes with which others the gateway was registered. */
    public void assignBatch(GatewayId id, long batch) {
        jdbc.sql("update ingest.gateway set batch = :batch where account = :account and gateway = :gateway")
                .param("batch", batch)
                .param("account", id.account())
                .param("gateway", id.gateway())
                .update();
    }

    /** The gateways that were registered together, in the order of their names. */
    public List<Gateway> ofBatch(long batch) {
        return jdbc.sql("select " + COLUMNS + " from ingest.gateway where batch = :batch order by gateway")
                .param("batch", batch)
                .query(this::gateway)
                .list();
    }

    /** Presence of those of the given gateways that are registered. */
    public Map<GatewayId, Presence> presences(Collection<GatewayId> ids) {
        var wanted = new HashMap<GatewayId, Presence>();
        if (ids.isEmpty()) {
            return wanted;
        }
        List<String> names = ids.stream().map(GatewayId::gateway).toList();
        jdbc.sql("select " + COLUMNS + ", goodbye_at from ingest.gateway where gateway in (:names)")
                .param("names", names)
                .query((row, number) -> Map.entry(gateway(row, number).id(), presence(row, number)))
                .list()
                .forEach(found -> {
                    if (ids.contains(found.getKey())) {
                        wanted.put(found.getKey(), found.getValue());
                    }
                });
        return wanted;
    }

    private Presence presence(ResultSet row, int number) throws SQLException {
        Gateway gateway = gateway(row, number);
        OffsetDateTime goodbye = row.getObject("goodbye_at", OffsetDateTime.class);
        return new Presence(
                gateway.state(),
                gateway.since(),
                gateway.lastMessageAt(),
                gateway.facts(),
                goodbye == null ? null : goodbye.toInstant());
    }

    public void save(GatewayId id, Presence presence) {
        jdbc.sql(
                        "update ingest.gateway set state = :state, since = :since, last_message_at = :last,"
                                + " facts = :facts::jsonb, goodbye_at = :goodbye where account = :account and gateway = :gateway")
                .param("state", presence.state().name())
                .param("since", presence.since().atOffset(ZoneOffset.UTC))
                .param("last", utc(presence.lastMessageAt()))
                .param("facts", json.writeValueAsString(presence.facts()))
                .param("goodbye", utc(presence.goodbyeAt()))
                .param("account", id.account())
                .param("gateway", id.gateway())
                .update();
    }

    /** Gateways that count as there although nothing was heard from them since the given time. */
    public List<Gateway> onlineButSilentSince(Instant since) {
        return jdbc.sql("select " + COLUMNS + " from ingest.gateway"
                        + " where state = 'ONLINE' and coalesce(last_message_at, since) < :since")
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(this::gateway)
                .list();
    }

    /** Marks a silent gateway as lost, unless it has been heard in the meantime. */
    public boolean markMissing(GatewayId id, Instant silentSince) {
        return jdbc.sql(
                                "update ingest.gateway set state = 'MISSING', since = :now where account = :account"
                                        + " and gateway = :gateway and state = 'ONLINE' and coalesce(last_message_at, since) < :silent")
                        .param("now", utc(clock.instant()))
                        .param("account", id.account())
                        .param("gateway", id.gateway())
                        .param("silent", utc(silentSince))
                        .update()
                == 1;
    }

    private void setActive(GatewayId id, boolean active) {
        set(id, "active", active);
    }

    private void set(GatewayId id, String flag, boolean value) {
        int known = jdbc.sql("update ingest.gateway set " + flag + " = :value"
                        + " where account = :account and gateway = :gateway")
                .param("value", value)
                .param("account", id.account())
                .param("gateway", id.gateway())
                .update();
        if (known == 0) {
            throw new UnknownGateway(id);
        }
    }

    private Gateway gateway(ResultSet row, int number) throws SQLException {
        return new Gateway(
                new GatewayId(row.getString("account"), row.getString("gateway")),
                row.getString("name"),
                row.getString("kind"),
                row.getObject("lat", Double.class),
                row.getObject("lon", Double.class),
                row.getBoolean("active"),
                GatewayState.valueOf(row.getString("state")),
                row.getTimestamp("since").toInstant(),
                instant(row.getTimestamp("last_message_at")),
                EnrolmentState.valueOf(row.getString("enrolment")),
                row.getBoolean("approval"),
                row.getString("profile"),
                json.readValue(row.getString("facts"), FACTS));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
