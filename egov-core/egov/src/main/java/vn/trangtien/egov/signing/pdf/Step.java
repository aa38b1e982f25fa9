package vn.trangtien.egov.signing.pdf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSObjectKey;
import org.jspecify.annotations.Nullable;
import vn.trangtien.egov.signing.Change;
import vn.trangtien.egov.signing.Change.Kind;

/**
 * The way from one revision to a later one: which objects were written, and which of them have been explained. What is left
 * unexplained in the end is a change that nobody allowed.
 */
final class Step {

    private final Revision before;
    private final Revision after;
    private final Set<String> signed;
    private final boolean covered;
    private final Set<COSObjectKey> overwritten = new HashSet<>();
    private final Set<COSObjectKey> added = new HashSet<>();
    private final Set<COSObjectKey> removed = new HashSet<>();
    private final Set<COSObjectKey> explained = new HashSet<>();
    private final List<Change> changes = new ArrayList<>();

    /**
     * @param signed fields whose signature covers the later revision
     * @param covered whether there is one, so that somebody answers for what was changed
     */
    Step(Revision before, Revision after, Set<String> signed, boolean covered) {
        this.before = before;
        this.after = after;
        this.signed = signed;
        this.covered = covered;
        for (COSObjectKey key : after.keys()) {
            if (!before.has(key)) {
                added.add(key);
            } else if (!after.sameAs(before, key)) {
                overwritten.add(key);
            }
        }
        for (COSObjectKey key : before.keys()) {
            if (!after.has(key)) {
                removed.add(key);
            }
        }
    }

    Revision before() {
        return before;
    }

    Revision after() {
        return after;
    }

    boolean signs(String field) {
        return signed.contains(field);
    }

    boolean isCovered() {
        return covered;
    }

    boolean isOverwritten(@Nullable COSObjectKey key) {
        return key != null && overwritten.contains(key);
    }

    Set<COSObjectKey> removed() {
        return removed;
    }

    void note(Kind kind, String where, boolean allowed) {
        note(kind, where, "", "", allowed);
    }

    void note(Kind kind, String where, String was, String is, boolean allowed) {
        var change = new Change(kind, where, was, is, allowed);
        if (!changes.contains(change)) {
            changes.add(change);
        }
    }

    /** The object itself was looked at. */
    void explain(@Nullable COSObjectKey key) {
        if (key != null) {
            explained.add(key);
        }
    }

    /** A new value with all new objects below it. Objects that were there before are not its business. */
    void explainNew(@Nullable COSBase value) {
        for (COSObjectKey key : after.reachable(value, Set.of())) {
            if (added.contains(key)) {
                explained.add(key);
            }
        }
    }

    Set<COSObjectKey> unexplainedOverwritten() {
        var left = new HashSet<>(overwritten);
        left.removeAll(explained);
        return left;
    }

    Set<COSObjectKey> unexplainedAdded() {
        var left = new HashSet<>(added);
        left.removeAll(explained);
        return left;
    }

    boolean isExplained(COSObjectKey key) {
        return explained.contains(key);
    }

    List<Change> changes() {
        return changes;
    }
}
