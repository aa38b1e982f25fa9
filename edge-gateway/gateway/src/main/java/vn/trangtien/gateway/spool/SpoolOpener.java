package vn.trangtien.gateway.spool;

import java.nio.file.Path;
import java.sql.SQLException;
import vn.trangtien.gateway.spool.SpoolException.Reason;

/** The ways in which a spool begins. Stateless. */
final class SpoolOpener {

    private static final long MEMORY_SPOOL_BYTES = 16 << 20;

    private SpoolOpener() {}

    static Spool onAnyDisk(Path path, SpoolLimits limits, boolean gzip, SpoolClock clock) throws SpoolException {
        try {
            return Spool.open(path, limits, gzip, clock);
        } catch (SpoolException e) {
            if (e.reason() == Reason.IN_USE) {
                throw e;
            }
            return inMemory(limits, gzip, clock, String.valueOf(e.getMessage()));
        }
    }

    /** @param why there is no disk */
    static Spool inMemory(SpoolLimits limits, boolean gzip, SpoolClock clock, String why) throws SpoolException {
        return open(SpoolFile.inMemory(MEMORY_SPOOL_BYTES), forMemory(limits), gzip, clock, why);
    }

    static Spool onDisk(SpoolFile file, SpoolLimits limits, boolean gzip, SpoolClock clock) throws SpoolException {
        return open(file, limits, gzip, clock, "");
    }

    private static Spool open(SpoolFile file, SpoolLimits limits, boolean gzip, SpoolClock clock, String noDisk)
            throws SpoolException {
        try {
            return new Spool(file, limits, gzip, clock, noDisk);
        } catch (SQLException e) {
            file.close();
            throw DiskHealth.explained("read the counters of", e);
        }
    }

    /** The limits of a spool that shares its memory with the rest of the gateway. */
    static SpoolLimits forMemory(SpoolLimits limits) {
        return new SpoolLimits(Math.min(limits.maxBytes(), MEMORY_SPOOL_BYTES / 2), limits.keep());
    }
}
