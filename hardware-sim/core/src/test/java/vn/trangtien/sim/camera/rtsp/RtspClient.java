package vn.trangtien.sim.camera.rtsp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A client that speaks RTSP byte by byte, so that tests see what is really on the wire. */
public final class RtspClient implements AutoCloseable {

    /** An answer; status 0 if the connection ended instead. */
    public record Answer(int status, Map<String, String> headers, String body) {

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** A packet within the connection; channel -1 if it ended instead. */
    public record Packet(int channel, byte[] bytes) {

        public int sequence() {
            return (bytes[2] & 0xFF) << 8 | bytes[3] & 0xFF;
        }

        public long timestamp() {
            return ByteBuffer.wrap(bytes).getInt(4) & 0xFFFFFFFFL;
        }
    }

    private final Socket socket;
    private final InputStream in;
    private int sequence;

    public RtspClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    public void timeout(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    public Answer ask(String method, String url, String... headers) throws IOException {
        return askRaw("%s %s RTSP/1.0\r\nCSeq: %d".formatted(method, url, ++sequence), headers);
    }

    public Answer askRaw(String start, String... headers) throws IOException {
        tell(start, headers);
        return answer();
    }

    public void tell(String start, String... headers) throws IOException {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        socket.getOutputStream().write((start + "\r\n" + more + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Sets the stream up within the connection and plays it; gives the answer to PLAY. */
    public Answer play(String url) throws IOException {
        Answer setUp = ask("SETUP", url + "/track1", "Transport: RTP/AVP/TCP;unicast;interleaved=0-1");
        return ask("PLAY", url, "Session: " + setUp.header("Session").split(";", -1)[0]);
    }

    /** The next packet of the stream or of RTCP. */
    public Packet packet() throws IOException {
        int first = in.read();
        if (first != '$') {
            return new Packet(-1, new byte[0]);
        }
        int channel = in.read();
        int length = in.read() << 8 | in.read();
        return new Packet(channel, in.readNBytes(length));
    }

    /** The next packet on that channel. */
    public Packet packet(int channel) throws IOException {
        Packet packet = packet();
        while (packet.channel() != channel && packet.channel() >= 0) {
            packet = packet();
        }
        return packet;
    }

    public void sendInterleaved(int channel, byte[] bytes) throws IOException {
        var frame = new byte[bytes.length + 4];
        frame[0] = '$';
        frame[1] = (byte) channel;
        frame[2] = (byte) (bytes.length >> 8);
        frame[3] = (byte) bytes.length;
        System.arraycopy(bytes, 0, frame, 4, bytes.length);
        socket.getOutputStream().write(frame);
    }

    private Answer answer() throws IOException {
        String status = line();
        while (status.startsWith("$")) {
            status = line();
        }
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.merge(line.substring(0, colon), line.substring(colon + 1).trim(), (a, b) -> a + " | " + b);
        }
        int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return new Answer(status.isEmpty() ? 0 : Integer.parseInt(status.split(" ", -1)[1]), headers, body);
    }

    /** One line; packets in between are skipped. */
    private String line() throws IOException {
        var line = new StringBuilder();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            if (next == '$' && line.isEmpty()) {
                in.skipNBytes(1);
                int length = in.read() << 8 | in.read();
                in.skipNBytes(length);
            } else if (next != '\r') {
                line.append((char) next);
            }
            next = in.read();
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
