package vn.trangtien.gateway.remote;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which requests were taken until their seals expire, also over a power cut: one line for each, on the disk before
 * anything is done. Thread-safe.
 */
final class ReplayGuard implements AutoCloseable {

    /** A seal is good for 15 minutes at most; more requests than these in that time are an attack or a mistake. */
    static final int MOST = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(ReplayGuard.class);

    private final Path file;
    private final int most;
    private final Map<String, Long> until = new HashMap<>();
    private FileChannel channel;
    private int lines;

    private ReplayGuard(Path file, int most) throws IOException {
        this.file = file;
        this.most = most;
        read();
        this.channel = rewritten();
    }

    static ReplayGuard open(Path file) throws IOException {
        return open(file, MOST);
    }

    static ReplayGuard open(Path file, int most) throws IOException {
        return new ReplayGuard(file, most);
    }

    /** What happened to a request that wants to be taken. */
    enum Verdict {
        NEW,
        SEEN,
        /** As many are remembered as there is room for. */
        FULL
    }

    /**
     * Takes a request if it is new; it is on the disk once this returns.
     *
     * @param now by a clock that is trusted, since what has expired is forgotten
     * @throws IOException if it cannot be remembered; the request must not be acted upon then
     */
    synchronized Verdict take(String id, Instant expiresAt, Instant now) throws IOException {
        if (until.containsKey(id)) {
            return Verdict.SEEN;
        }
        if (until.size() >= most || lines >= 2 * most) {
            until.values().removeIf(expires -> expires <= now.toEpochMilli());
            if (until.size() >= most) {
                return Verdict.FULL;
            }
            FileChannel old = channel;
            channel = rewritten();
            old.close();
        }
        append(line(id, expiresAt.toEpochMilli()));
        lines++;
        until.put(id, expiresAt.toEpochMilli());
        return Verdict.NEW;
    }

    /** Half a line on a full disk would spoil the next one. */
    private void append(String line) throws IOException {
        long end = channel.size();
        try {
            write(channel, line);
            channel.force(false);
        } catch (IOException e) {
            channel.truncate(end);
            throw e;
        }
    }

    private void read() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        for (String line : Files.readString(file).split("\n", -1)) {
            parsed(line).ifPresent(entry -> until.put(entry.getKey(), entry.getValue()));
        }
    }

    /** Empty for the torn last line of a power cut: its request was not acted upon. */
    private static Optional<Map.Entry<String, Long>> parsed(String line) {
        int space = line.indexOf(' ');
        if (space < 1 || !line.endsWith(";")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Map.entry(line.substring(space + 1, line.length() - 1), Long.parseLong(line.substring(0, space))));
        } catch (NumberFormatException e) {
            LOG.warn("handled-requests line=\"{}\" unreadable", line);
            return Optional.empty();
        }
    }

    private FileChannel rewritten() throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        var text = new StringBuilder();
        until.forEach((id, expires) -> text.append(line(id, expires)));
        try (FileChannel out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            write(out, text.toString());
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        lines = until.size();
        return FileChannel.open(file, StandardOpenOption.APPEND);
    }

    private static void write(FileChannel to, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    private static String line(String id, long expires) {
        return expires + " " + id + ";\n";
    }

    @Override
    public synchronized void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("handled-requests file={} close=\"{}\"", file, e.getMessage());
        }
    }
}
