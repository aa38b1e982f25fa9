package vn.trangtien.platform.audit.proof;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.trangtien.platform.audit.AuditEntry;
import vn.trangtien.platform.timestamping.Timestamp;

/** A log in memory that a test can tamper with, written as the database writes it. */
final class MemoryLog implements LogSource {

    static final Instant START = Instant.parse("2026-11-22T01:00:00Z");

    final List<AuditEntry> entries = new ArrayList<>();
    final List<Anchor> anchors = new ArrayList<>();
    Optional<Head> head = Optional.empty();

    static MemoryLog of(int entries) {
        var log = new MemoryLog();
        for (int i = 1; i <= entries; i++) {
            log.append("canbo" + i % 3, "thing " + i);
        }
        return log;
    }

    void append(String actor, String subject) {
        long seq = entries.size() + 1L;
        String before = entries.isEmpty()
                ? EntryHash.GENESIS
                : entries.get(entries.size() - 1).hash();
        var bare = new AuditEntry(
                seq, START.plusSeconds(seq), "test", actor, "done", subject, "{\"amount\":\"1\"}", before, "");
        entries.add(hashed(bare));
        head = Optional.of(new Head(seq, entries.get(entries.size() - 1).hash()));
    }

    /** The entry with the hash that its content deserves. */
    static AuditEntry hashed(AuditEntry entry) {
        return with(entry, entry.seq(), entry.actor(), entry.prevHash(), new EntryHash().of(entry));
    }

    static AuditEntry with(AuditEntry entry, long seq, String actor, String prevHash, String hash) {
        return new AuditEntry(
                seq,
                entry.at(),
                entry.service(),
                actor,
                entry.action(),
                entry.subject(),
                entry.detail(),
                prevHash,
                hash);
    }

    /** Computes the chain anew from an index on, as somebody would who knows how it is made. */
    void rechain(int fromIndex) {
        String before =
                fromIndex == 0 ? EntryHash.GENESIS : entries.get(fromIndex - 1).hash();
        for (int i = fromIndex; i < entries.size(); i++) {
            AuditEntry old = entries.get(i);
            AuditEntry anew = hashed(with(old, i + 1L, old.actor(), before, ""));
            entries.set(i, anew);
            before = anew.hash();
        }
        head = Optional.of(new Head(entries.size(), before));
    }

    /** Anchors everything in ranges of so many; without a real authority, so only for checks that trust anybody. */
    void anchorEvery(int size, StampOf stamps) throws Exception {
        for (int from = 0; from + size <= entries.size(); from += size) {
            List<AuditEntry> range = entries.subList(from, from + size);
            var tree = new MerkleTree();
            range.forEach(entry -> tree.add(entry.hash()));
            String previous = anchors.isEmpty()
                    ? EntryHash.GENESIS
                    : anchors.get(anchors.size() - 1).digest();
            String last = range.get(size - 1).hash();
            long number = anchors.size() + 1L;
            String digest = Anchor.digest(number, from + 1L, from + size, tree.root(), last, previous);
            anchors.add(Anchor.of(number, from + 1L, from + size, tree.root(), last, previous, stamps.of(digest)));
        }
    }

    /** Where stamps come from. */
    @FunctionalInterface
    interface StampOf {
        Timestamp of(String digest) throws Exception;
    }

    @Override
    public Optional<Head> head() {
        return head;
    }

    @Override
    public long firstSeq() {
        return 1;
    }

    @Override
    public Lines lines() {
        Iterator<AuditEntry> rest = List.copyOf(entries).iterator();
        return new Lines() {
            @Override
            public @Nullable Line next() {
                return rest.hasNext() ? Line.of(rest.next()) : null;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Iterator<Anchor> anchors() {
        return List.copyOf(anchors).iterator();
    }

    @Override
    public void close() {}
}
