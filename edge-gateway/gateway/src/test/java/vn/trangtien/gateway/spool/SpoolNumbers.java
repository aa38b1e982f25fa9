package vn.trangtien.gateway.spool;

import java.util.List;
import java.util.Set;

/** What waits in a spool, by number only. */
public final class SpoolNumbers {

    private SpoolNumbers() {}

    /** Numbers of the first {@code limit} messages, the most important first and the oldest first among equals. */
    public static List<Long> next(Spool spool, int limit) throws SpoolException {
        return spool.page(limit, Set.of()).stream().map(SpooledMessage::seq).toList();
    }
}
