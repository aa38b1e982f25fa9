package vn.trangtien.ingest.processing;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.trangtien.ingest.decoding.Understood;
import vn.trangtien.ingest.judging.Ruling;
import vn.trangtien.ingest.registry.GatewayId;

/** How many numbers are missing of each spool, for the account. Saving joins the caller's transaction. Thread-safe. */
@Repository
class SpoolFigures {

    /** One spool of one gateway; a gateway cannot speak for another one's spool. */
    private record SpoolKey(GatewayId gateway, String spool) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    SpoolFigures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The last of each spool that the batch has changed. */
    void save(List<Verdict> batch) {
        var changed = new LinkedHashMap<SpoolKey, Ruling.Figures>();
        for (Verdict verdict : batch) {
            verdict.ruling()
                    .figures()
                    .ifPresent(figures -> verdict.understood()
                            .map(Understood::gateway)
                            .ifPresent(gateway -> changed.put(new SpoolKey(gateway, figures.spool()), figures)));
        }
        changed.forEach(this::save);
    }

    private void save(SpoolKey spool, Ruling.Figures figures) {
        jdbc.sql("insert into ingest.spool (account, gateway, spool, gaps, evicted_missing, updated_at)"
                        + " values (:account, :gateway, :spool, :gaps, :missing, :now)"
                        + " on conflict (account, gateway, spool) do update set gaps = excluded.gaps,"
                        + " evicted_missing = excluded.evicted_missing, updated_at = excluded.updated_at")
                .param("account", spool.gateway().account())
                .param("gateway", spool.gateway().gateway())
                .param("spool", spool.spool())
                .param("gaps", figures.gaps())
                .param("missing", figures.evictedMissing())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
