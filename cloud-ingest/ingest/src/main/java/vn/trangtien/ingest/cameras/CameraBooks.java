package vn.trangtien.ingest.cameras;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.trangtien.events.CameraAlert;
import vn.trangtien.events.EventJson;
import vn.trangtien.events.ObjectSeen;
import vn.trangtien.platform.database.Timestamps;

/** Keeps what cameras said. Writing the same again, or something older, changes nothing. */
@Repository
@EnableConfigurationProperties(CameraProperties.class)
public class CameraBooks {

    private final JdbcClient jdbc;
    private final CameraProperties settings;
    private final Clock clock;

    public CameraBooks(JdbcClient jdbc, CameraProperties settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** Joins the caller's transaction. */
    public void keep(ObjectSeen seen, Optional<String> plateText) {
        jdbc.sql("""
                        insert into ingest.camera_object as known (account, gateway, object, camera, phase, label, top_score,
                            plate_hash, plate_text, started_at, at, state)
                        values (:account, :gateway, :object, :camera, :phase, :label, :score, :hash, :text, :started, :at,
                            :state::jsonb)
                        on conflict (account, gateway, object) do update set camera = excluded.camera,
                            phase = excluded.phase, label = excluded.label, top_score = excluded.top_score,
                            plate_hash = coalesce(excluded.plate_hash, known.plate_hash),
                            plate_text = coalesce(excluded.plate_text, known.plate_text),
                            started_at = excluded.started_at, at = excluded.at, state = excluded.state
                        where known.phase <> 'END' and excluded.at >= known.at""")
                .param("account", seen.account())
                .param("gateway", seen.gateway())
                .param("object", seen.id())
                .param("camera", seen.camera())
                .param("phase", seen.phase())
                .param("label", seen.label())
                .param("score", seen.topScore())
                .param("hash", seen.plateHash())
                .param("text", plateText.orElse(null))
                .param("started", Timestamps.toDatabase(seen.startedAt()))
                .param("at", Timestamps.toDatabase(seen.at()))
                .param("state", new String(EventJson.write(seen), java.nio.charset.StandardCharsets.UTF_8))
                .update();
    }

    /** Joins the caller's transaction. */
    public void keep(CameraAlert alert) {
        boolean began = alert.state().equals("BEGAN");
        jdbc.sql("""
                        insert into ingest.camera_alert as known (account, gateway, alert, camera, kind, rule, object, value,
                            confidence, reason, reason_vietnamese, began_at, ended_at, at, simulated)
                        values (:account, :gateway, :alert, :camera, :kind, :rule, :object, :value, :confidence, :reason,
                            :vietnamese, :began, :ended, :at, :simulated)
                        on conflict (account, gateway, alert) do update set
                            began_at = coalesce(known.began_at, excluded.began_at),
                            ended_at = coalesce(known.ended_at, excluded.ended_at),
                            at = greatest(known.at, excluded.at)""")
                .param("account", alert.account())
                .param("gateway", alert.gateway())
                .param("alert", alert.id())
                .param("camera", alert.camera())
                .param("kind", alert.kind())
                .param("rule", alert.rule())
                .param("object", alert.object())
                .param("value", alert.value())
                .param("confidence", alert.confidence())
                .param("reason", alert.reason())
                .param("vietnamese", alert.reasonVietnamese())
                .param("began", began ? Timestamps.toDatabase(alert.at()) : null)
                .param("ended", began ? null : Timestamps.toDatabase(alert.at()))
                .param("at", Timestamps.toDatabase(alert.at()))
                .param("simulated", alert.simulated())
                .update();
    }

    /** Forgets what is too old. @return rows that went or lost their number plate */
    public int expire() {
        return older(
                        "update ingest.camera_object set plate_text = null where plate_text is not null and at < ?",
                        settings.plateTextFor())
                + older("delete from ingest.camera_object where at < ?", settings.objectsFor())
                + older("delete from ingest.camera_alert where at < ?", settings.alertsFor());
    }

    private int older(String sql, Duration age) {
        return jdbc.sql(sql)
                .param(Timestamps.toDatabase(clock.instant().minus(age)))
                .update();
    }
}
