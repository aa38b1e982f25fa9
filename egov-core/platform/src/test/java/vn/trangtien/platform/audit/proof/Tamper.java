package vn.trangtien.platform.audit.proof;

import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.UnaryOperator;
import vn.trangtien.platform.audit.AuditEntry;

/** Hands on a {@link MemoryLog}. Rows stay sorted by number, as a database gives them, unless lines are swapped. */
final class Tamper {

    /** One entry being changed. */
    record Edit(AuditEntry entry) {

        Edit actor(String actor) {
            return new Edit(MemoryLog.with(entry, entry.seq(), actor, entry.prevHash(), entry.hash()));
        }

        Edit hash(String hash) {
            return new Edit(MemoryLog.with(entry, entry.seq(), entry.actor(), entry.prevHash(), hash));
        }

        Edit prevHash(String prevHash) {
            return new Edit(MemoryLog.with(entry, entry.seq(), entry.actor(), prevHash, entry.hash()));
        }

        Edit seq(long seq) {
            return new Edit(MemoryLog.with(entry, seq, entry.actor(), entry.prevHash(), entry.hash()));
        }

        Edit rehash() {
            return new Edit(MemoryLog.hashed(entry));
        }
    }

    private final MemoryLog log;

    Tamper(MemoryLog log) {
        this.log = log;
    }

    Tamper set(int index, UnaryOperator<Edit> change) {
        log.entries.set(index, change.apply(new Edit(log.entries.get(index))).entry());
        return this;
    }

    Tamper remove(int index) {
        log.entries.remove(index);
        return this;
    }

    Tamper insert(int index, String actor) {
        log.entries.add(
                index,
                new Edit(log.entries.get(index))
                        .actor(actor)
                        .hash("d".repeat(64))
                        .prevHash("e".repeat(64))
                        .entry());
        return this;
    }

    Tamper insertChained(int index) {
        log.entries.add(
                index, new Edit(log.entries.get(index)).actor("x").rehash().entry());
        return renumber();
    }

    Tamper twice(int index) {
        log.entries.add(index + 1, log.entries.get(index));
        return this;
    }

    Tamper swap(int one, int other) {
        Collections.swap(log.entries, one, other);
        return renumber();
    }

    Tamper swapLines(int one, int other) {
        Collections.swap(log.entries, one, other);
        return this;
    }

    Tamper renumber(int index, long seq) {
        set(index, edit -> edit.seq(seq));
        log.entries.sort(Comparator.comparingLong(AuditEntry::seq));
        return this;
    }

    /** Numbers without gaps and a head that fits them; hashes stay. */
    Tamper renumber() {
        for (int i = 0; i < log.entries.size(); i++) {
            long seq = i + 1L;
            set(i, edit -> edit.seq(seq));
        }
        AuditEntry last = log.entries.get(log.entries.size() - 1);
        log.head = Optional.of(new LogSource.Head(last.seq(), last.hash()));
        return this;
    }
}
