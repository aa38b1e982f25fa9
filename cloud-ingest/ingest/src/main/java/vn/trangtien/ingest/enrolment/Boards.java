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

/** Which board each gateway is, as far as it says so. Thread-safe. */
@Repository
public class Boards {

    /**
     * The board of a gateway.
     *
     * @param since when it became this gateway
     * @param seenAt its last birth
     * @param hasLeft whether it said goodbye since then
     * @param former the board before, to notice when it comes back
     * @param claimed a board that waits for somebody's consent
     */
    public record Board(
            GatewayId gateway,
            String hardwareId,
            Instant since,
            @Nullable Instant seenAt,
            boolean hasLeft,
            @Nullable String former,
            @Nullable String claimed,
            @Nullable Instant claimedAt) {}

    private static final String COLUMNS =
            "account, gateway, hardware, since, seen_at, has_left, former, claimed, claimed_at";

    private final JdbcClient jdbc;
    private final Clock clock;

    public Boards(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Optional<Board> of(GatewayId gateway) {
        return jdbc.sql("select " + COLUMNS + " from ingest.hardware where account = :account and gateway = :gateway")
                .param("account", gateway.account())
                .param("gateway", gateway.gateway())
                .query(Boards::board)
                .optional();
    }

    /** Boards that wait for consent, oldest first. */
    List<Board> claimed() {
        return jdbc.sql("select " + COLUMNS + " from ingest.hardware where claimed is not null order by claimed_at")
                .query(Boards::board)
                .list();
    }

    /** The board has a certificate; whatever was before is of no more interest, because its certificates are worthless. */
    void enrolled(GatewayId gateway, String hardwareId) {
        jdbc.sql(
                        "insert into ingest.hardware (account, gateway, hardware, since) values (:account, :gateway, :hardware, :now)"
                                + " on conflict (account, gateway) do update set hardware = excluded.hardware, former = null,"
                                + " claimed = null, claimed_at = null, has_left = false,"
                                + " since = case when hardware.hardware = excluded.hardware then hardware.since else excluded.since end,"
                                + " seen_at = case when hardware.hardware = excluded.hardware then hardware.seen_at end")
                .param("hardware", hardwareId)
                .param("account", gateway.account())
                .param("gateway", gateway.gateway())
                .param("now", utc(clock.instant()))
                .update();
    }

    void seen(GatewayId gateway, Instant at) {
        on(gateway, "seen_at = :at, has_left = false").param("at", utc(at)).update();
    }

    void left(GatewayId gateway) {
        on(gateway, "has_left = true").update();
    }

    void claim(GatewayId gateway, String hardwareId, Instant at) {
        on(gateway, "claimed = :hardware, claimed_at = :at")
                .param("hardware", hardwareId)
                .param("at", utc(at))
                .update();
    }

    /** Another board is the gateway from now on; the one before is remembered. */
    void change(GatewayId gateway, String hardwareId, Instant at) {
        on(
                        gateway,
                        "former = hardware, hardware = :hardware, since = :at, seen_at = :at, has_left = false,"
                                + " claimed = null, claimed_at = null")
                .param("hardware", hardwareId)
                .param("at", utc(at))
                .update();
    }

    void dropClaim(GatewayId gateway) {
        on(gateway, "claimed = null, claimed_at = null").update();
    }

    private JdbcClient.StatementSpec on(GatewayId gateway, String assignments) {
        return jdbc.sql("update ingest.hardware set " + assignments
                        + " where account = :account and gateway = :gateway")
                .param("account", gateway.account())
                .param("gateway", gateway.gateway());
    }

    private static Board board(ResultSet row, int number) throws SQLException {
        return new Board(
                new GatewayId(row.getString("account"), row.getString("gateway")),
                row.getString("hardware"),
                row.getTimestamp("since").toInstant(),
                instant(row.getTimestamp("seen_at")),
                row.getBoolean("has_left"),
                row.getString("former"),
                row.getString("claimed"),
                instant(row.getTimestamp("claimed_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
