package vn.trangtien.ingest.registry;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.trangtien.platform.audit.AuditLog;

/**
 * Moves gateways from one state of enrolment to the next; each move is a legal one and is audited in the same transaction.
 * Thread-safe.
 */
@Repository
public class Enrolments {

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    public Enrolments(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Where the gateway stands; nobody moves it until the transaction ends.
     *
     * @throws UnknownGateway if it is not registered
     */
    public EnrolmentState lock(GatewayId id) {
        return jdbc.sql(
                        "select enrolment from ingest.gateway where account = :account and gateway = :gateway for update")
                .param("account", id.account())
                .param("gateway", id.gateway())
                .query(String.class)
                .optional()
                .map(EnrolmentState::valueOf)
                .orElseThrow(() -> new UnknownGateway(id));
    }

    /**
     * Moves the gateway; nothing happens if it stands there already.
     *
     * @param actor account id, service, or {@code gateway:<id>} when the device itself is the cause
     * @param detail why, without secrets
     * @throws IllegalMove if the step does not lead there
     */
    public void move(GatewayId id, EnrolmentState next, String actor, Map<String, String> detail) {
        EnrolmentState now = lock(id);
        if (now == next) {
            return;
        }
        if (!now.mayBecome(next)) {
            throw new IllegalMove(id, now, next);
        }
        jdbc.sql("update ingest.gateway set enrolment = :next, enrolment_since = :now"
                        + " where account = :account and gateway = :gateway")
                .param("next", next.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("account", id.account())
                .param("gateway", id.gateway())
                .update();
        var all = new HashMap<>(detail);
        all.put("from", now.name());
        all.put("to", next.name());
        audit.append(actor, "gateway.state-changed", "gateway:" + id.key(), all);
    }

    /** Writes down what happened to a gateway without moving it. */
    public void changed(GatewayId id, String action, String actor, Map<String, String> detail) {
        audit.append(actor, action, "gateway:" + id.key(), detail);
    }
}
