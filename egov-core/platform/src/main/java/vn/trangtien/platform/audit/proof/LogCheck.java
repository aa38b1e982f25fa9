package vn.trangtien.platform.audit.proof;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import vn.trangtien.platform.audit.AuditEntry;
import vn.trangtien.platform.audit.AuditVerdict;
import vn.trangtien.platform.audit.AuditVerdict.Checked;
import vn.trangtien.platform.timestamping.TimestampTrust;

/**
 * The whole check of one log: chain, anchors, time stamps, end. Reads once from beginning to end with memory for a few entries.
 * Immutable; a check may run in any thread.
 */
public final class LogCheck {

    private static final long STEP = 10_000;

    private final TimestampTrust trust;
    private final List<Anchor> kept;

    /**
     * @param trust whom to believe; {@link TimestampTrust#ofAnybody()} leaves out who stamped
     * @param kept anchors that somebody wrote down elsewhere, by number; they catch what was taken out of the log together
     *     with its own anchors
     */
    public LogCheck(TimestampTrust trust, List<Anchor> kept) {
        this.trust = trust;
        this.kept = List.copyOf(kept);
    }

    /**
     * @param progress hears now and then how many entries have been read
     * @throws IOException if the source cannot be read; that says nothing about its content
     */
    public AuditVerdict check(LogSource source, LongConsumer progress) throws IOException {
        var findings = new Findings();
        long first = source.firstSeq();
        var chain = new ChainCheck(findings, first, source.head());
        Iterator<Anchor> own = source.anchors();
        var anchors = new AnchorCheck(findings, trust, first == 1 ? own : since(own, first), first == 1);
        var elsewhere = new AnchorCheck(findings, trust, since(kept.iterator(), first), false);
        try (LogSource.Lines lines = source.lines()) {
            LogSource.Line line = lines.next();
            while (line != null && !findings.isFull()) {
                LogSource.@Nullable Line after = lines.next();
                AuditEntry entry = line.entry();
                if (entry == null) {
                    chain.unreadable(line.fault());
                } else {
                    chain.next(entry, Optional.ofNullable(after).map(LogSource.Line::entry));
                    anchors.next(entry);
                    elsewhere.next(entry);
                }
                if (chain.entries() % STEP == 0) {
                    progress.accept(chain.entries());
                }
                line = after;
            }
        }
        if (!findings.isFull()) {
            chain.end();
            anchors.end(chain.formerLastSeq());
            elsewhere.end(chain.formerLastSeq());
        }
        progress.accept(chain.entries());
        var checked = new Checked(
                first,
                chain.entries(),
                chain.lastHash(),
                anchors.count(),
                Math.max(anchors.anchoredTo(), elsewhere.anchoredTo()),
                anchors.stampedAt().or(elsewhere::stampedAt),
                trust.isNamed());
        return findings.isEmpty() ? new AuditVerdict.Intact(checked) : new AuditVerdict.Broken(checked, findings.all());
    }

    /** A part of a log can only be held against anchors whose range it has from the beginning. */
    private static Iterator<Anchor> since(Iterator<Anchor> anchors, long first) {
        Iterable<Anchor> all = () -> anchors;
        return java.util.stream.StreamSupport.stream(all.spliterator(), false)
                .filter(anchor -> anchor.fromSeq() >= first)
                .iterator();
    }
}
