package vn.trangtien.ingest.registry;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
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

    public Assets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void seen(GatewayId gateway, String asset, Kind kind, Instant at) {
        jdbc.sql("insert into ingest.asset (account, gateway, asset, kind, first_seen, last_seen)"
                        + " values (:account, :gateway, :asset, :kind, :at, :at)"
                        + " on conflict (account, gateway, asset) do update set"
                        + " last_seen = greatest(asset.last_seen, excluded.last_seen),"
                        + " kind = case when excluded.kind = 'CAMERA' then 'CAMERA' else asset.kind end")
                .param("account", gateway.account())
                .param("gateway", gateway.gateway())
                .param("asset", asset)
                .param("kind", kind.name())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
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
