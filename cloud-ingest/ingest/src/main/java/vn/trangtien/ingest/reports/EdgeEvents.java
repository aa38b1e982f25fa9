package vn.trangtien.ingest.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.trangtien.events.EdgeEvent;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.platform.database.Timestamps;

/** When rules on gateways began and ceased to hold. */
@Repository
public class EdgeEvents {

    private final JdbcClient jdbc;

    public EdgeEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps an event once. */
    public void keep(EdgeEvent event, Instant receivedAt) {
        jdbc.sql("insert into ingest.edge_event (account, gateway, rule, at, state, channel, value, severity, message,"
                        + " actions, simulated, received_at) values (:account, :gateway, :rule, :at, :state, :channel,"
                        + " :value, :severity, :message, :actions, :simulated, :received) on conflict do nothing")
                .param("account", event.account())
                .param("gateway", event.gateway())
                .param("rule", event.rule())
                .param("at", Timestamps.toDatabase(event.at()))
                .param("state", event.state())
                .param("channel", event.channel())
                .param("value", event.value())
                .param("severity", event.severity())
                .param("message", event.message())
                .param("actions", event.actions())
                .param("simulated", event.simulated())
                .param("received", Timestamps.toDatabase(receivedAt))
                .update();
    }

    /** Newest first. */
    public List<EdgeEvent> newest(GatewayId gateway, int limit) {
        return jdbc.sql("select * from ingest.edge_event where account = ? and gateway = ?"
                        + " order by received_at desc, at desc limit ?")
                .params(gateway.account(), gateway.gateway(), limit)
                .query((row, n) -> event(row))
                .list();
    }

    private static EdgeEvent event(ResultSet row) throws SQLException {
        return new EdgeEvent(
                row.getString("account"),
                row.getString("gateway"),
                row.getString("rule"),
                row.getString("state"),
                row.getString("channel"),
                row.getObject("value", Double.class),
                row.getString("severity"),
                row.getString("message"),
                row.getString("actions"),
                Timestamps.fromDatabase(row, "at"),
                row.getBoolean("simulated"));
    }
}
