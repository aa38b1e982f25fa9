package vn.trangtien.video;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How many cameras the Java heap of this process carries. One more would end all of them, so it waits until another one has gone,
 * first come first served. Who waits has no thread: a machine whose memory is short is short of those too. Thread-safe.
 */
final class HeapBudget {

    static final HeapBudget OF_THE_PROCESS = new HeapBudget(Runtime.getRuntime().maxMemory());

    /**
     * Two backgrounds of 320 x 180 (0.5 MB), a picture in colour and its copy for the encoder (1.4 MB), best pictures, tracks;
     * pictures of detectors are native.
     */
    static final long PER_CAMERA = 3_000_000;

    private static final long FOR_EVERYTHING_ELSE = 16_000_000;

    private final int cameras;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int taken;

    HeapBudget(long heapBytes) {
        this.cameras = camerasIn(heapBytes);
    }

    static int camerasIn(long heapBytes) {
        return (int) Math.max(1, (heapBytes - FOR_EVERYTHING_ELSE) / PER_CAMERA);
    }

    int cameras() {
        return cameras;
    }

    /**
     * Begins a camera now or, if there is no room, when there is.
     *
     * @param full done before the camera waits, and not at all if it does not have to
     */
    void begin(Runnable camera, Runnable full) {
        if (!take()) {
            full.run();
            if (!takeOrWait(camera)) {
                return;
            }
        }
        camera.run();
    }

    private synchronized boolean takeOrWait(Runnable camera) {
        if (take()) {
            return true;
        }
        waiting.add(camera);
        return false;
    }

    /** A camera that has begun cannot go on for now: it waits again, before all others. */
    synchronized void waitAgain(Runnable camera) {
        taken--;
        waiting.addFirst(camera);
    }

    /** @return false if the camera does not wait, so that it has begun and will give its room back */
    synchronized boolean forget(Runnable camera) {
        return waiting.remove(camera);
    }

    private synchronized boolean take() {
        if (taken >= cameras) {
            return false;
        }
        taken++;
        return true;
    }

    /** The room goes to the camera that has waited longest. */
    void giveBack() {
        next().ifPresent(Runnable::run);
    }

    private synchronized Optional<Runnable> next() {
        if (waiting.isEmpty()) {
            taken--;
        }
        return Optional.ofNullable(waiting.poll());
    }
}
