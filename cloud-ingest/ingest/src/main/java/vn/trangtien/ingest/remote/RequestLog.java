package vn.trangtien.ingest.remote;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.database.Timestamps;

/** Who asked which gateway for what, and what became of it: a row each, and two entries in the audit log. */
@Repository
public class RequestLog {

    /** A row for people. */
    public record Entry(
            String id,
            String app,
            String method,
            String resource,
            String by,
            Instant askedAt,
            @Nullable Instant endedAt,
            String outcome,
            @Nullable Integer code,
            @Nullable String message) {}

    private static final Duration ABANDONED = Duration.ofMinutes(10);
    private static final int MAX_MESSAGE = 2_000;
    private static final int MAX_COMMAND = 200;
    private static final String COMMAND = "command.command";

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    public RequestLog(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public void asked(GatewayId gateway, Ask ask, String id, String actor) {
        jdbc.sql("insert into ingest.request (id, account, gateway, app, method, resource, asked_by, asked_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        id,
                        gateway.account(),
                        gateway.gateway(),
                        ask.app(),
                        ask.method().name(),
                        ask.path(),
                        actor,
                        Timestamps.toDatabase(clock.instant()))
                .update();
        Map<String, String> detail = what(ask);
        detail.put("request", id);
        audit.append(actor, "gateway.asked", "gateway:" + gateway.key(), detail);
    }

    /** @param row the id under which it was first asked */
    @Transactional
    public void ended(GatewayId gateway, Ask ask, String row, String actor, Answer answer) {
        OptionalInt code = answer.code();
        jdbc.sql("update ingest.request set ended_at = :ended, outcome = :outcome, code = :code, message = :message,"
                        + " attempts = :attempts, body_bytes = :bytes where id = :id")
                .param("ended", Timestamps.toDatabase(answer.endedAt()))
                .param("outcome", answer.outcome().name())
                .param("code", code.isPresent() ? (Integer) code.getAsInt() : null)
                .param("message", printable(answer.message()))
                .param("attempts", answer.attempts())
                .param("bytes", answer.payload().body().map(body -> body.length).orElse(0))
                .param("id", row)
                .update();
        Map<String, String> detail = what(ask);
        detail.put("request", row);
        detail.put("outcome", answer.outcome().name());
        code.ifPresent(number -> detail.put("code", Integer.toString(number)));
        audit.append(actor, "gateway.answered", "gateway:" + gateway.key(), detail);
    }

    /** What an earlier process was still waiting for when it ended. */
    @Transactional
    public int closeAbandoned() {
        Instant now = clock.instant();
        return jdbc.sql(
                        "update ingest.request set outcome = 'FAILED', ended_at = :now,"
                                + " message = 'the cloud was restarted while it waited' where outcome = 'WAITING' and asked_at < :before")
                .param("now", Timestamps.toDatabase(now))
                .param("before", Timestamps.toDatabase(now.minus(ABANDONED)))
                .update();
    }

    /** Newest first. */
    public List<Entry> newest(GatewayId gateway, int limit) {
        return jdbc.sql("select * from ingest.request where account = ? and gateway = ? order by asked_at desc limit ?")
                .params(gateway.account(), gateway.gateway(), limit)
                .query((row, n) -> new Entry(
                        row.getString("id"),
                        row.getString("app"),
                        row.getString("method"),
                        row.getString("resource"),
                        row.getString("asked_by"),
                        Timestamps.fromDatabase(row, "asked_at"),
                        Timestamps.fromNullable(row, "ended_at"),
                        row.getString("outcome"),
                        row.getObject("code", Integer.class),
                        row.getString("message")))
                .list();
    }

    private static Map<String, String> what(Ask ask) {
        Map<String, String> what = new LinkedHashMap<>();
        what.put("app", ask.app());
        what.put("method", ask.method().name());
        what.put("resource", ask.path());
        ask.payload().text(COMMAND).ifPresent(command -> what.put("command", cut(command, MAX_COMMAND)));
        return what;
    }

    private static String printable(String text) {
        return cut(text, MAX_MESSAGE).replace('\u0000', '\ufffd');
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
