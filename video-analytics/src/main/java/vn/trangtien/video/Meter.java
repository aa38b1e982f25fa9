package vn.trangtien.video;

/** Counts what a camera thread does. Written by that thread alone; the snapshot may be read by anybody. */
final class Meter {

    private static final double WINDOW_NANOS = 1e9;

    private long decoded;
    private long analysed;
    private long dropped;
    private long reconnects;
    private long snapshots;
    private double framesPerSecond;
    private long windowStart;
    private long windowFrames;
    private volatile PipelineStatistics published = new PipelineStatistics(0, 0, 0, 0, 0, 0);

    void decodedFrame(boolean lookedAt, long nowNanos) {
        decoded++;
        if (lookedAt) {
            analysed++;
        } else {
            dropped++;
        }
        windowFrames++;
        long elapsed = nowNanos - windowStart;
        if (elapsed >= WINDOW_NANOS) {
            framesPerSecond = windowFrames * 1e9 / elapsed;
            windowStart = nowNanos;
            windowFrames = 0;
        }
        publish();
    }

    /** Pictures begin to arrive: the rate counts from here. */
    void connected(boolean again, long nowNanos) {
        windowStart = nowNanos;
        windowFrames = 0;
        if (again) {
            reconnects++;
        }
        publish();
    }

    void disconnected() {
        framesPerSecond = 0;
        publish();
    }

    void tookSnapshot() {
        snapshots++;
        publish();
    }

    PipelineStatistics statistics() {
        return published;
    }

    private void publish() {
        published = new PipelineStatistics(decoded, analysed, dropped, framesPerSecond, reconnects, snapshots);
    }
}
