package vn.trangtien.video.source;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Scalers for held pictures, used again and again: each keeps its native buffer and the tables of its last size. Thread-safe.
 * Scalers that are given back after the pool is closed are closed at once, because a held picture may outlive its source.
 */
final class ScalerPool implements AutoCloseable {

    private final ConcurrentLinkedQueue<PictureScaler> idle = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    PictureScaler take() {
        @Nullable PictureScaler scaler = idle.poll();
        return scaler != null ? scaler : PictureScaler.colour();
    }

    void giveBack(PictureScaler scaler) {
        idle.add(scaler);
        if (closed) {
            drain();
        }
    }

    @Override
    public void close() {
        closed = true;
        drain();
    }

    private void drain() {
        for (PictureScaler scaler = idle.poll(); scaler != null; scaler = idle.poll()) {
            scaler.close();
        }
    }
}
