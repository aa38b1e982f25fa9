package vn.trangtien.ingest.batch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.trangtien.ingest.batch.BadLines.Problem;
import vn.trangtien.ingest.enrolment.Code;
import vn.trangtien.ingest.enrolment.GatewayAdministration;
import vn.trangtien.ingest.registry.EnrolmentState;
import vn.trangtien.ingest.registry.Gateway;
import vn.trangtien.ingest.registry.Registry;
import vn.trangtien.platform.audit.AuditLog;

/** Gateways that were registered together. Thread-safe. */
@Service
public class Batches {

    /** One batch. */
    public record Batch(long id, String name, String account, int gateways, Instant createdAt, String createdBy) {}

    /** A gateway with a code that is shown this once. */
    public record Invited(Gateway gateway, Code code) {}

    /** A batch and the codes that were just made for it. */
    public record Issued(Batch batch, List<Invited> invited) {}

    private static final int LONGEST_NAME = 120;

    private final JdbcClient jdbc;
    private final Registry registry;
    private final GatewayAdministration administration;
    private final AuditLog audit;
    private final Clock clock;

    Batches(JdbcClient jdbc, Registry registry, GatewayAdministration administration, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.registry = registry;
        this.administration = administration;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Looks at a table without registering anything.
     *
     * @return how many gateways it holds
     * @throws BadLines with every mistake there is
     */
    @Transactional(readOnly = true)
    public int check(String account, String csv) {
        return checked(account, csv).size();
    }

    /**
     * Registers all gateways of a table, or none.
     *
     * @param name for people; may be empty
     * @throws BadLines with every mistake there is
     */
    @Transactional
    public Issued register(String account, String name, String csv, String actor) {
        List<GatewayTable.Entry> entries = checked(account, csv);
        String title = name.isBlank() ? account + " " + entries.size() : name.strip();
        if (title.length() > LONGEST_NAME || title.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "name must be at most %d printable characters, but was '%s'".formatted(LONGEST_NAME, title));
        }
        long id = jdbc.sql("insert into ingest.batch (name, account, gateways, created_at, created_by)"
                        + " values (:name, :account, :gateways, :now, :actor) returning id")
                .param("name", title)
                .param("account", account)
                .param("gateways", entries.size())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("actor", actor)
                .query(Long.class)
                .single();
        var invited = new ArrayList<Invited>();
        for (GatewayTable.Entry entry : entries) {
            Code code = administration.register(entry.gateway(), actor);
            registry.assignBatch(entry.gateway().id(), id);
            invited.add(new Invited(registry.find(entry.gateway().id()).orElseThrow(), code));
        }
        audit.append(
                actor,
                "gateway-batch.registered",
                "gateway-batch:" + id,
                Map.of("name", title, "gateways", Integer.toString(entries.size())));
        return new Issued(find(id).orElseThrow(), invited);
    }

    /** New codes for those gateways of the batch that no device has become yet; their earlier codes are worthless. */
    @Transactional
    public Issued newCodes(Batch batch, String actor) {
        var invited = new ArrayList<Invited>();
        for (Gateway gateway : registry.ofBatch(batch.id())) {
            if (gateway.enrolment() == EnrolmentState.CREATED || gateway.enrolment() == EnrolmentState.CODE_ISSUED) {
                invited.add(new Invited(gateway, administration.newCode(gateway.id(), actor)));
            }
        }
        audit.append(
                actor,
                "gateway-batch.codes-issued",
                "gateway-batch:" + batch.id(),
                Map.of("gateways", Integer.toString(invited.size())));
        return new Issued(batch, invited);
    }

    /** Newest first. */
    public List<Batch> all() {
        return jdbc.sql("select id, name, account, gateways, created_at, created_by from ingest.batch order by id desc")
                .query(Batches::batch)
                .list();
    }

    public Optional<Batch> find(long id) {
        return jdbc.sql("select id, name, account, gateways, created_at, created_by from ingest.batch where id = :id")
                .param("id", id)
                .query(Batches::batch)
                .optional();
    }

    private List<GatewayTable.Entry> checked(String account, String csv) {
        List<GatewayTable.Entry> entries = GatewayTable.read(account, csv);
        List<String> names =
                entries.stream().map(entry -> entry.gateway().id().gateway()).toList();
        List<String> taken = jdbc.sql("select gateway from ingest.gateway where gateway in (:names)")
                .param("names", names)
                .query(String.class)
                .list();
        List<Problem> problems = entries.stream()
                .filter(entry -> taken.contains(entry.gateway().id().gateway()))
                .map(entry -> new Problem(
                        entry.line(),
                        "id",
                        entry.gateway().id().gateway(),
                        "is registered already; choose another id",
                        "đã được đăng ký; hãy chọn mã khác"))
                .toList();
        if (!problems.isEmpty()) {
            throw new BadLines(problems);
        }
        return entries;
    }

    private static Batch batch(ResultSet row, int number) throws SQLException {
        return new Batch(
                row.getLong("id"),
                row.getString("name"),
                row.getString("account"),
                row.getInt("gateways"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"));
    }
}
