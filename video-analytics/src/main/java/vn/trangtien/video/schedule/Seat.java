package vn.trangtien.video.schedule;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.video.detect.Detection;
import vn.trangtien.video.detect.Detector;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.detect.DetectorFacts;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Picture;

/**
 * The place of one camera in the {@link DetectorPool}. Used by the thread of its camera; answers wait here until that thread
 * fetches them, so nothing of the camera runs on a thread of the pool.
 */
public final class Seat implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Seat.class);
    private static final Box WHOLE = new Box(0, 0, 1, 1);
    private static final long NEVER = Long.MIN_VALUE;

    private final DetectorPool pool;
    private final String camera;
    private final Model model;
    private final Optional<DetectorFacts> facts;
    private final Turns.Place<Seat> place;
    private final Queue<Look> looks = new ConcurrentLinkedQueue<>();
    private volatile long takenMicros = NEVER;
    private volatile @Nullable CountDownLatch waiter;
    private volatile boolean failing;

    Seat(
            DetectorPool pool,
            String camera,
            Model model,
            Optional<DetectorFacts> facts,
            Function<Seat, Turns.Place<Seat>> places) {
        this.pool = pool;
        this.camera = camera;
        this.model = model;
        this.facts = facts;
        this.place = places.apply(this);
    }

    String camera() {
        return camera;
    }

    /** What looks at the pictures; empty if nothing does and the camera counts by motion. */
    public Optional<DetectorFacts> facts() {
        return facts;
    }

    /** Asks for a look. A picture that still waits is replaced. The picture belongs to the pool from now on. */
    public void offer(Picture picture, double urgency) {
        if (facts.isEmpty()) {
            picture.close();
            return;
        }
        pool.offer(place, picture, urgency);
    }

    /** Something to be done when no camera waits for a detector; dropped where there is no room for it. */
    public void whenIdle(SpareWork work) {
        pool.offerSpare(work);
    }

    /** The next answer that has arrived, oldest first. */
    public Optional<Look> poll() {
        return Optional.ofNullable(looks.poll());
    }

    /**
     * Asks for a look and waits for it, for recordings that are played faster than life: their results must not depend on the
     * speed of the machine.
     *
     * @return empty if nothing looks at pictures, or the pool was closed meanwhile
     */
    public Optional<Look> lookNow(Picture picture, double urgency) throws InterruptedException {
        var latch = new CountDownLatch(1);
        waiter = latch;
        if (facts.isEmpty()) {
            picture.close();
            return Optional.empty();
        }
        pool.offer(place, picture, urgency);
        while (!latch.await(1, TimeUnit.SECONDS)) {
            if (pool.isClosing()) {
                return Optional.empty();
            }
        }
        return poll();
    }

    /** Time in the stream of the last picture that a detector took; the smallest number if there is none. */
    public long takenMicros() {
        return takenMicros;
    }

    /** Pictures that were replaced by a newer one before anybody could look at them. */
    public long dropped() {
        return pool.dropped(place);
    }

    /** On a thread of the pool. */
    void look(Turns.Waiting work, LongSupplier nanoTime) {
        try (Picture picture = work.picture()) {
            takenMicros = picture.presentationMicros();
            long began = nanoTime.getAsLong();
            List<Detection> seen = List.of();
            Optional<String> failure = Optional.empty();
            try {
                seen = detect(picture);
                failing = false;
            } catch (DetectorException | RuntimeException e) {
                failure = Optional.of(String.valueOf(e.getMessage()));
                if (!failing) {
                    failing = true;
                    LOG.warn("camera={} detector=failed reason=\"{}\"", camera, e.getMessage(), e);
                }
            }
            long now = nanoTime.getAsLong();
            looks.add(new Look(seen, picture.presentationMicros(), now - began, now - work.sinceNanos(), failure));
        } finally {
            CountDownLatch latch = waiter;
            if (latch != null) {
                latch.countDown();
            }
        }
    }

    private List<Detection> detect(Picture picture) throws DetectorException {
        Detector detector = model.borrow();
        boolean sound = false;
        try {
            List<Detection> seen = detector.detect(picture, WHOLE);
            sound = true;
            return seen;
        } catch (DetectorException e) {
            sound = true;
            throw e;
        } finally {
            if (sound) {
                model.giveBack(detector);
            } else {
                detector.close();
            }
        }
    }

    /** Leaves the pool; a picture that waits is closed. */
    @Override
    public void close() {
        pool.leave(place);
    }
}
