package vn.trangtien.gateway.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of zeros beside the spool. Deleting needs room as well: without something to give up, a spool on a full disk could not
 * even forget what has been delivered, and would stay full for ever. Not thread-safe.
 */
final class Reserve {

    private static final Logger LOG = LoggerFactory.getLogger(Reserve.class);

    /** Twice what the write-ahead log grows to before it is emptied. */
    private static final int BYTES = 2 << 20;

    private static final int CHUNK = 64 * 1024;

    private final Path file;

    Reserve(Path spool) {
        this.file = spool.resolveSibling(spool.getFileName() + ".reserve");
    }

    /** Takes the room, if there is plenty; false if there is not. */
    boolean lay() {
        try {
            if (Files.exists(file)) {
                return true;
            }
            if (Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace() < 4L * BYTES) {
                return false;
            }
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                for (int written = 0; written < BYTES; ) {
                    written += channel.write(ByteBuffer.allocate(CHUNK));
                }
            }
            return true;
        } catch (IOException e) {
            LOG.warn("reserve={} reason=\"{}\"", file, e.getMessage());
            release();
            return false;
        }
    }

    /** Gives the room up; false if there was none. */
    boolean release() {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("reserve={} reason=\"{}\"", file, e.getMessage());
            return false;
        }
    }
}
