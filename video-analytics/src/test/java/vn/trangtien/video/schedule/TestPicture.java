package vn.trangtien.video.schedule;

import java.util.concurrent.atomic.AtomicInteger;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.picture.Picture;

/** A picture of nothing that counts how many of its kind are held. */
final class TestPicture implements Picture {

    private final AtomicInteger held;
    private final long micros;
    private boolean closed;

    TestPicture(AtomicInteger held, long micros) {
        this.held = held;
        this.micros = micros;
        held.incrementAndGet();
    }

    @Override
    public int width() {
        return 640;
    }

    @Override
    public int height() {
        return 360;
    }

    @Override
    public long presentationMicros() {
        return micros;
    }

    @Override
    public ColourImage part(Box part, int width, int height) {
        return new ColourImage(width, height, new byte[width * height * 3]);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            held.decrementAndGet();
        }
    }
}
