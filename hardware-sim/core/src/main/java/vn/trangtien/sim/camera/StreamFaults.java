package vn.trangtien.sim.camera;

/** What is wrong with the camera at the moment. Thread-safe. */
final class StreamFaults {

    private volatile boolean frozen;
    private volatile boolean refusing;

    /** Connections stay open, but no picture comes any more. */
    boolean isFrozen() {
        return frozen;
    }

    void setFrozen(boolean frozen) {
        this.frozen = frozen;
    }

    /** New connections are closed at once. */
    boolean isRefusing() {
        return refusing;
    }

    void setRefusing(boolean refusing) {
        this.refusing = refusing;
    }
}
