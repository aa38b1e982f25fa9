package vn.trangtien.video;

import vn.trangtien.video.metrics.CameraMetrics;
import vn.trangtien.video.metrics.Percentiles;
import vn.trangtien.video.schedule.Appetite;
import vn.trangtien.video.schedule.Look;

/** Counts what a camera thread does. Written by that thread alone; what is published may be read by anybody. */
final class Meter {

    private static final double WINDOW_NANOS = 1e9;

    private final String camera;
    private long decoded;
    private long analysed;
    private long dropped;
    private long reconnects;
    private double framesPerSecond;
    private long windowStart;
    private long windowFrames;
    private boolean connected;

    private long looks;
    private long looksFailed;
    private long looksDropped;
    private Appetite.Supply supply = Appetite.Supply.UNKNOWN;
    private final Percentiles age = new Percentiles();
    private final Percentiles inference = new Percentiles();

    private CameraMetrics.Plates plates = CameraMetrics.Plates.OFF;
    private long objects;
    private long events;
    private long crossings;
    private long alerts;
    private long images;
    private long withheld;

    private volatile PipelineStatistics published = new PipelineStatistics(0, 0, 0, 0, 0, 0);
    private volatile CameraMetrics metrics;

    Meter(String camera) {
        this.camera = camera;
        this.metrics = collect();
    }

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
        connected = true;
        if (again) {
            reconnects++;
        }
        publishAll();
    }

    void disconnected() {
        framesPerSecond = 0;
        connected = false;
        publishAll();
    }

    /** @param ageMicros from the picture to the frame in which its detections are used */
    void looked(Look look, long ageMicros) {
        looks++;
        if (look.failure().isPresent()) {
            looksFailed++;
        }
        age.add(ageMicros / 1e3);
        inference.add(look.inferenceNanos() / 1e6);
    }

    void scheduled(Appetite.Supply newSupply, long newDropped) {
        supply = newSupply;
        looksDropped = newDropped;
    }

    void plates(CameraMetrics.Plates newPlates) {
        plates = newPlates;
    }

    void follows(int newObjects) {
        objects = newObjects;
    }

    void toldOfObject() {
        events++;
    }

    void crossed() {
        crossings++;
    }

    void alerted() {
        alerts++;
    }

    void sentImage() {
        images++;
        publish();
    }

    void withheldImage() {
        withheld++;
    }

    PipelineStatistics statistics() {
        return published;
    }

    CameraMetrics metrics() {
        return metrics;
    }

    private void publish() {
        published = new PipelineStatistics(decoded, analysed, dropped, framesPerSecond, reconnects, images);
    }

    /** Everything; costs a little, so once a second is enough. */
    void publishAll() {
        publish();
        metrics = collect();
    }

    private CameraMetrics collect() {
        return new CameraMetrics(
                camera,
                connected,
                new CameraMetrics.Source(framesPerSecond, decoded, analysed, dropped, reconnects),
                new CameraMetrics.Looks(
                        looks,
                        looksFailed,
                        looksDropped,
                        supply.askedPerSecond(),
                        supply.gotPerSecond(),
                        age.at(0.5),
                        age.at(0.95),
                        inference.at(0.5),
                        inference.at(0.95)),
                plates,
                new CameraMetrics.Output(objects, events, crossings, alerts, images, withheld));
    }
}
