package vn.trangtien.platform.audit.proof;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of UTF-8 with a bound, so that a file without line ends does not take the memory. Not thread-safe. */
final class LineReader implements Closeable {

    /** Far more than an entry with all its facts. */
    static final int LONGEST = 4 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int filled;

    LineReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next line without its end; of a line that is too long the first part.
     *
     * @return empty after the last line
     */
    Optional<String> next() throws IOException {
        var line = new ByteArrayOutputStream();
        boolean any = false;
        while (position < filled || fill()) {
            any = true;
            int end = position;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            line.write(buffer, position, Math.min(end - position, LONGEST - line.size()));
            position = end + 1;
            if (end < filled) {
                break;
            }
        }
        return any ? Optional.of(line.toString(StandardCharsets.UTF_8)) : Optional.empty();
    }

    private boolean fill() throws IOException {
        position = 0;
        filled = Math.max(0, in.read(buffer));
        return filled > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
