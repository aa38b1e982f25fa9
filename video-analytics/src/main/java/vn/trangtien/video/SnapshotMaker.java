package vn.trangtien.video;

import java.time.Duration;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.privacy.JpegEncoder;
import vn.trangtien.video.privacy.Mosaic;
import vn.trangtien.video.privacy.PrivacyGrid;
import vn.trangtien.video.source.FrameSource;

/** When a snapshot is due, and how it is masked. Confined to the thread of its camera. */
final class SnapshotMaker implements AutoCloseable {

    private static final int MAXIMUM_WIDTH = 640;
    private static final long NEVER = Long.MIN_VALUE;

    /** A busy road has several crossings a second; nobody looks at more than one picture. */
    private static final long CLOSEST_MICROS = 1_000_000;

    private final long everyMicros;
    private final PrivacyGrid grid;
    private final JpegEncoder encoder = new JpegEncoder();
    private long lastMicros = NEVER;

    SnapshotMaker(Duration every, double heightOverWidth) {
        this.everyMicros = every.toNanos() / 1000;
        this.grid = new PrivacyGrid(heightOverWidth);
    }

    /** Must see every analysed frame, so that what has moved stays hidden. */
    void watch(FrameAnalysis.Result result) {
        grid.update(result.motion(), result.tracked());
    }

    boolean isDue(FrameAnalysis.Result result) {
        if (everyMicros == 0 || result.motion().learning()) {
            return false;
        }
        long since = lastMicros == NEVER ? Long.MAX_VALUE : result.motion().presentationMicros() - lastMicros;
        return since >= everyMicros
                || (since >= CLOSEST_MICROS && !result.rules().crossings().isEmpty());
    }

    /** Takes a masked JPEG. */
    interface Sink {

        void accept(byte[] jpeg, int width, int height);
    }

    void take(FrameSource source, FrameAnalysis analysis, Sink sink) {
        lastMicros = source.presentationMicros();
        grid.hideNow(analysis.unfamiliar());
        ColourImage image = source.colour(MAXIMUM_WIDTH);
        Mosaic.apply(grid, image);
        sink.accept(encoder.encode(image), image.width(), image.height());
    }

    @Override
    public void close() {
        encoder.close();
    }
}
