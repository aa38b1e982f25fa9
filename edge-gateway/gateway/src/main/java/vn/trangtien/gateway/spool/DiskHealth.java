package vn.trangtien.gateway.spool;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.gateway.spool.SpoolException.Reason;

/** What is wrong with the disk, said once when it begins and once when it ends. Under the lock of the spool. */
final class DiskHealth {

    private static final Logger LOG = LoggerFactory.getLogger(DiskHealth.class);
    private static final long LOOKED_EVERY = Duration.ofSeconds(5).toNanos();

    private static final String TIGHT =
            "no room on the disk; new messages take the place of the oldest of the least important; free some or lower publish.store.maxMb";

    private final SpoolFile file;
    private final LongSupplier nanos;
    private String problem = "";
    private long lookedAt;

    DiskHealth(SpoolFile file, LongSupplier nanos) {
        this.file = file;
        this.nanos = nanos;
        this.lookedAt = nanos.getAsLong();
    }

    String problem() {
        return problem;
    }

    /** A spool without a disk; that does not end. */
    void withoutDisk(String why) {
        problem = why;
        LOG.error("spool={} kept=in-memory reason=\"{}\"", file.id(), why);
    }

    /** The disk has taken something, if only in the place of something older. */
    void fine() {
        if (file.isInMemory()) {
            return;
        }
        long now = nanos.getAsLong();
        if (now - lookedAt >= LOOKED_EVERY) {
            lookedAt = now;
            look();
        }
        if (file.isTight()) {
            if (problem.isEmpty()) {
                LOG.error("spool={} disk=\"{}\"", file.id(), TIGHT);
            }
            problem = TIGHT;
        } else if (!problem.isEmpty()) {
            LOG.info("spool={} disk=recovered", file.id());
            problem = "";
        }
    }

    private void look() {
        try {
            file.relax();
        } catch (SQLException e) {
            LOG.warn("spool={} relax=\"{}\"", file.id(), e.getMessage());
        }
    }

    /**
     * The disk has refused something.
     *
     * @param doing what was tried, as in "write a message to"
     */
    SpoolException troubled(String doing, SQLException e) {
        SpoolException failure = explained(doing, e);
        if (problem.isEmpty()) {
            LOG.error("spool={} disk=\"{}\"", file.id(), failure.getMessage());
        }
        problem = String.valueOf(failure.getMessage());
        return failure;
    }

    static SpoolException explained(String doing, SQLException e) {
        Reason reason = SpoolFile.reasonOf(e);
        return switch (reason) {
            case DISK_FULL ->
                new SpoolException(
                        reason,
                        "no room on the disk to %s the spool; free some or lower publish.store.maxMb".formatted(doing),
                        e);
            case READ_ONLY ->
                new SpoolException(
                        reason,
                        "the disk can only be read, not used to %s the spool; repair or replace it".formatted(doing),
                        e);
            default -> new SpoolException(reason, "could not %s the spool: %s".formatted(doing, e.getMessage()), e);
        };
    }
}
