package vn.trangtien.video.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A camera on loopback that behaves badly in a way the test chooses, one thread for each connection. */
final class RudeServer implements AutoCloseable {

    /** What the camera does with a connection. When it returns, the connection stays open and silent. */
    interface Manner {

        void meet(BufferedReader in, OutputStream out) throws IOException;
    }

    private final ServerSocket server;
    private final Manner manner;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    RudeServer(Manner manner) throws IOException {
        this.manner = manner;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    String address(String scheme, String credentials) {
        return "%s://%s127.0.0.1:%d/stream".formatted(scheme, credentials, server.getLocalPort());
    }

    /** The lines that came in. */
    List<String> heard() {
        return heard;
    }

    /** Reads the head of one request. */
    List<String> request(BufferedReader in) throws IOException {
        var lines = new CopyOnWriteArrayList<String>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            lines.add(line);
            heard.add(line);
        }
        return lines;
    }

    /** Answers RTSP until the client plays, and then is silent. */
    void rtspUntilPlay(BufferedReader in, OutputStream out, boolean answerSetup) throws IOException {
        while (true) {
            List<String> request = request(in);
            if (request.isEmpty()) {
                return;
            }
            String sequence = request.stream()
                    .filter(line -> line.startsWith("CSeq"))
                    .findFirst()
                    .orElse("CSeq: 0");
            String method = request.get(0).split(" ")[0];
            String body = method.equals("DESCRIBE")
                    ? "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\n"
                            + "a=rtpmap:96 H264/90000\r\na=control:track1\r\n"
                    : "";
            if (method.equals("SETUP") && !answerSetup) {
                return;
            }
            String extra = method.equals("SETUP") ? "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n" : "";
            say(
                    out,
                    "RTSP/1.0 200 OK\r\n" + sequence + "\r\nSession: 1\r\n" + extra
                            + "Content-Type: application/sdp\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            if (method.equals("PLAY")) {
                return;
            }
        }
    }

    static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                daemon(() -> meet(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void meet(Socket socket) {
        try {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            manner.meet(in, socket.getOutputStream());
        } catch (IOException e) {
            heard.add("broken off: " + e.getMessage());
        }
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "rude-camera");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
