package vn.trangtien.ingest.objects;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import vn.trangtien.ingest.objects.Snapshot.Retention;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.platform.database.Timestamps;

/** Which pictures and films there are of which camera, and for how long. */
@Repository
public class Snapshots {

    private static final String COLUMNS =
            "account, gateway, camera, taken_at, sha256, width, height, bytes, class, object, clear_for";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ObjectBooks books;
    private final ObjectProperties limits;
    private final Clock clock;

    Snapshots(
            JdbcClient jdbc, TransactionTemplate transaction, ObjectBooks books, ObjectProperties limits, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.books = books;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Remembers a picture or film that is in the store; joins the caller's transaction.
     *
     * @throws org.springframework.dao.DataIntegrityViolationException if its object was deleted meanwhile; store it again
     */
    public void add(Snapshot snapshot) {
        jdbc.sql("insert into ingest.object (" + COLUMNS + ", stored_at) values (:account, :gateway, :camera, :taken,"
                        + " :sha256, :width, :height, :bytes, :class, :object, :clearFor, :now) on conflict do nothing")
                .param("account", snapshot.gateway().account())
                .param("gateway", snapshot.gateway().gateway())
                .param("camera", snapshot.camera())
                .param("taken", Timestamps.toDatabase(snapshot.takenAt()))
                .param("sha256", snapshot.sha256())
                .param("width", snapshot.width())
                .param("height", snapshot.height())
                .param("bytes", snapshot.bytes())
                .param("class", snapshot.retention().name())
                .param("object", snapshot.object().orElse(null))
                .param("clearFor", snapshot.clearFor().orElse(null))
                .param("now", Timestamps.toDatabase(clock.instant()))
                .update();
        books.used(snapshot.sha256());
    }

    /** The newest masked picture of every camera's view, by camera as {@code account/gateway/camera}. */
    public Map<String, Snapshot> newest() {
        return jdbc
                .sql("select distinct on (account, gateway, camera) " + COLUMNS + " from ingest.object"
                        + " where class = 'VIEW' order by account, gateway, camera, taken_at desc")
                .query((row, number) -> snapshot(row))
                .list()
                .stream()
                .collect(Collectors.toMap(snapshot -> snapshot.gateway().key() + "/" + snapshot.camera(), s -> s));
    }

    /** Everything that shows one object, the newest first. */
    public List<Snapshot> of(GatewayId gateway, String object) {
        return jdbc.sql("select " + COLUMNS + " from ingest.object where account = ? and gateway = ? and object = ?"
                        + " order by taken_at desc")
                .params(gateway.account(), gateway.gateway(), object)
                .query((row, number) -> snapshot(row))
                .list();
    }

    /** What is stored under a name; several cameras may have taken the same picture. */
    public List<Snapshot> named(String sha256) {
        return jdbc.sql("select " + COLUMNS + " from ingest.object where sha256 = ?")
                .param(sha256)
                .query((row, number) -> snapshot(row))
                .list();
    }

    private static Snapshot snapshot(ResultSet row) throws SQLException {
        return new Snapshot(
                new GatewayId(row.getString("account"), row.getString("gateway")),
                row.getString("camera"),
                Timestamps.fromDatabase(row, "taken_at"),
                row.getString("sha256"),
                row.getInt("width"),
                row.getInt("height"),
                row.getInt("bytes"),
                Retention.valueOf(row.getString("class")),
                Optional.ofNullable(row.getString("object")),
                Optional.ofNullable(row.getString("clear_for")));
    }

    /**
     * Forgets what is too old or too much: from then on nobody can see it. {@link ObjectCleaner} deletes the objects that nothing
     * refers to any more.
     *
     * @return how many pictures and films that were
     */
    public int expire() {
        return Objects.requireNonNull(transaction.execute(status -> {
            var dropped = new ArrayList<String>();
            for (Retention retention : Retention.values()) {
                dropped.addAll(expire(retention));
            }
            books.dropped(dropped);
            return dropped.size();
        }));
    }

    private List<String> expire(Retention retention) {
        return jdbc.sql("with ranked as (select account, gateway, camera, taken_at, sha256, stored_at,"
                        + " row_number() over (partition by account, gateway, camera order by taken_at desc) as place"
                        + " from ingest.object where class = :class)"
                        + " delete from ingest.object o using ranked r where o.account = r.account and o.gateway = r.gateway"
                        + " and o.camera = r.camera and o.taken_at = r.taken_at and o.sha256 = r.sha256"
                        + " and (r.place > :most or r.stored_at < :oldest) returning o.sha256")
                .param("class", retention.name())
                .param("most", limits.maxPerCamera())
                .param("oldest", Timestamps.toDatabase(clock.instant().minus(limits.maxAge(retention))))
                .query(String.class)
                .list();
    }
}
