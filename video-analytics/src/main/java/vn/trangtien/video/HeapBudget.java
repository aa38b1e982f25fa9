package vn.trangtien.video;

/**
 * How many cameras the Java heap of this process carries. One more would end all of them, so it waits instead. Thread-safe.
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
    private int taken;

    HeapBudget(long heapBytes) {
        this.cameras = (int) Math.max(1, (heapBytes - FOR_EVERYTHING_ELSE) / PER_CAMERA);
    }

    int cameras() {
        return cameras;
    }

    /** @return false if there is no room for another camera */
    synchronized boolean take() {
        if (taken >= cameras) {
            return false;
        }
        taken++;
        return true;
    }

    synchronized void giveBack() {
        taken--;
    }
}
