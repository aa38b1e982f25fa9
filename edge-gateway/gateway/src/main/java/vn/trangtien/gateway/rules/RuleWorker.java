package vn.trangtien.gateway.rules;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.drivers.DeviceClock;

/** The thread that lets time pass for rules; a gateway without rules starts none. */
public final class RuleWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RuleWorker.class);
    private static final Duration STEP = Duration.ofMillis(500);
    private static final Duration STOP = Duration.ofSeconds(1);

    private final Rules rules;
    private final DeviceClock clock;
    private final Thread thread;

    /** @param name of the gateway, for the name of the thread */
    public RuleWorker(String name, Rules rules, DeviceClock clock) {
        this.rules = rules;
        this.clock = clock;
        this.thread = new Thread(this::run, name + "/rules");
        this.thread.setDaemon(true);
    }

    /** Begins; called once. */
    public void start() {
        if (!rules.isEmpty()) {
            thread.start();
        }
    }

    private void run() {
        try {
            while (true) {
                step();
                clock.sleep(STEP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() {
        try {
            rules.passed();
        } catch (RuntimeException e) {
            // A mistake in one moment must not leave the siren without its rule for ever.
            LOG.error("rules unexpected", e);
        }
    }

    /** Stops within a second. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
