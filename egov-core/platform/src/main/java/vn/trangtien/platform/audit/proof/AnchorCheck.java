package vn.trangtien.platform.audit.proof;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.trangtien.platform.audit.AuditEntry;
import vn.trangtien.platform.audit.proof.Finding.Kind;
import vn.trangtien.platform.timestamping.Timestamp;
import vn.trangtien.platform.timestamping.TimestampException;
import vn.trangtien.platform.timestamping.TimestampTrust;

/**
 * Holds entries against anchors as both go by. What the chain cannot show, because somebody computed it anew or cut off its
 * end, shows here. Not thread-safe.
 */
final class AnchorCheck {

    private final Findings findings;
    private final TimestampTrust trust;
    private final Iterator<Anchor> anchors;
    private final boolean complete;

    private @Nullable Anchor previous;
    private @Nullable Anchor current;
    private MerkleTree tree = new MerkleTree();
    private String lastHash = "";
    private boolean spoiled;
    private long count;
    private long anchoredTo;
    private @Nullable Instant stampedAt;

    /**
     * @param complete whether every anchor of the log must be there; not so for anchors that were kept elsewhere
     * @throws UncheckedIOException if an anchor cannot be read
     */
    AnchorCheck(Findings findings, TimestampTrust trust, Iterator<Anchor> anchors, boolean complete) {
        this.findings = findings;
        this.trust = trust;
        this.anchors = anchors;
        this.complete = complete;
        advance();
    }

    void next(AuditEntry entry) {
        while (current != null && entry.seq() > current.toSeq()) {
            close();
        }
        if (current == null || entry.seq() < current.fromSeq()) {
            return;
        }
        try {
            tree.add(entry.hash());
        } catch (IllegalArgumentException noHash) {
            spoiled = true;
        }
        lastHash = entry.hash();
        if (entry.seq() == current.toSeq()) {
            close();
        }
    }

    /** @param lastSeq of the entries that were there */
    void end(long lastSeq) {
        long stamped = lastSeq;
        long unvouched = lastSeq + 1;
        while (current != null) {
            stamped = Math.max(stamped, current.toSeq());
            if (current.toSeq() > lastSeq) {
                // A root says nothing about a part of its range.
                unvouched = Math.min(unvouched, current.fromSeq());
                count++;
                advance();
            } else {
                close();
            }
        }
        if (stamped > lastSeq) {
            findings.add(Finding.range(Kind.TRUNCATED, lastSeq + 1, stamped, stamped, unvouched));
        }
    }

    long count() {
        return count;
    }

    long anchoredTo() {
        return anchoredTo;
    }

    Optional<Instant> stampedAt() {
        return Optional.ofNullable(stampedAt);
    }

    /** The range of the current anchor has gone by. */
    private void close() {
        Anchor anchor = current;
        if (anchor == null) {
            return;
        }
        count++;
        long size = anchor.toSeq() - anchor.fromSeq() + 1;
        boolean same = !spoiled
                && tree.size() == size
                && tree.root().equals(anchor.root())
                && lastHash.equals(anchor.lastHash());
        if (same) {
            anchoredTo = Math.max(anchoredTo, anchor.toSeq());
            stampedAt = anchor.stampedAt();
        } else if (!findings.within(1, anchor.toSeq())) {
            // A fault further up spoils every range after it and tells more than this.
            findings.add(Finding.range(
                    Kind.REWRITTEN, anchor.fromSeq(), anchor.toSeq(), anchor.number(), anchor.stampedAt()));
        }
        advance();
    }

    private void advance() {
        tree = new MerkleTree();
        lastHash = "";
        spoiled = false;
        current = null;
        while (current == null && anchors.hasNext()) {
            Anchor anchor = anchors.next();
            if (holds(anchor)) {
                current = anchor;
            } else {
                count++;
            }
            previous = anchor;
        }
    }

    /** Whether the anchor is what was stamped; if not, it says nothing about entries. */
    private boolean holds(Anchor anchor) {
        long place = Math.max(1, anchor.fromSeq());
        Anchor before = previous;
        if (before != null && anchor.number() <= before.number()) {
            return fault(anchor, place, "number");
        }
        if (complete && anchor.number() != (before == null ? 1 : before.number() + 1)) {
            findings.add(
                    Finding.range(Kind.ANCHOR_MISSING, place, Math.max(place, anchor.toSeq()), anchor.number() - 1));
        } else if (complete && !anchor.prevDigest().equals(before == null ? EntryHash.GENESIS : before.digest())) {
            return fault(anchor, place, "prevDigest");
        }
        if (!anchor.isWhole()) {
            return fault(anchor, place, "digest");
        }
        try {
            Timestamp stamp = trust.verify(anchor.token(), anchor.digestBytes());
            return stamp.at().equals(anchor.stampedAt()) || fault(anchor, place, "stampedAt");
        } catch (TimestampException e) {
            return fault(anchor, place, "token: " + e.getMessage());
        }
    }

    private boolean fault(Anchor anchor, long place, String what) {
        findings.add(Finding.range(Kind.ANCHOR_CHANGED, place, Math.max(place, anchor.toSeq()), anchor.number(), what));
        return false;
    }
}
