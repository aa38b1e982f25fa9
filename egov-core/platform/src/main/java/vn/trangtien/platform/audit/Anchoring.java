package vn.trangtien.platform.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.trangtien.platform.audit.proof.Anchor;
import vn.trangtien.platform.audit.proof.EntryHash;
import vn.trangtien.platform.audit.proof.MerkleTree;
import vn.trangtien.platform.database.Timestamps;
import vn.trangtien.platform.timestamping.Timestamp;
import vn.trangtien.platform.timestamping.TimestampException;
import vn.trangtien.platform.timestamping.Timestamper;

/**
 * One look at the log: stamps the root over what is not anchored yet, if enough waits or it waits long enough. What a failing
 * authority leaves behind waits on and is anchored by the next look that succeeds. Several instances may look; the number of an
 * anchor is given once. Not thread-safe: its owner calls it from one thread.
 */
final class Anchoring {

    /** How things stand after a look. */
    record Standing(
            long lastSeq,
            long anchoredTo,
            Optional<Instant> oldestWaiting,
            Optional<Trouble> refused,
            Optional<Trouble> broken) {

        boolean isBroken() {
            return broken.isPresent();
        }

        Optional<Trouble> trouble() {
            return broken.or(() -> refused);
        }

        long waiting() {
            return lastSeq - anchoredTo;
        }
    }

    /** What is wrong, since when. */
    record Trouble(String reason, Instant since) {}

    private record Range(long number, long fromSeq, long toSeq, String prevDigest) {}

    private static final Logger LOG = LoggerFactory.getLogger(Anchoring.class);

    private final JdbcClient jdbc;
    private final Timestamper timestamper;
    private final AnchorSettings settings;
    private final Clock clock;

    private Optional<Trouble> refused = Optional.empty();
    private Optional<Trouble> broken = Optional.empty();

    Anchoring(JdbcClient jdbc, Timestamper timestamper, AnchorSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.timestamper = timestamper;
        this.settings = settings;
        this.clock = clock;
    }

    /** Anchors until less waits than the settings ask for, or the authority fails. */
    Standing look() {
        while (true) {
            Optional<Anchor> last = lastAnchor();
            long anchoredTo = last.map(Anchor::toSeq).orElse(0L);
            long head = jdbc.sql("select coalesce(max(seq), 0) from platform.audit")
                    .query(Long.class)
                    .single();
            Optional<Instant> oldest = at(anchoredTo + 1);
            if (!isDue(head - anchoredTo, oldest)) {
                return new Standing(head, anchoredTo, oldest, refused, broken);
            }
            var range = new Range(
                    last.map(Anchor::number).orElse(0L) + 1,
                    anchoredTo + 1,
                    Math.min(head, anchoredTo + AnchorSettings.MOST_ENTRIES),
                    last.map(Anchor::digest).orElse(EntryHash.GENESIS));
            if (!anchor(range)) {
                return new Standing(head, anchoredTo, oldest, refused, broken);
            }
        }
    }

    private boolean isDue(long waiting, Optional<Instant> oldest) {
        return waiting >= settings.everyEntries()
                || oldest.filter(at -> waiting > 0
                                && Duration.between(at, clock.instant()).compareTo(settings.every()) >= 0)
                        .isPresent();
    }

    private boolean anchor(Range range) {
        List<AuditEntry> entries = entries(range);
        if (entries.size() != range.toSeq() - range.fromSeq() + 1) {
            return false;
        }
        var tree = new MerkleTree();
        try {
            entries.forEach(entry -> tree.add(entry.hash()));
        } catch (IllegalArgumentException noHash) {
            return false;
        }
        String lastHash = entries.get(entries.size() - 1).hash();
        String digest = Anchor.digest(
                range.number(), range.fromSeq(), range.toSeq(), tree.root(), lastHash, range.prevDigest());
        try {
            Timestamp stamp = timestamper.stamp(HexFormat.of().parseHex(digest));
            store(Anchor.of(
                    range.number(), range.fromSeq(), range.toSeq(), tree.root(), lastHash, range.prevDigest(), stamp));
            refused.ifPresent(trouble -> LOG.info("audit=anchor event=stamping-again since={}", trouble.since()));
            refused = Optional.empty();
            return true;
        } catch (TimestampException e) {
            if (refused.isEmpty() && !Thread.currentThread().isInterrupted()) {
                LOG.warn("audit=anchor event=not-stamped reason={} message={}", e.reason(), e.getMessage());
            }
            Instant since = refused.map(Trouble::since).orElseGet(clock::instant);
            refused = Optional.of(new Trouble(String.valueOf(e.getMessage()), since));
            return false;
        }
    }

    /**
     * The entries of the range, each held against the one before. A fault is told; if there still is a hash for each entry they
     * are anchored all the same, and the stamp proves that the fault was there by now.
     */
    private List<AuditEntry> entries(Range range) {
        List<AuditEntry> entries = jdbc.sql("select * from platform.audit where seq between ? and ? order by seq")
                .params(range.fromSeq(), range.toSeq())
                .query((row, n) -> AuditLog.entry(row))
                .list();
        var hashes = new EntryHash();
        String before = entries.isEmpty() ? "" : entries.get(0).prevHash();
        long expected = range.fromSeq();
        for (AuditEntry entry : entries) {
            boolean fits = entry.seq() == expected
                    && entry.prevHash().equals(before)
                    && hashes.of(entry).equals(entry.hash());
            if (!fits) {
                broken(expected);
            }
            before = entry.hash();
            expected = entry.seq() + 1;
        }
        if (expected != range.toSeq() + 1) {
            broken(expected);
        }
        return entries;
    }

    private void broken(long seq) {
        if (broken.isEmpty()) {
            LOG.error("audit=chain event=broken seq={} remedy=run ./city audit verify", seq);
            broken = Optional.of(
                    new Trouble("entry %d does not fit; run ./city audit verify".formatted(seq), clock.instant()));
        }
    }

    private void store(Anchor anchor) {
        try {
            jdbc.sql("""
                            insert into platform.audit_anchor
                                   (number, from_seq, to_seq, root, last_hash, prev_digest, digest, stamped_at, token)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                    .params(
                            anchor.number(),
                            anchor.fromSeq(),
                            anchor.toSeq(),
                            anchor.root(),
                            anchor.lastHash(),
                            anchor.prevDigest(),
                            anchor.digest(),
                            Timestamps.toDatabase(anchor.stampedAt()),
                            anchor.token())
                    .update();
            LOG.info(
                    "audit=anchor number={} from={} to={} event=stamped at={}",
                    anchor.number(),
                    anchor.fromSeq(),
                    anchor.toSeq(),
                    anchor.stampedAt());
        } catch (DuplicateKeyException anotherInstanceWasFaster) {
            LOG.debug("audit=anchor number={} event=already-there", anchor.number());
        }
    }

    private Optional<Anchor> lastAnchor() {
        return jdbc.sql("select * from platform.audit_anchor order by number desc limit 1")
                .query((row, n) -> DatabaseLog.anchor(row))
                .optional();
    }

    private Optional<Instant> at(long seq) {
        return jdbc.sql("select at from platform.audit where seq = ?")
                .param(seq)
                .query((row, n) -> time(row))
                .optional();
    }

    private static Instant time(ResultSet row) throws SQLException {
        return Timestamps.fromDatabase(row, "at");
    }
}
