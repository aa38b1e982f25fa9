package vn.trangtien.gateway.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Notes for the thread of the link, from whatever thread; no more than one of them says that there is something to send. */
final class Mailbox {

    private final BlockingQueue<LinkEvent> events = new LinkedBlockingQueue<>();
    private final AtomicBoolean wakePending = new AtomicBoolean();

    void add(LinkEvent event) {
        if (!(event instanceof LinkEvent.Wake) || wakePending.compareAndSet(false, true)) {
            events.add(event);
        }
    }

    /** Waits for the next note and takes all that are there; none if the time is over. */
    List<LinkEvent> await(Duration longest) throws InterruptedException {
        List<LinkEvent> batch = new ArrayList<>();
        LinkEvent first = events.poll(Math.max(longest.toNanos(), 1), TimeUnit.NANOSECONDS);
        if (first != null) {
            batch.add(first);
            events.drainTo(batch);
            if (batch.stream().anyMatch(LinkEvent.Wake.class::isInstance)) {
                wakePending.set(false);
            }
        }
        return batch;
    }
}
