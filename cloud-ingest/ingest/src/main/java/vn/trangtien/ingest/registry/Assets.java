package vn.trangtien.ingest.registry;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What hangs on each gateway, as learnt from messages: an instrument by its telemetry, a camera by its pictures and events. */
@Repository
public class Assets {

    /** What an asset is. A device that sends pictures and numbers is a camera. */
    public enum Kind {
        INSTRUMENT,
        CAMERA
    }

    /** One asset. */
    public record Asset(GatewayId gateway, String name, Kind kind, Instant firstSeen, Instant lastSeen) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate rows;

    public Assets(JdbcClient jdbc, JdbcTemplate rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /** An asset that a batch of messages speaks of. */
    public record Sight(GatewayId gateway, String asset, Kind kind, Instant at) {}

    /**
     * Remembers the assets; joins the caller's transaction. One statement, because so many of them are slower than what they do.
     *
     * @param sights one for each asset
     */
    public void seen(Collection<Sight> sights) {
        if (sights.isEmpty()) {
            return;
        }
        rows.update(
                "insert into ingest.asset (account, gateway, asset, kind, first_seen, last_seen)"
                        + " select account, gateway, asset, kind, at, at from unnest(?::text[], ?::text[], ?::text[],"
                        + " ?::text[], ?::timestamptz[]) as u (account, gateway, asset, kind, at)"
                        + " on conflict (account, gateway, asset) do update set"
                        + " last_seen = greatest(asset.last_seen, excluded.last_seen),"
                        + " kind = case when excluded.kind = 'CAMERA' then 'CAMERA' else asset.kind end",
                column(sights, each -> each.gateway().account()),
                column(sights, each -> each.gateway().gateway()),
                column(sights, Sight::asset),
                column(sights, each -> each.kind().name()),
                column(sights, each -> each.at().toString()));
    }

    private static String[] column(Collection<Sight> sights, Function<Sight, String> of) {
        return sights.stream().map(of).toArray(String[]::new);
    }

    /** By account, gateway and name. */
    public List<Asset> all(Kind kind) {
        return jdbc.sql("select account, gateway, asset, kind, first_seen, last_seen from ingest.asset"
                        + " where kind = :kind order by account, gateway, asset")
                .param("kind", kind.name())
                .query((row, number) -> new Asset(
                        new GatewayId(row.getString("account"), row.getString("gateway")),
                        row.getString("asset"),
                        Kind.valueOf(row.getString("kind")),
                        row.getTimestamp("first_seen").toInstant(),
                        row.getTimestamp("last_seen").toInstant()))
                .list();
    }
}
