package vn.trangtien.video;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import vn.trangtien.video.privacy.Retention;

/**
 * A short film of an object. Exists only where the camera's policy lets it.
 *
 * @param object id of the {@link ObjectEvent}
 * @param camera id of the camera
 * @param file MP4; the listener moves or deletes it
 * @param startedAt time of its first picture
 * @param length how long it is
 * @param masked whether persons, faces and plates were hidden, picture by picture
 * @param retention how long it may be kept
 */
public record Clip(
        String object,
        String camera,
        Path file,
        Instant startedAt,
        Duration length,
        boolean masked,
        Retention retention) {

    /** Deletes its file: nobody wants it. */
    public void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("film %s cannot be removed".formatted(file), e);
        }
    }

    /** Deletes the films of this process that nobody has taken, finished or not. For its end. */
    public static void removeAll() {
        ClipFolder.OF_THE_PROCESS.removeAll();
    }
}
