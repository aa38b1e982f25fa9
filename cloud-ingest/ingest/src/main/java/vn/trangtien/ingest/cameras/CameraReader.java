package vn.trangtien.ingest.cameras;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.trangtien.events.EventJson;
import vn.trangtien.events.ObjectSeen;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.platform.database.Timestamps;

/** What cameras said, newest first. */
@Repository
class CameraReader {

    /**
     * What is asked for; an empty text means any.
     *
     * @param camera {@code account/gateway/camera}
     * @param zone that an object entered
     * @param plate keyed hash of a number plate
     * @param from earliest beginning
     * @param before the beginning lies before this
     * @param after {@code account/gateway/object} that a page ended with; objects that began at {@code before} and come after it
     *     in the order are wanted too, so that no object is missed or repeated when several begin at once. Empty: none of them
     */
    record Wanted(
            String camera,
            String label,
            String zone,
            String plate,
            Instant from,
            Instant before,
            String after,
            int limit) {}

    /**
     * @param began null when only its end arrived
     * @param ended null while it holds
     */
    record AlertView(
            String account,
            String gateway,
            String camera,
            String id,
            String kind,
            String rule,
            @Nullable String object,
            @Nullable Double value,
            double confidence,
            String reason,
            String reasonVietnamese,
            @Nullable Instant began,
            @Nullable Instant ended,
            boolean simulated) {}

    private final JdbcClient jdbc;

    CameraReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<ObjectSeen> objects(Wanted wanted) {
        return jdbc
                .sql("""
                        select state from ingest.camera_object
                        where (:camera = '' or account || '/' || gateway || '/' || camera = :camera)
                            and (:label = '' or label = :label) and (:plate = '' or plate_hash = :plate)
                            and (:zone = '' or jsonb_exists(state -> 'enteredZones', :zone))
                            and started_at >= :from and started_at <= :before
                            and (started_at < :before or (:after <> ''
                                and (account || '/' || gateway || '/' || object) collate "C" > :after))
                        order by started_at desc, (account || '/' || gateway || '/' || object) collate "C" limit :limit""")
                .param("camera", wanted.camera())
                .param("label", wanted.label())
                .param("plate", wanted.plate())
                .param("zone", wanted.zone())
                .param("from", Timestamps.toDatabase(wanted.from()))
                .param("before", Timestamps.toDatabase(wanted.before()))
                .param("after", wanted.after())
                .param("limit", wanted.limit())
                .query((row, number) -> seen(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    Optional<ObjectSeen> object(GatewayId gateway, String object) {
        return jdbc.sql("select state from ingest.camera_object where account = ? and gateway = ? and object = ?")
                .params(gateway.account(), gateway.gateway(), object)
                .query((row, number) -> seen(row))
                .optional()
                .flatMap(found -> found);
    }

    /** @param camera {@code account/gateway/camera}; empty for any */
    List<AlertView> alerts(String camera, boolean openOnly, Instant from, Instant before, int limit) {
        return jdbc.sql("""
                        select * from ingest.camera_alert
                        where (:camera = '' or account || '/' || gateway || '/' || camera = :camera)
                            and (ended_at is null or not :open) and at >= :from and at < :before
                        order by at desc, alert limit :limit""")
                .param("camera", camera)
                .param("open", openOnly)
                .param("from", Timestamps.toDatabase(from))
                .param("before", Timestamps.toDatabase(before))
                .param("limit", limit)
                .query((row, number) -> alert(row))
                .list();
    }

    private static Optional<ObjectSeen> seen(ResultSet row) throws SQLException {
        return EventJson.read(row.getString("state").getBytes(StandardCharsets.UTF_8), ObjectSeen.class);
    }

    private static AlertView alert(ResultSet row) throws SQLException {
        return new AlertView(
                row.getString("account"),
                row.getString("gateway"),
                row.getString("camera"),
                row.getString("alert"),
                row.getString("kind"),
                row.getString("rule"),
                row.getString("object"),
                row.getObject("value", Double.class),
                row.getDouble("confidence"),
                row.getString("reason"),
                row.getString("reason_vietnamese"),
                Timestamps.fromNullable(row, "began_at"),
                Timestamps.fromNullable(row, "ended_at"),
                row.getBoolean("simulated"));
    }
}
