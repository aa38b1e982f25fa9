package vn.trangtien.ingest.supervision;

import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** A part of the service that works on a thread of its own, from the service's start to its stop. Thread-safe. */
public abstract class SupervisedPart implements SmartLifecycle {

    private final String name;
    private final int phase;
    private final Backoff backoff;
    private final Clock clock;
    private @Nullable Supervised work;

    /**
     * @param name of the thread
     * @param phase parts with a lower one start before it and stop after it
     * @param backoff how long to wait after failures
     */
    protected SupervisedPart(String name, int phase, Backoff backoff, Clock clock) {
        this.name = name;
        this.phase = phase;
        this.backoff = backoff;
        this.clock = clock;
    }

    /** See {@link Supervised.Work#run}. */
    protected abstract void work(Supervised.Run run) throws Exception;

    /** Why nothing is done at the moment; empty while all is well. */
    public synchronized Optional<Supervised.Trouble> trouble() {
        return work == null ? Optional.empty() : work.trouble();
    }

    @Override
    public synchronized void start() {
        if (work == null) {
            work = Supervised.start(name, backoff, clock, this::work);
        }
    }

    @Override
    public synchronized void stop() {
        if (work != null) {
            work.close();
            work = null;
        }
    }

    @Override
    public final synchronized boolean isRunning() {
        return work != null;
    }

    @Override
    public final int getPhase() {
        return phase;
    }
}
