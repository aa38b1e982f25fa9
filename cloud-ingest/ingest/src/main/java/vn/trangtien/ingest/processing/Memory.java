package vn.trangtien.ingest.processing;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.trangtien.ingest.decoding.SeqSet;
import vn.trangtien.ingest.registry.GatewayId;

/** Which messages were there before: numbers of spools for ever, hashes of foreign messages for a while. */
@Repository
class Memory {

    /** One spool of one gateway; a gateway cannot speak for another one's spool. */
    record SpoolKey(GatewayId gateway, String spool) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    Memory(JdbcClient jdbc, JdbcTemplate batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /** For each of the spools the numbers known so far. */
    Map<SpoolKey, SpoolNumbers> numbers(Collection<SpoolKey> spools) {
        var found = new HashMap<SpoolKey, SpoolNumbers>();
        for (SpoolKey spool : spools) {
            found.put(
                    spool,
                    jdbc.sql("select received, evicted from ingest.spool"
                                    + " where account = :account and gateway = :gateway and spool = :spool")
                            .param("account", spool.gateway().account())
                            .param("gateway", spool.gateway().gateway())
                            .param("spool", spool.spool())
                            .query((row, n) -> new SpoolNumbers(
                                    SeqSet.parse(row.getString("received")), SeqSet.parse(row.getString("evicted"))))
                            .optional()
                            .orElseGet(SpoolNumbers::new));
        }
        return found;
    }

    void save(Map<SpoolKey, SpoolNumbers> spools) {
        spools.forEach((spool, numbers) -> jdbc.sql("insert into ingest.spool"
                        + " (account, gateway, spool, received, evicted, gaps, evicted_missing, updated_at)"
                        + " values (:account, :gateway, :spool, :received, :evicted, :gaps, :missing, :now)"
                        + " on conflict (account, gateway, spool) do update set received = excluded.received,"
                        + " evicted = excluded.evicted, gaps = excluded.gaps,"
                        + " evicted_missing = excluded.evicted_missing, updated_at = excluded.updated_at")
                .param("account", spool.gateway().account())
                .param("gateway", spool.gateway().gateway())
                .param("spool", spool.spool())
                .param("received", numbers.received().toString())
                .param("evicted", numbers.evicted().toString())
                .param("gaps", numbers.gaps())
                .param("missing", numbers.evictedMissing())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update());
    }

    /** Those of the hashes that were seen before. */
    Set<String> seen(Collection<String> hashes) {
        if (hashes.isEmpty()) {
            return new HashSet<>();
        }
        return new HashSet<>(jdbc.sql("select hash from ingest.seen where hash in (:hashes)")
                .param("hashes", hashes)
                .query(String.class)
                .list());
    }

    void saveSeen(Collection<String> hashes) {
        Instant now = clock.instant();
        batches.batchUpdate(
                "insert into ingest.seen (hash, seen_at) values (?, ?) on conflict do nothing",
                hashes,
                500,
                (statement, hash) -> {
                    statement.setString(1, hash);
                    statement.setObject(2, now.atOffset(ZoneOffset.UTC));
                });
    }

    int forgetSeenBefore(Instant limit) {
        return jdbc.sql("delete from ingest.seen where seen_at < :limit")
                .param("limit", limit.atOffset(ZoneOffset.UTC))
                .update();
    }
}
