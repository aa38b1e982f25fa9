package vn.trangtien.video.clip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import vn.trangtien.video.source.StreamHeader;
import vn.trangtien.video.source.VideoPacket;

/** A clip that is being written beside its place, so that nobody finds half a film there. */
final class ClipFile implements AutoCloseable {

    private static final String UNFINISHED = ".part";

    private final Path file;
    private final Path part;
    private final Mp4Writer writer;
    private long firstMicros = Long.MAX_VALUE;
    private long lastMicros = Long.MIN_VALUE;
    private boolean finished;

    ClipFile(Path file, StreamHeader header) throws IOException {
        this.file = file;
        this.part = file.resolveSibling(file.getFileName() + UNFINISHED);
        this.writer = Mp4Writer.create(part, header);
    }

    void write(VideoPacket packet) throws IOException {
        writer.write(packet);
        firstMicros = Math.min(firstMicros, packet.presentationMicros());
        lastMicros = Math.max(lastMicros, packet.presentationMicros());
    }

    boolean isEmpty() {
        return lastMicros == Long.MIN_VALUE;
    }

    long firstMicros() {
        return firstMicros;
    }

    long lengthMicros() {
        return isEmpty() ? 0 : lastMicros - firstMicros;
    }

    void finish() throws IOException {
        writer.finish();
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        finished = true;
    }

    /** What is not finished is removed. */
    @Override
    public void close() throws IOException {
        writer.close();
        if (!finished) {
            Files.deleteIfExists(part);
        }
    }
}
