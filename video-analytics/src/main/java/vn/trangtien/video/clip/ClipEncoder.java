package vn.trangtien.video.clip;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.source.StreamHeader;
import vn.trangtien.video.source.VideoPacket;

/**
 * Makes an MP4 (H.264) of pictures, as they are given: whatever must be hidden has been hidden before. The first picture says
 * the size; others are stretched to it. Confined to one thread.
 */
public final class ClipEncoder implements AutoCloseable {

    private final Path path;
    private @Nullable H264Encoder encoder;
    private @Nullable ClipFile file;
    private long lastMicros = Long.MIN_VALUE;

    /** @param path where the film will be once it is finished; its directory must exist */
    public ClipEncoder(Path path) {
        this.path = path;
    }

    /**
     * Adds a picture.
     *
     * @param presentationMicros must grow; a picture that is not later than the one before is left out
     * @throws IOException if the file cannot be written; the encoder is of no more use then
     */
    public void add(ColourImage image, long presentationMicros) throws IOException {
        if (presentationMicros <= lastMicros) {
            return;
        }
        lastMicros = presentationMicros;
        H264Encoder running = encoder;
        if (running == null) {
            running = new H264Encoder(image.width(), image.height());
            encoder = running;
        }
        ClipFile target = file;
        if (target == null) {
            StreamHeader header = running.header();
            target = new ClipFile(path, header);
            file = target;
        }
        for (VideoPacket packet : running.encode(image, presentationMicros)) {
            target.write(packet);
        }
    }

    /**
     * Completes the film.
     *
     * @return its length in microseconds from the first picture to the last
     * @throws IOException if the file cannot be written, or there was no picture
     */
    public long finish() throws IOException {
        H264Encoder running = encoder;
        ClipFile target = file;
        if (running == null || target == null) {
            throw new IOException("a clip without pictures is none: " + path.getFileName());
        }
        for (VideoPacket packet : running.end()) {
            target.write(packet);
        }
        target.finish();
        return target.lengthMicros();
    }

    /** Gives everything back; a film that is not finished is removed. */
    @Override
    public void close() throws IOException {
        if (encoder != null) {
            encoder.close();
            encoder = null;
        }
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
