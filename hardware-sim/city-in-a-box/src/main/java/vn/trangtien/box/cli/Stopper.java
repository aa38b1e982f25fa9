package vn.trangtien.box.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C and kill ask a running piece of work to stop and wait until it has put its things in order: files are completed, the
 * result is printed. Closed when that is done.
 */
final class Stopper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Stopper.class);
    private static final long PATIENCE_SECONDS = 20;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    /** @param stop called once, from another thread */
    Stopper(Runnable stop) {
        this.hook = new Thread(
                () -> {
                    stop.run();
                    await();
                },
                "stopper");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void await() {
        try {
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("work=not-stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyGoingDown) {
            LOG.debug("the hook is running", alreadyGoingDown);
        }
    }
}
