package vn.trangtien.gateway.spool;

import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.UndecodableException;

/**
 * Corrects what waits with a wrong time. A message remembers under which base of the clock it was stamped until it is corrected,
 * in the transaction that corrects it. Under the lock of the spool.
 */
final class ClockFix {

    private static final Logger LOG = LoggerFactory.getLogger(ClockFix.class);
    private static final int BATCH = 200;

    private final SpoolFile file;
    private final MessageTable messages;
    private final boolean gzip;
    private final SpoolClock clock;

    ClockFix(SpoolFile file, boolean gzip, SpoolClock clock) {
        this.file = file;
        this.messages = new MessageTable(file.statements());
        this.gzip = gzip;
        this.clock = clock;
    }

    record Result(Tally tally, int corrected) {}

    /** Corrects some; none when there are no more. */
    Result correct(Tally before, ClockCorrection correction) throws SQLException {
        List<MessageTable.Untrusted> some = messages.untrusted(clock.boot(), BATCH);
        if (some.isEmpty()) {
            return new Result(before, 0);
        }
        long base = clock.base();
        Tally after = file.durably(() -> {
            Tally tally = before.copy();
            for (MessageTable.Untrusted one : some) {
                byte[] payload = corrected(one, base - one.clockBase(), correction);
                int grown = payload.length - one.payload().length;
                messages.corrected(one.seq(), one.size() + grown, payload);
                tally.grew(one.seq(), grown);
            }
            return tally;
        });
        return new Result(after, some.size());
    }

    /** What cannot be read any more goes out as it is. */
    private byte[] corrected(MessageTable.Untrusted one, long offset, ClockCorrection correction) {
        try {
            return KuraCodec.encode(correction.corrected(KuraCodec.decode(one.payload()), offset), gzip);
        } catch (UndecodableException e) {
            LOG.warn("seq={} clock=uncorrected reason=\"{}\"", one.seq(), e.getMessage());
            return one.payload();
        }
    }
}
