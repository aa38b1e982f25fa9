package vn.trangtien.gateway.remote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.wire.request.Request;

/**
 * Who wanted what, and what came of it: one line for each request, kept on the gateway. Holds no bodies and no metrics, hence no
 * secrets. Two files of a mebibyte at most. Thread-safe.
 */
final class AuditLog {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final long LARGEST = 1 << 20;
    private static final int LONGEST_REASON = 300;

    private final Path file;
    private final Clock clock;

    AuditLog(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** @param reason why it was refused; empty if it was done */
    synchronized void write(Request request, int code, String reason) {
        String line = "at=%s requester=%s id=%s app=%s method=%s resource=%s code=%d%s%n"
                .formatted(
                        clock.instant(),
                        plain(request.requester()),
                        plain(request.id()),
                        plain(request.appId()),
                        request.method(),
                        plain(request.path()),
                        code,
                        reason.isEmpty() ? "" : " reason=\"" + plain(reason) + "\"");
        LOG.info("{}", line.strip());
        try {
            if (Files.exists(file) && Files.size(file) > LARGEST) {
                Files.move(
                        file,
                        file.resolveSibling(file.getFileName() + ".1"),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(file, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.error("audit={} cannot be written: {}", file, e.toString());
        }
    }

    /** One line whatever was sent: nobody writes a second entry by way of a line break. */
    private static String plain(String text) {
        String shown = text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) + "…" : text;
        return shown.replaceAll("[\\p{Cntrl}\"\\u2028\\u2029]", " ");
    }
}
