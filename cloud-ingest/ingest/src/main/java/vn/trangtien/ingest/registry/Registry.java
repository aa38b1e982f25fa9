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
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** All gateways, in the schema {@code ingest}. Thread-safe; joins the caller's transaction where there is one. */
@Repository
public class Registry {

    private static final String COLUMNS = "account, gateway, name, kind, lat, lon, active, state,"
            + " since, last_message_at, enrolment, approval, profile, facts";

    private final JdbcClient jdbc;
    private final JdbcTemplate rows;
    private final JsonMapper json;
    private final ReadFacts facts;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    public Registry(
            JdbcClient jdbc, JdbcTemplate rows, JsonMapper json, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.json = json;
        this.facts = new ReadFacts(json);
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
        rows.query(
                "select account, gateway, state, since, last_message_at, facts::text, goodbye_at from ingest.gateway"
                        + " where gateway = any(?::text[])",
                row -> {
                    var id = new GatewayId(row.getString(1), row.getString(2));
                    if (ids.contains(id)) {
                        wanted.put(
                                id,
                                new Presence(
                                        GatewayState.valueOf(row.getString(3)),
                                        row.getTimestamp(4).toInstant(),
                                        instant(row.getTimestamp(5)),
                                        facts.of(id, row.getString(6)),
                                        instant(row.getTimestamp(7))));
                    }
                },
                (Object) ids.stream().map(GatewayId::gateway).toArray(String[]::new));
        return wanted;
    }

    /**
     * Keeps what messages have changed; joins the caller's transaction. One statement for all gateways that were only heard
     * again and one for the others, because so many of them are slower than what they do.
     *
     * @param before of the same gateways, as {@link #presences} told
     */
    public void save(Map<GatewayId, Presence> before, Map<GatewayId, Presence> after) {
        var heard = new HashMap<GatewayId, Presence>();
        var changed = new HashMap<GatewayId, Presence>();
        after.forEach((id, presence) -> {
            Presence former = before.get(id);
            boolean isHeard =
                    former != null && former.heardAt(presence.lastMessageAt()).equals(presence);
            (isHeard ? heard : changed).put(id, presence);
        });
        if (!heard.isEmpty()) {
            rows.update(
                    "update ingest.gateway g set last_message_at = u.last from unnest(?::text[], ?::text[],"
                            + " ?::timestamptz[]) as u (account, gateway, last)"
                            + " where g.account = u.account and g.gateway = u.gateway",
                    column(heard, (id, presence) -> id.account()),
                    column(heard, (id, presence) -> id.gateway()),
                    column(heard, (id, presence) -> text(presence.lastMessageAt())));
        }
        if (!changed.isEmpty()) {
            rows.update(
                    "update ingest.gateway g set state = u.state, since = u.since, last_message_at = u.last,"
                            + " facts = u.facts, goodbye_at = u.goodbye from unnest(?::text[], ?::text[], ?::text[],"
                            + " ?::timestamptz[], ?::timestamptz[], ?::jsonb[], ?::timestamptz[])"
                            + " as u (account, gateway, state, since, last, facts, goodbye)"
                            + " where g.account = u.account and g.gateway = u.gateway",
                    column(changed, (id, presence) -> id.account()),
                    column(changed, (id, presence) -> id.gateway()),
                    column(changed, (id, presence) -> presence.state().name()),
                    column(changed, (id, presence) -> presence.since().toString()),
                    column(changed, (id, presence) -> text(presence.lastMessageAt())),
                    column(changed, (id, presence) -> json.writeValueAsString(presence.facts())),
                    column(changed, (id, presence) -> text(presence.goodbyeAt())));
        }
    }

    private static @Nullable String[] column(
            Map<GatewayId, Presence> presences, BiFunction<GatewayId, Presence, @Nullable String> of) {
        return presences.entrySet().stream()
                .map(each -> of.apply(each.getKey(), each.getValue()))
                .toArray(String[]::new);
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
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
                facts.read(row.getString("facts")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
