package vn.trangtien.gateway.spool;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Numbers that somebody waits for to arrive. Under the lock of the spool; what it gives out may be asked from any thread. */
final class Arrivals {

    private final Map<Long, AtomicBoolean> watched = new HashMap<>();

    /** @return whether it has arrived by now */
    BooleanSupplier watch(long seq) {
        var arrived = new AtomicBoolean();
        watched.put(seq, arrived);
        return arrived::get;
    }

    /** They are not waited for any longer. */
    void settled(Collection<Long> seqs, boolean delivered) {
        for (long seq : seqs) {
            AtomicBoolean arrived = watched.remove(seq);
            if (arrived != null) {
                arrived.set(delivered);
            }
        }
    }
}
