package vn.trangtien.ingest.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.platform.database.Timestamps;
import vn.trangtien.wire.GatewayReport;

/** The newest report of each gateway, and those in which something changed. Thread-safe; joins the caller's transaction. */
@Repository
public class Reports {

    private static final TypeReference<Map<String, Long>> NUMBERS = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    public Reports(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Keeps a report; an older one than the newest goes into the history only. */
    public void keep(StoredReport report) {
        Optional<StoredReport> before = newest(report.gateway());
        boolean isNotable = before.map(report::differsNotablyFrom).orElse(true);
        if (isNotable) {
            remember(report);
        }
        if (before.isPresent() && before.get().at().isAfter(report.at())) {
            return;
        }
        replaceNewest(report);
        if (before.map(one -> report.givenUp() > one.givenUp()).orElse(false)) {
            jdbc.sql("insert into ingest.vital (account, gateway, evicted_at) values (:account, :gateway, :at)"
                            + " on conflict (account, gateway) do update set evicted_at = excluded.evicted_at")
                    .param("account", report.gateway().account())
                    .param("gateway", report.gateway().gateway())
                    .param("at", Timestamps.toDatabase(report.receivedAt()))
                    .update();
        }
    }

    public Optional<StoredReport> newest(GatewayId gateway) {
        return jdbc.sql("select * from ingest.report where account = ? and gateway = ?")
                .params(gateway.account(), gateway.gateway())
                .query(this::report)
                .optional();
    }

    /** How the cameras of every gateway that has some stood when it last reported. */
    public List<CameraStanding> cameras() {
        return jdbc
                .sql("select * from ingest.report where jsonb_exists(numbers, ?) order by account, gateway")
                .param(GatewayReport.CAMERAS)
                .query(this::report)
                .list()
                .stream()
                .flatMap(report -> CameraStanding.of(report).stream())
                .toList();
    }

    /** Newest first. */
    public List<StoredReport> history(GatewayId gateway, int limit) {
        return jdbc.sql(
                        "select * from ingest.report_history where account = ? and gateway = ? order by id desc limit ?")
                .params(gateway.account(), gateway.gateway(), limit)
                .query(this::report)
                .list();
    }

    /** What a report of a change of configuration leaves out stays as it was told before. */
    private void replaceNewest(StoredReport report) {
        jdbc.sql("""
                        insert into ingest.report (account, gateway, at, received_at, config_version, config_sha256,
                            config_state, software, spool_depth, certificate_until, numbers, texts)
                        values (:account, :gateway, :at, :received, :version, :sha256, :state, :software, :depth, :until,
                            :numbers::jsonb, :texts::jsonb)
                        on conflict (account, gateway) do update set at = excluded.at, received_at = excluded.received_at,
                            config_version = excluded.config_version, config_sha256 = excluded.config_sha256,
                            config_state = excluded.config_state, software = coalesce(excluded.software, report.software),
                            spool_depth = coalesce(excluded.spool_depth, report.spool_depth),
                            certificate_until = coalesce(excluded.certificate_until, report.certificate_until),
                            numbers = excluded.numbers, texts = excluded.texts""")
                .param("account", report.gateway().account())
                .param("gateway", report.gateway().gateway())
                .param("at", Timestamps.toDatabase(report.at()))
                .param("received", Timestamps.toDatabase(report.receivedAt()))
                .param("version", report.numbers().get(GatewayReport.CONFIG_VERSION))
                .param("sha256", report.texts().get(GatewayReport.CONFIG_SHA256))
                .param("state", report.texts().get(GatewayReport.CONFIG_STATE))
                .param("software", report.texts().get(GatewayReport.SOFTWARE))
                .param("depth", report.numbers().get(GatewayReport.DEPTH))
                .param("until", certificateUntil(report))
                .param("numbers", json.writeValueAsString(report.numbers()))
                .param("texts", json.writeValueAsString(report.texts()))
                .update();
    }

    private void remember(StoredReport report) {
        jdbc.sql("insert into ingest.report_history (account, gateway, at, received_at, numbers, texts)"
                        + " values (?, ?, ?, ?, ?::jsonb, ?::jsonb)")
                .params(
                        report.gateway().account(),
                        report.gateway().gateway(),
                        Timestamps.toDatabase(report.at()),
                        Timestamps.toDatabase(report.receivedAt()),
                        json.writeValueAsString(report.numbers()),
                        json.writeValueAsString(report.texts()))
                .update();
    }

    /** A year that the database cannot hold is none. */
    private static java.time.@Nullable OffsetDateTime certificateUntil(StoredReport report) {
        Long until = report.numbers().get(GatewayReport.CERTIFICATE_UNTIL);
        OptionalLong sane = until != null && until > 0 && until < 32_503_680_000_000L
                ? OptionalLong.of(until)
                : OptionalLong.empty();
        return sane.isEmpty() ? null : Timestamps.toDatabase(Instant.ofEpochMilli(sane.getAsLong()));
    }

    private StoredReport report(ResultSet row, int number) throws SQLException {
        return new StoredReport(
                new GatewayId(row.getString("account"), row.getString("gateway")),
                Timestamps.fromDatabase(row, "at"),
                Timestamps.fromDatabase(row, "received_at"),
                json.readValue(row.getString("numbers"), NUMBERS),
                json.readValue(row.getString("texts"), TEXTS));
    }
}
