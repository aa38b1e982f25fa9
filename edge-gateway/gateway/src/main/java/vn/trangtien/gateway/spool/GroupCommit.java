package vn.trangtien.gateway.spool;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.gateway.spool.SpoolException.Reason;

/** Lets threads that append at the same time share one wait for the disk: who gets the lock first stores for all. Thread-safe. */
final class GroupCommit {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int MOST_AT_ONCE = 512;

    private final Object lock;
    private final Storing storing;
    private final Queue<Outgoing> queue = new ConcurrentLinkedQueue<>();

    /** Stores all or none; called under the lock. */
    @FunctionalInterface
    interface Storing {
        List<OptionalLong> store(List<Outgoing> batch) throws SpoolException;
    }

    GroupCommit(Object lock, Storing storing) {
        this.lock = lock;
        this.storing = storing;
    }

    OptionalLong append(Outgoing message) throws SpoolException {
        queue.add(message);
        synchronized (lock) {
            while (!message.isSettled()) {
                storeForAll(waiting());
            }
        }
        return message.outcome();
    }

    private List<Outgoing> waiting() {
        List<Outgoing> batch = new ArrayList<>();
        while (batch.size() < MOST_AT_ONCE) {
            Outgoing one = queue.poll();
            if (one == null) {
                break;
            }
            batch.add(one);
        }
        return batch;
    }

    private void storeForAll(List<Outgoing> batch) {
        try {
            List<OptionalLong> numbers = storing.store(batch);
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).kept(numbers.get(i));
            }
        } catch (SpoolException e) {
            if (batch.size() == 1) {
                batch.get(0).failed(e);
            } else {
                // One that is too large must not cost the others.
                batch.forEach(one -> storeForAll(List.of(one)));
            }
        } catch (RuntimeException e) {
            // Whoever handed it over must not wait for ever, nor be ended by a message of another thread.
            LOG.error("spool messages={} unexpected", batch.size(), e);
            var failure = new SpoolException(Reason.FAILED, "could not be kept: " + e, e);
            batch.forEach(one -> one.failed(failure));
        }
    }
}
