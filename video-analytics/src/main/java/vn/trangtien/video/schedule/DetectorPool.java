package vn.trangtien.video.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.detect.DetectorFactory;
import vn.trangtien.video.picture.Picture;

/**
 * The detectors of a process, shared by all of its cameras: one thread for each core but one. Each camera has a
 * {@link Seat} with room for one waiting picture; the next picture is that of the camera which is most urgent and has waited
 * longest, see {@link Turns}.
 *
 * <p>Thread-safe. No lock is held while a detector works.
 */
public final class DetectorPool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DetectorPool.class);
    private static final long PATIENCE_MILLIS = 5_000;

    /** Who finds no room tries again with a newer picture. */
    private static final int MOST_SPARE = 8;

    private final DetectorFactory factory;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Turns<Seat> turns = new Turns<>();
    private final Map<String, Model> models = new HashMap<>();
    private final List<Thread> workers = new ArrayList<>();
    private final Deque<SpareWork> spare = new ArrayDeque<>();
    private boolean closing;

    private DetectorPool(DetectorFactory factory, LongSupplier nanoTime) {
        this.factory = factory;
        this.nanoTime = nanoTime;
    }

    /** One thread for each core but one; at least one. */
    public static DetectorPool start(DetectorFactory factory) {
        return start(factory, Math.max(1, Runtime.getRuntime().availableProcessors() - 1), System::nanoTime);
    }

    /** A pool without any model: every camera counts by motion only. */
    public static DetectorPool withoutModels() {
        return start(name -> Optional.empty(), 0, System::nanoTime);
    }

    static DetectorPool start(DetectorFactory factory, int threads, LongSupplier nanoTime) {
        var pool = new DetectorPool(factory, nanoTime);
        for (int i = 0; i < threads; i++) {
            var worker = new Thread(pool::work, "detector-" + (i + 1));
            worker.setDaemon(true);
            pool.workers.add(worker);
        }
        pool.workers.forEach(Thread::start);
        return pool;
    }

    /**
     * Joins a camera. The first camera of a model waits a second or two until the model is loaded.
     *
     * @param camera id, for the log
     * @param detector as in {@link DetectorFactory#open}
     * @return without {@link Seat#facts} where the camera shall count by motion
     * @throws DetectorException if the model cannot be used; the message says what to do
     */
    public Seat join(String camera, String detector) throws DetectorException {
        Model model;
        lock.lock();
        try {
            model = models.computeIfAbsent(detector, name -> new Model(name, factory));
        } finally {
            lock.unlock();
        }
        var facts = model.load();
        lock.lock();
        try {
            return new Seat(this, camera, model, facts, seat -> turns.join(seat, nanoTime.getAsLong()));
        } finally {
            lock.unlock();
        }
    }

    /** Cameras that have a place. */
    public int cameras() {
        lock.lock();
        try {
            return turns.size();
        } finally {
            lock.unlock();
        }
    }

    void offer(Turns.Place<Seat> place, Picture picture, double urgency) {
        lock.lock();
        try {
            if (closing) {
                picture.close();
                return;
            }
            turns.offer(place, picture, urgency, nanoTime.getAsLong());
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the work if there is room for it; it waits until no camera wants a detector. Drops it otherwise. */
    void offerSpare(SpareWork work) {
        lock.lock();
        try {
            if (!closing && !workers.isEmpty() && spare.size() < MOST_SPARE) {
                spare.add(work);
                changed.signal();
                return;
            }
        } finally {
            lock.unlock();
        }
        work.drop();
    }

    boolean isClosing() {
        lock.lock();
        try {
            return closing;
        } finally {
            lock.unlock();
        }
    }

    void leave(Turns.Place<Seat> place) {
        lock.lock();
        try {
            turns.leave(place);
        } finally {
            lock.unlock();
        }
    }

    long dropped(Turns.Place<Seat> place) {
        lock.lock();
        try {
            return place.dropped();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try {
            while (true) {
                Optional<Turns.Turn<Seat>> next = await();
                if (next.isEmpty()) {
                    doSpareWork();
                    continue;
                }
                Turns.Turn<Seat> turn = next.get();
                Seat seat = turn.place().owner();
                try {
                    seat.look(turn.work(), nanoTime);
                } catch (RuntimeException | LinkageError e) {
                    // Whatever a model does, the other cameras want their turn.
                    LOG.error("camera={} detector=failed", seat.camera(), e);
                } finally {
                    finished(turn.place());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.debug("detector thread stopped");
        }
    }

    private void doSpareWork() {
        SpareWork work;
        lock.lock();
        try {
            work = spare.poll();
        } finally {
            lock.unlock();
        }
        if (work != null) {
            try {
                work.run();
            } catch (RuntimeException | LinkageError e) {
                LOG.error("detector spare work=failed", e);
            }
        }
    }

    /** @return empty if there is time for something else */
    private Optional<Turns.Turn<Seat>> await() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                if (closing) {
                    throw new InterruptedException("the pool is closed");
                }
                Optional<Turns.Turn<Seat>> turn = turns.next(nanoTime.getAsLong());
                if (turn.isPresent() || !spare.isEmpty()) {
                    return turn;
                }
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void finished(Turns.Place<Seat> place) {
        lock.lock();
        try {
            turns.done(place);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void dropSpareWork() {
        List<SpareWork> left;
        lock.lock();
        try {
            left = List.copyOf(spare);
            spare.clear();
        } finally {
            lock.unlock();
        }
        left.forEach(SpareWork::drop);
    }

    /** Stops the threads and gives the models back. Cameras that are still there get no more looks. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        dropSpareWork();
        try {
            for (Thread worker : workers) {
                worker.join(PATIENCE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        models.values().forEach(Model::close);
    }
}
