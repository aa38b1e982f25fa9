package vn.trangtien.ingest.objects;

import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.trangtien.ingest.registry.GatewayId;

/** Which pictures there are of which camera, and for how long. */
@Repository
public class Snapshots {

    private static final String COLUMNS = "account, gateway, camera, taken_at, sha256, width, height, bytes";

    private final JdbcClient jdbc;
    private final ObjectStore store;
    private final ObjectProperties limits;
    private final Clock clock;

    public Snapshots(JdbcClient jdbc, ObjectStore store, ObjectProperties limits, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.limits = limits;
        this.clock = clock;
    }

    /** Remembers a picture that is on disk; joins the caller's transaction. */
    public void add(Snapshot snapshot) {
        jdbc.sql(
                        "insert into ingest.object (account, gateway, camera, taken_at, sha256, width, height, bytes, stored_at)"
                                + " values (:account, :gateway, :camera, :taken, :sha256, :width, :height, :bytes, :now)"
                                + " on conflict do nothing")
                .param("account", snapshot.gateway().account())
                .param("gateway", snapshot.gateway().gateway())
                .param("camera", snapshot.camera())
                .param("taken", snapshot.takenAt().atOffset(ZoneOffset.UTC))
                .param("sha256", snapshot.sha256())
                .param("width", snapshot.width())
                .param("height", snapshot.height())
                .param("bytes", snapshot.bytes())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The newest picture of every camera, by camera as {@code account/gateway/camera}. */
    public Map<String, Snapshot> newest() {
        return jdbc
                .sql("select distinct on (account, gateway, camera) " + COLUMNS + " from ingest.object"
                        + " order by account, gateway, camera, taken_at desc")
                .query((row, number) -> new Snapshot(
                        new GatewayId(row.getString("account"), row.getString("gateway")),
                        row.getString("camera"),
                        row.getTimestamp("taken_at").toInstant(),
                        row.getString("sha256"),
                        row.getInt("width"),
                        row.getInt("height"),
                        row.getInt("bytes")))
                .list()
                .stream()
                .collect(Collectors.toMap(snapshot -> snapshot.gateway().key() + "/" + snapshot.camera(), s -> s));
    }

    /**
     * Deletes what is too old or too much. First the rows, then the files that no row names any more; a crash in between leaves
     * a file that nobody refers to, never a row without a file. Must not run beside a processing that stores pictures.
     */
    public int expire() throws IOException {
        List<String> dropped = jdbc.sql("with ranked as (select account, gateway, camera, taken_at, sha256, stored_at,"
                        + " row_number() over (partition by account, gateway, camera order by taken_at desc) as place"
                        + " from ingest.object)"
                        + " delete from ingest.object o using ranked r where o.account = r.account and o.gateway = r.gateway"
                        + " and o.camera = r.camera and o.taken_at = r.taken_at and o.sha256 = r.sha256"
                        + " and (r.place > :most or r.stored_at < :oldest) returning o.sha256")
                .param("most", limits.maxPerCamera())
                .param("oldest", clock.instant().minus(limits.maxAge()).atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list();
        for (String sha256 : dropped) {
            boolean unused = jdbc.sql("select count(*) from ingest.object where sha256 = :sha256")
                            .param("sha256", sha256)
                            .query(Long.class)
                            .single()
                    == 0;
            if (unused) {
                store.delete(sha256);
            }
        }
        return dropped.size();
    }
}
