package vn.trangtien.sim.camera;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request of an RTSP 1.0 client (RFC 2326).
 *
 * @param method for example {@code DESCRIBE}
 * @param url as the client wrote it
 * @param headers by name, in any case
 */
record RtspRequest(String method, String url, Map<String, String> headers) {

    private static final int LONGEST_LINE = 4096;
    private static final int MOST_HEADERS = 64;

    /** Waits for the next request; skips interleaved packets of the client; empty at the end of the stream. */
    static Optional<RtspRequest> read(InputStream in) throws IOException {
        String first;
        do {
            Optional<String> line = line(in);
            if (line.isEmpty()) {
                return Optional.empty();
            }
            first = line.get();
        } while (first.isEmpty());
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < MOST_HEADERS; i++) {
            String line = line(in).orElse("");
            if (line.isEmpty()) {
                break;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).trim(),
                        line.substring(colon + 1).trim());
            }
        }
        in.skipNBytes(bodyLength(headers));
        String[] words = first.split(" ", -1);
        return Optional.of(new RtspRequest(words[0], words.length > 1 ? words[1] : "", headers));
    }

    private static int bodyLength(Map<String, String> headers) throws IOException {
        try {
            return Math.max(0, Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
        } catch (NumberFormatException e) {
            throw new IOException("Content-Length must be a number, but was " + headers.get("Content-Length"), e);
        }
    }

    private static Optional<String> line(InputStream in) throws IOException {
        var line = new StringBuilder();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            if (next == '$' && line.isEmpty()) {
                skipInterleaved(in);
            } else if (next != '\r') {
                line.append((char) next);
            }
            if (line.length() > LONGEST_LINE) {
                throw new IOException("a line of an RTSP request is longer than " + LONGEST_LINE + " bytes");
            }
            next = in.read();
        }
        return next < 0 && line.isEmpty() ? Optional.empty() : Optional.of(line.toString());
    }

    /** The client's receiver reports: one byte channel, two bytes length, the packet (RFC 2326 section 10.12). */
    private static void skipInterleaved(InputStream in) throws IOException {
        in.skipNBytes(1);
        int length = in.read() << 8 | in.read();
        in.skipNBytes(Math.max(0, length));
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
