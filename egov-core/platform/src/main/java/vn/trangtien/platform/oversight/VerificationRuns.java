package vn.trangtien.platform.oversight;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.audit.AuditVerdict;
import vn.trangtien.platform.audit.AuditVerifier;

/** Checks of the whole log that somebody asked for, one at a time, on a thread of their own. Thread-safe. */
final class VerificationRuns implements DisposableBean {

    /**
     * One check.
     *
     * @param entries that the log had at the beginning
     * @param verdict when it is over
     * @param failure why it could not be finished, if it could not
     */
    record Run(String by, Instant startedAt, long entries, Optional<AuditVerdict> verdict, Optional<String> failure) {

        boolean isRunning() {
            return verdict.isEmpty() && failure.isEmpty();
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(VerificationRuns.class);

    private final AuditVerifier verifier;
    private final AuditLog audit;
    private final TransactionOperations transactions;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final AtomicLong done = new AtomicLong();
    private volatile Optional<Run> last = Optional.empty();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(run -> {
        Thread verifying = new Thread(run, "audit-verification");
        verifying.setDaemon(true);
        return verifying;
    });

    VerificationRuns(
            AuditVerifier verifier, AuditLog audit, TransactionOperations transactions, JdbcClient jdbc, Clock clock) {
        this.verifier = verifier;
        this.audit = audit;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Begins a check unless one is running. */
    synchronized void start(String by) {
        if (last().filter(Run::isRunning).isPresent()) {
            return;
        }
        long entries = jdbc.sql("select coalesce(max(seq), 0) from platform.audit")
                .query(Long.class)
                .single();
        var run = new Run(by, clock.instant(), entries, Optional.empty(), Optional.empty());
        done.set(0);
        last = Optional.of(run);
        try {
            thread.execute(() -> last = Optional.of(finish(run)));
        } catch (RejectedExecutionException closing) {
            last = Optional.empty();
        }
    }

    Optional<Run> last() {
        return last;
    }

    /** Entries that the check has read so far. */
    long done() {
        return done.get();
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }

    private Run finish(Run run) {
        try {
            AuditVerdict verdict = verifier.verify(done::set);
            boolean intact = verdict instanceof AuditVerdict.Intact;
            if (verdict instanceof AuditVerdict.Broken broken) {
                LOG.error(
                        "audit=verification event=broken seq={} kind={}",
                        broken.first().fromSeq(),
                        broken.first().kind());
            }
            transactions.executeWithoutResult(status -> audit.append(
                    run.by(),
                    "audit.verified",
                    "audit",
                    Map.of(
                            "entries",
                            Long.toString(verdict.checked().entries()),
                            "verdict",
                            intact ? "intact" : "broken")));
            return new Run(run.by(), run.startedAt(), run.entries(), Optional.of(verdict), Optional.empty());
        } catch (RuntimeException e) {
            LOG.error("audit=verification event=failed", e);
            return new Run(
                    run.by(),
                    run.startedAt(),
                    run.entries(),
                    Optional.empty(),
                    Optional.of(e.getClass().getSimpleName()));
        }
    }
}
