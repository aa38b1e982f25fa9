package vn.trangtien.sim.camera.rtsp;

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
 * @param version as the client wrote it
 * @param headers by name, in any case
 */
record RtspRequest(String method, String url, String version, Map<String, String> headers) {

    private static final int LONGEST_LINE = 4096;
    private static final int LONGEST_BODY = 64 * 1024;
    private static final int MOST_HEADERS = 64;

    /** Takes packets that the client sends within the connection. */
    @FunctionalInterface
    interface InterleavedSink {

        void received(int channel, byte[] packet);
    }

    /** Waits for the next request; empty at the end of the stream. */
    static Optional<RtspRequest> read(InputStream in, InterleavedSink packets) throws IOException {
        String first;
        do {
            Optional<String> line = line(in, packets);
            if (line.isEmpty()) {
                return Optional.empty();
            }
            first = line.get();
        } while (first.isEmpty());
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        String line = line(in, packets).orElse("");
        while (!line.isEmpty()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).trim(),
                        line.substring(colon + 1).trim());
            }
            if (headers.size() > MOST_HEADERS) {
                throw new IOException("an RTSP request has more than %d headers".formatted(MOST_HEADERS));
            }
            line = line(in, packets).orElse("");
        }
        in.skipNBytes(bodyLength(headers));
        String[] words = first.split(" ", -1);
        return Optional.of(
                new RtspRequest(words[0], words.length > 1 ? words[1] : "", words.length > 2 ? words[2] : "", headers));
    }

    private static int bodyLength(Map<String, String> headers) throws IOException {
        String text = headers.getOrDefault("Content-Length", "0");
        try {
            int length = Integer.parseInt(text);
            if (length >= 0 && length <= LONGEST_BODY) {
                return length;
            }
        } catch (NumberFormatException e) {
            throw new IOException("Content-Length must be a number, but was " + text, e);
        }
        throw new IOException("Content-Length must be from 0 to %d, but was %s".formatted(LONGEST_BODY, text));
    }

    private static Optional<String> line(InputStream in, InterleavedSink packets) throws IOException {
        var line = new StringBuilder();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            if (next == '$' && line.isEmpty()) {
                interleaved(in, packets);
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

    /** For example a receiver report: one byte channel, two bytes length, the packet (RFC 2326 section 10.12). */
    private static void interleaved(InputStream in, InterleavedSink packets) throws IOException {
        int channel = in.read();
        int length = in.read() << 8 | in.read();
        if (length >= 0) {
            packets.received(channel, in.readNBytes(length));
        }
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The path within its URL without a slash at its end; empty if the URL makes no sense. */
    String path() {
        int host = url.indexOf("://");
        int path = host < 0 ? 0 : url.indexOf('/', host + 3);
        String found = path < 0 ? "" : url.substring(path);
        int query = found.indexOf('?');
        return (query < 0 ? found : found.substring(0, query)).replaceAll("/+$", "");
    }
}
