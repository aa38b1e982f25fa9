package vn.trangtien.platform.audit.proof;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import vn.trangtien.platform.audit.AuditEntry;
import vn.trangtien.platform.audit.proof.Finding.Kind;

/**
 * Follows the chain entry by entry and says what somebody did to it. A hash tells that something is wrong; the hash of the next
 * entry, and under which other number an entry's own hash would be right, tell what. After a fault it goes on with what is
 * there, so that several faults are told apart. Not thread-safe.
 */
final class ChainCheck {

    /** How far around its place an entry's former number is looked for; a hash each, so hundredths of a second in all. */
    private static final long SEARCH = 10_000;

    private static final int MOST_SEARCHES = 20;

    private final Findings findings;
    private final Optional<LogSource.Head> head;
    private final EntryHash hashes = new EntryHash();

    /** Number that the next entry should have. */
    private long expected;
    /** Hash that it should name; null after a gap, where nobody knows. */
    private @Nullable String before;
    /** The hash that the entry before should have had, if its column was changed instead of its content. */
    private @Nullable String beforeIfRecomputed;
    /** By how much entries stand behind their former numbers, since something was put in (or, negative, taken out). */
    private long shift;

    private String lastHash = EntryHash.GENESIS;
    private long entries;
    private int searches;

    /**
     * @param firstSeq number of the first entry to come; the chain before it is taken as told
     * @param head what the log says of its end
     */
    ChainCheck(Findings findings, long firstSeq, Optional<LogSource.Head> head) {
        this.findings = findings;
        this.head = head;
        this.expected = firstSeq;
        this.before = firstSeq == 1 ? EntryHash.GENESIS : null;
    }

    /** @param following the entry after this one, which helps to tell who of two is wrong */
    void next(AuditEntry entry, Optional<AuditEntry> following) {
        entries++;
        if (entry.seq() < expected) {
            stray(entry);
            return;
        }
        if (!findings.isEmpty() && isMissedElsewhere(entry)) {
            return;
        }
        if (entry.seq() > expected) {
            if (isGenuineAs(entry, expected)) {
                findings.add(Finding.at(Kind.CHANGED, expected, "seq"));
                step(entry, expected + 1);
                return;
            }
            findings.add(Finding.range(Kind.MISSING, expected, entry.seq() - 1, entry.seq()));
            expected = entry.seq();
            before = null;
            beforeIfRecomputed = null;
        }
        inPlace(entry, following);
        step(entry, expected + 1);
    }

    /** A line that is no entry; it is taken for the one that should stand there. */
    void unreadable(String why) {
        findings.add(Finding.at(Kind.UNREADABLE, expected, why));
        expected++;
        before = null;
        beforeIfRecomputed = null;
    }

    /** Compares the end with what the log says of it. */
    void end() {
        long last = expected - 1;
        if (head.isEmpty()) {
            findings.add(Finding.at(Kind.HEAD, Math.max(1, last)));
            return;
        }
        long told = head.get().seq();
        if (told > last) {
            findings.add(Finding.range(Kind.TRUNCATED, last + 1, told, told, last + 1));
        } else if (told < last) {
            findings.add(Finding.range(Kind.INSERTED, told + 1, last));
        } else if (before != null && !before.equals(head.get().hash()) && !findings.within(last, last)) {
            findings.add(Finding.at(Kind.HEAD, Math.max(1, last)));
        }
    }

    long entries() {
        return entries;
    }

    /** Number that the last entry had before anything was put in or taken out. */
    long formerLastSeq() {
        return expected - 1 - shift;
    }

    String lastHash() {
        return lastHash;
    }

    private void step(AuditEntry entry, long next) {
        expected = next;
        before = entry.hash();
        lastHash = entry.hash();
    }

    private void inPlace(AuditEntry entry, Optional<AuditEntry> following) {
        boolean follows = before == null
                || entry.prevHash().equals(before)
                || entry.prevHash().equals(beforeIfRecomputed);
        String right = hashes.of(entry);
        boolean whole = right.equals(entry.hash());
        beforeIfRecomputed = whole ? null : right;
        if (follows && shift != 0 && isGenuineAs(entry, expected - shift)) {
            return;
        }
        if (follows && whole) {
            shift = 0;
            return;
        }
        if (!follows && whole) {
            wholeButFollowingAnother(entry, following);
        } else if (follows) {
            inPlaceButNotWhole(entry, right, following);
        } else {
            notWhole(entry, following);
        }
    }

