package vn.trangtien.gateway.remote.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads everything a program says, so that it never waits, and keeps the beginning. */
final class CappedOutput implements Runnable {

    /** Characters beyond are thrown away. */
    static final int KEPT_BYTES = 64 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(CappedOutput.class);

    private final InputStream from;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean more;

    CappedOutput(InputStream from) {
        this.from = from;
    }

    @Override
    public void run() {
        byte[] buffer = new byte[8192];
        try (from) {
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                keep(buffer, read);
            }
        } catch (IOException e) {
            LOG.debug("output ended: {}", e.getMessage());
        }
    }

    private synchronized void keep(byte[] buffer, int read) {
        int room = Math.min(read, KEPT_BYTES - kept.size());
        kept.write(buffer, 0, room);
        more |= room < read;
    }

    synchronized String text() {
        return kept.toString(StandardCharsets.UTF_8) + (more ? "\n[… only the first 64 KiB are kept]" : "");
    }
}
