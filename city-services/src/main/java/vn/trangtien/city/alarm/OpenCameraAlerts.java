package vn.trangtien.city.alarm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.trangtien.platform.database.Timestamps;

/** The reports of cameras that hold now. Every method joins the caller's transaction and may be repeated. */
@Repository
class OpenCameraAlerts {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration longest;

    /** @param longest time after which a report that nobody ended is given up */
    OpenCameraAlerts(JdbcClient jdbc, Clock clock, @Value("${trangtien.city.camera-alert-for:24h}") Duration longest) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.longest = longest;
    }

    void began(String source, String alert, Instant at) {
        jdbc.sql("""
                        insert into city.open_camera_alert (source, alert, at, heard_at) values (?, ?, ?, ?)
                        on conflict (source, alert) do nothing""")
                .params(source, alert, Timestamps.toDatabase(at), Timestamps.toDatabase(clock.instant()))
                .update();
    }

    void ended(String source, String alert) {
        jdbc.sql("delete from city.open_camera_alert where source = ? and alert = ?")
                .params(source, alert)
                .update();
    }

    boolean holds(String source) {
        return jdbc.sql("select exists (select from city.open_camera_alert where source = ?)")
                .param(source)
                .query(Boolean.class)
                .single();
    }

    /** Forgets what is too old. @return the sources, once for each report */
    List<String> forget() {
        return jdbc.sql("delete from city.open_camera_alert where heard_at < ? returning source")
                .param(Timestamps.toDatabase(clock.instant().minus(longest)))
                .query(String.class)
                .list();
    }
}
