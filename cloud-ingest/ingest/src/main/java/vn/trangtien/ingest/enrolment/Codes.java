package vn.trangtien.ingest.enrolment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.trangtien.ingest.registry.GatewayId;

/** One-time codes and what became of each; of a code only its hash is kept. Thread-safe. */
@Repository
class Codes {

    /**
     * One code.
     *
     * @param hardwareId the device it is bound to since its first use
     * @param keyHash what that device asked to have certified
     * @param serial of the certificate that was given for it
     */
    record Row(
            String hash,
            GatewayId gateway,
            Instant expiresAt,
            @Nullable String hardwareId,
            @Nullable String keyHash,
            @Nullable Instant requestedAt,
            @Nullable Instant approvedAt,
            @Nullable Instant refusedAt,
            @Nullable String serial) {}

    private static final String COLUMNS =
            "code_hash, account, gateway, expires_at, hardware, key_hash, requested_at, approved_at, refused_at, serial";
    private static final String WAITING =
            " from ingest.enrolment_code where requested_at is not null and approved_at is null and refused_at is null"
                    + " and serial is null";

    private final JdbcClient jdbc;
    private final Clock clock;

    Codes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Adds a code; earlier ones of the gateway that were not used up become worthless. */
    void add(GatewayId gateway, String hash, Instant expiresAt) {
        dropUnused(gateway);
        jdbc.sql("insert into ingest.enrolment_code (code_hash, account, gateway, created_at, expires_at)"
                        + " values (:hash, :account, :gateway, :now, :expires)")
                .param("hash", hash)
                .param("account", gateway.account())
                .param("gateway", gateway.gateway())
                .param("now", now())
                .param("expires", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    void dropUnused(GatewayId gateway) {
        jdbc.sql("delete from ingest.enrolment_code where account = :account and gateway = :gateway and serial is null")
                .param("account", gateway.account())
                .param("gateway", gateway.gateway())
                .update();
    }

    /** The code of that gateway; nobody else uses it until the transaction ends. */
    Optional<Row> lock(String gateway, String hash) {
        return jdbc.sql("select " + COLUMNS + " from ingest.enrolment_code"
                        + " where code_hash = :hash and gateway = :gateway for update")
                .param("hash", hash)
                .param("gateway", gateway)
                .query(Codes::row)
                .optional();
    }

    /** Binds the code to a device and its key; consent that was given to another key is void. */
    void bind(String hash, SigningRequest request) {
        jdbc.sql("update ingest.enrolment_code set hardware = :hardware,"
                        + " approved_at = case when key_hash = :key then approved_at end,"
                        + " key_hash = :key, requested_at = coalesce(requested_at, :now) where code_hash = :hash")
                .param("hardware", request.hardwareId())
                .param("key", request.keyHash())
                .param("now", now())
                .param("hash", hash)
                .update();
    }

    void use(String hash, String serial) {
        jdbc.sql("update ingest.enrolment_code set used_at = :now, serial = :serial where code_hash = :hash")
                .param("now", now())
                .param("serial", serial)
                .param("hash", hash)
                .update();
    }

    void decide(String hash, boolean approved, String actor) {
        jdbc.sql("update ingest.enrolment_code set approved_by = :actor, " + (approved ? "approved_at" : "refused_at")
                        + " = :now where code_hash = :hash")
                .param("actor", actor)
                .param("now", now())
                .param("hash", hash)
                .update();
    }

    /** The request of that gateway that waits for consent. */
    Optional<Row> waiting(GatewayId gateway) {
        return jdbc.sql("select " + COLUMNS + WAITING + " and account = :account and gateway = :gateway for update")
                .param("account", gateway.account())
                .param("gateway", gateway.gateway())
                .query(Codes::row)
                .optional();
    }

    /** Requests that wait for consent, oldest first. */
    List<Row> waiting() {
        return jdbc.sql("select " + COLUMNS + WAITING
                        + " and exists (select 1 from ingest.gateway g where g.account = enrolment_code.account"
                        + " and g.gateway = enrolment_code.gateway and g.approval) order by requested_at")
                .query(Codes::row)
                .list();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString("code_hash"),
                new GatewayId(row.getString("account"), row.getString("gateway")),
                row.getTimestamp("expires_at").toInstant(),
                row.getString("hardware"),
                row.getString("key_hash"),
                instant(row.getTimestamp("requested_at")),
                instant(row.getTimestamp("approved_at")),
                instant(row.getTimestamp("refused_at")),
                row.getString("serial"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