    private void inPlaceButNotWhole(AuditEntry entry, String right, Optional<AuditEntry> following) {
        if (following.isPresent() && following.get().prevHash().equals(right)) {
            findings.add(Finding.at(Kind.CHANGED, expected, "hash"));
            return;
        }
        // After a gap the link says nothing, so the entry may have come from elsewhere.
        OptionalLong former = before == null ? formerNumber(entry) : OptionalLong.empty();
        if (former.isPresent()) {
            moved(former.getAsLong(), following);
        } else {
            findings.add(Finding.at(Kind.CHANGED, expected, "content"));
        }
    }

    /** Either this entry or the one before it was replaced together with its hash; the one after knows which. */
    private void wholeButFollowingAnother(AuditEntry entry, Optional<AuditEntry> following) {
        if (findings.covering(expected - 1).isPresent()) {
            return;
        }
        boolean othersFollow = following
                .map(AuditEntry::prevHash)
                .or(() -> head.map(LogSource.Head::hash))
                .filter(entry.hash()::equals)
                .isPresent();
        if (othersFollow && entries > 1) {
            findings.add(Finding.at(Kind.CHANGED, expected - 1, "content, hash"));
        } else {
            findings.add(Finding.at(Kind.CHANGED, expected, "prevHash, hash"));
        }
    }

    private void notWhole(AuditEntry entry, Optional<AuditEntry> following) {
        String link = before;
        if (link != null && hashes.of(entry, link, expected).equals(entry.hash())) {
            findings.add(Finding.at(Kind.CHANGED, expected, "prevHash"));
            return;
        }
        OptionalLong former = formerNumber(entry);
        if (former.isPresent()) {
            moved(former.getAsLong(), following);
        } else if (following.isPresent() && isGenuineAs(following.get(), expected)) {
            findings.add(Finding.at(Kind.INSERTED, expected));
        } else {
            findings.add(Finding.at(Kind.CHANGED, expected, "content, prevHash"));
        }
    }

    /** The entry is genuine and once had another number. */
    private void moved(long former, Optional<AuditEntry> following) {
        long by = expected - former;
        if (by == shift) {
            return;
        }
        if (former < expected) {
            Optional<Finding> atItsPlace = findings.at(former);
            if (atItsPlace.isPresent() && atItsPlace.get().kind() == Kind.REORDERED) {
                findings.add(Finding.at(Kind.REORDERED, expected, former));
            } else {
                shift = by;
                findings.replace(Finding.range(Kind.INSERTED, former, expected - 1));
            }
        } else if (following.isEmpty() || isGenuineAs(following.get(), former + 1)) {
            shift = by;
            findings.add(Finding.range(Kind.MISSING, expected, former - 1, expected));
        } else {
            findings.add(Finding.at(Kind.REORDERED, expected, former));
        }
    }

    /** An entry that comes too late: it was displaced, or is there twice. */
    private void stray(AuditEntry entry) {
        Optional<Finding> gap = findings.covering(entry.seq()).filter(found -> found.kind() == Kind.MISSING);
        if (!hashes.of(entry).equals(entry.hash())) {
            OptionalLong former = formerNumber(entry);
            if (former.isPresent()) {
                findings.replace(Finding.at(Kind.CHANGED, former.getAsLong(), "seq"));
                return;
            }
        } else if (gap.isPresent()) {
            findings.replace(Finding.at(Kind.REORDERED, gap.get().fromSeq(), expected - 1));
            return;
        }
        findings.add(Finding.at(Kind.INSERTED, Math.max(1, entry.seq())));
    }

    /** Whether an entry is one that was missed further up and only has another number now. */
    private boolean isMissedElsewhere(AuditEntry entry) {
        if (hashes.of(entry).equals(entry.hash())) {
            return false;
        }
        OptionalLong former = formerNumber(entry);
        if (former.isEmpty()
                || findings.covering(former.getAsLong())
                        .filter(found -> found.kind() == Kind.MISSING)
                        .isEmpty()) {
            return false;
        }
        findings.replace(Finding.at(Kind.CHANGED, former.getAsLong(), "seq"));
        return true;
    }

    private boolean isGenuineAs(AuditEntry entry, long seq) {
        return hashes.of(entry, entry.prevHash(), seq).equals(entry.hash());
    }

    /** The number under which the entry's content and hash agree, if there is one nearby. */
    private OptionalLong formerNumber(AuditEntry entry) {
        if (isGenuineAs(entry, expected - shift)) {
            return OptionalLong.of(expected - shift);
        }
        if (searches++ >= MOST_SEARCHES) {
            return OptionalLong.empty();
        }
        for (long distance = 1; distance <= SEARCH; distance++) {
            if (expected > distance && isGenuineAs(entry, expected - distance)) {
                return OptionalLong.of(expected - distance);
            }
            if (isGenuineAs(entry, expected + distance)) {
                return OptionalLong.of(expected + distance);
            }
        }
        return OptionalLong.empty();
    }
}
