package vn.trangtien.city.alarm;

import static vn.trangtien.platform.database.Timestamps.fromDatabase;
import static vn.trangtien.platform.database.Timestamps.fromNullable;
import static vn.trangtien.platform.database.Timestamps.toDatabase;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.trangtien.events.GatewayStatus;

/** Who is there: the last sign of life of each instrument and the state of each gateway. */
@Repository
class PresenceStore {

    /** One gateway as its broker last told. */
    record Gateway(String gateway, GatewayStatus.State state, Instant at) {}

    /**
     * One instrument.
     *
     * @param gatewayState absent while nobody told anything of its gateway
     * @param gatewayAt since when the gateway is in this state
     */
    record Device(
            String device,
            String gateway,
            Instant seenAt,
            GatewayStatus.@Nullable State gatewayState,
            @Nullable Instant gatewayAt) {}

    private final JdbcClient jdbc;

    PresenceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the newest time of each instrument; locks in the order of the names. */
    void seen(Map<String, Instant> devices) {
        new TreeMap<>(devices)
                .forEach((device, at) -> jdbc.sql("""
                                insert into city.device_seen (device, gateway, seen_at) values (:device, :gateway, :at)
                                on conflict (device) do update set seen_at = excluded.seen_at
                                where excluded.seen_at > city.device_seen.seen_at""")
                        .param("device", device)
                        .param("gateway", new TrackerKey(device, "").gateway())
                        .param("at", toDatabase(at))
                        .update());
    }

    /** Keeps a status unless a newer one is known. */
    void status(GatewayStatus status) {
        jdbc.sql("""
                        insert into city.gateway_state (gateway, state, at) values (:gateway, :state, :at)
                        on conflict (gateway) do update set state = excluded.state, at = excluded.at
                        where excluded.at > city.gateway_state.at""")
                .param("gateway", status.account() + "/" + status.gateway())
                .param("state", status.state().name())
                .param("at", toDatabase(status.at()))
                .update();
    }

    List<Gateway> gateways() {
        return jdbc.sql("select * from city.gateway_state order by gateway")
                .query((row, number) -> new Gateway(
                        row.getString("gateway"),
                        GatewayStatus.State.valueOf(row.getString("state")),
                        fromDatabase(row, "at")))
                .list();
    }

    List<Device> devices() {
        return jdbc.sql("""
                        select d.device, d.gateway, d.seen_at, g.state, g.at
                        from city.device_seen d left join city.gateway_state g on g.gateway = d.gateway
                        order by d.device""")
                .query((row, number) -> {
                    String state = row.getString("state");
                    return new Device(
                            row.getString("device"),
                            row.getString("gateway"),
                            fromDatabase(row, "seen_at"),
                            state == null ? null : GatewayStatus.State.valueOf(state),
                            fromNullable(row, "at"));
                })
                .list();
    }
}
