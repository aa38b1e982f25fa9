package vn.trangtien.box.video;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.source.StreamFacts;
import vn.trangtien.video.track.TrackedFrame;
import vn.trangtien.video.track.TrackedObject;

/**
 * One line for each object of each frame, in the order of the columns that tracking benchmarks use: frame from 1, id, left, top,
 * width, height in pixels, score; then the label, and 1 if it was seen in this frame or 0 if its place is predicted.
 */
final class TracksFile implements AutoCloseable {

    private final BufferedWriter writer;
    private final int width;
    private final int height;

    TracksFile(Path file, StreamFacts facts) throws IOException {
        this.writer = Files.newBufferedWriter(file);
        this.width = facts.width();
        this.height = facts.height();
    }

    void add(long frame, TrackedFrame tracked) throws IOException {
        for (TrackedObject object : tracked.objects()) {
            Box box = object.box();
            writer.write(String.format(
                    Locale.ROOT,
                    "%d,%d,%.2f,%.2f,%.2f,%.2f,%.3f,%s,%d%n",
                    frame,
                    object.id(),
                    box.left() * width,
                    box.top() * height,
                    box.width() * width,
                    box.height() * height,
                    object.score(),
                    object.label(),
                    object.hidden() ? 0 : 1));
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
