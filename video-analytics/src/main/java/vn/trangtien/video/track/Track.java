package vn.trangtien.video.track;

import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Point;

/** One object while it is followed: where it should be, how fast it moves, how large it is and how well it was seen. */
final class Track {

    private static final double SIZE_MEMORY = 0.7;

    private final int id;
    private final AxisFilter x;
    private final AxisFilter y;
    private double width;
    private double height;
    private int hits = 1;
    private long seenMicros;
    private long predictedMicros;
    private long hiddenSince = Long.MIN_VALUE;
    private boolean hidden;

    Track(int id, Box box, long micros) {
        this.id = id;
        this.width = box.width();
        this.height = box.height();
        this.x = new AxisFilter(box.centre().x(), width);
        this.y = new AxisFilter(box.centre().y(), height);
        this.seenMicros = micros;
        this.predictedMicros = micros;
    }

    int hits() {
        return hits;
    }

    Point centre() {
        return new Point(x.position(), y.position());
    }

    Box box() {
        return Box.around(centre(), width, height);
    }

    void predictTo(long micros) {
        double seconds = (micros - predictedMicros) / 1e6;
        if (seconds > 0) {
            x.predict(seconds, width);
            y.predict(seconds, height);
            predictedMicros = micros;
        }
        hidden = true;
    }

    /** The object has a blob of its own. */
    void seen(Box blob, long micros) {
        width = SIZE_MEMORY * width + (1 - SIZE_MEMORY) * blob.width();
        height = SIZE_MEMORY * height + (1 - SIZE_MEMORY) * blob.height();
        x.correct(blob.centre().x(), width);
        y.correct(blob.centre().y(), height);
        hits++;
        seenMicros = micros;
        hiddenSince = Long.MIN_VALUE;
        hidden = false;
    }

    /** The object is inside a blob that it shares with others: it moves on as predicted. */
    void sharesBlob(long micros) {
        if (hiddenSince == Long.MIN_VALUE) {
            hiddenSince = micros;
        }
        seenMicros = micros;
    }

    long unseenMicros(long now) {
        return now - seenMicros;
    }

    long hiddenMicros(long now) {
        return hiddenSince == Long.MIN_VALUE ? 0 : now - hiddenSince;
    }

    TrackedObject asObject() {
        return new TrackedObject(id, box(), x.velocity(), y.velocity(), hidden);
    }
}
