package vn.trangtien.ingest.supervision;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that does one work for ever. When the work fails, the reason is kept for people to read, and the work starts anew
 * after a pause that grows with the number of failures in a row; it must therefore be able to start from nothing. Thread-safe.
 */
public final class Supervised implements AutoCloseable {

    /** Something to do until told to stop. */
    @FunctionalInterface
    public interface Work {

        /** Returns soon after {@link Run#isWanted()} turned false, or throws whatever made it impossible to go on. */
        void run(Run run) throws Exception;
    }

    /** What the work may ask and tell while it runs. */
    public interface Run {

        boolean isWanted();

        /** Waits that long, less if the work is no longer wanted. */
        void pause(Duration length) throws InterruptedException;

        /** The work has got something done: earlier failures are forgotten. */
        void progressed();
    }

    /** Why the work is not running, and since when. */
    public record Trouble(String reason, Instant since) {}

    private static final Logger LOG = LoggerFactory.getLogger(Supervised.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final Work work;
    private final Backoff backoff;
    private final Clock clock;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Trouble trouble;
    /** Touched by the working thread only. */
    private int failures;

    private Supervised(String name, Backoff backoff, Clock clock, Work work) {
        this.name = name;
        this.work = work;
        this.backoff = backoff;
        this.clock = clock;
        this.thread = new Thread(this::loop, name);
        thread.setDaemon(true);
    }

    public static Supervised start(String name, Backoff backoff, Clock clock, Work work) {
        var supervised = new Supervised(name, backoff, clock, work);
        supervised.thread.start();
        return supervised;
    }

    /** Empty while all is well. */
    public Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Waits for the work to end; interrupts it when it takes longer than two seconds. */
    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(PATIENCE.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(LAST_PATIENCE.toMillis());
            }
            if (thread.isAlive()) {
                LOG.error("work={} does not end", name);
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        var run = new Run() {
            @Override
            public boolean isWanted() {
                return stop.getCount() > 0 && !Thread.currentThread().isInterrupted();
            }

            @Override
            public void pause(Duration length) throws InterruptedException {
                boolean stopped = stop.await(length.toMillis(), TimeUnit.MILLISECONDS);
                LOG.trace("work={} stopped={}", name, stopped);
            }

            @Override
            public void progressed() {
                failures = 0;
                trouble = null;
            }
        };
        while (run.isWanted()) {
            try {
                work.run(run);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception | LinkageError failure) {
                if (run.isWanted()) {
                    pauseAfter(failure, run);
                }
            }
        }
    }

    private void pauseAfter(Throwable failure, Run run) {
        failures++;
        Duration pause = backoff.after(failures, ThreadLocalRandom.current());
        Trouble before = trouble;
        trouble = new Trouble(describe(failure), before == null ? clock.instant() : before.since());
        LOG.warn("work={} failures={} retryInMs={} reason={}", name, failures, pause.toMillis(), describe(failure));
        LOG.debug("work={} failed", name, failure);
        try {
            run.pause(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String describe(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String outer = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        return root == failure ? outer : outer + " <- " + root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
