package vn.trangtien.sim.camera;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One client from its connection to its end: answers requests on one thread and sends pictures from another. */
final class RtspSession implements Runnable {

    private static final Logger LOG = System.getLogger(RtspSession.class.getName());

    private static final Pattern CLIENT_PORT = Pattern.compile("client_port=(\\d{1,5})");
    private static final int OUTPUT_BYTES = 64 * 1024;

    private final Socket socket;
    private final H264Film film;
    private final Broadcast broadcast;
    private final StreamFaults faults;
    private final String id = Long.toHexString(ThreadLocalRandom.current().nextLong() | 1L << 62);
    private final OutputStream out;
    private volatile @Nullable PacketRoute route;
    private volatile @Nullable Thread player;
    private volatile boolean open = true;

    RtspSession(Socket socket, H264Film film, Broadcast broadcast, StreamFaults faults) throws IOException {
        this.socket = socket;
        this.film = film;
        this.broadcast = broadcast;
        this.faults = faults;
        this.out = new BufferedOutputStream(socket.getOutputStream(), OUTPUT_BYTES);
    }

    @Override
    public void run() {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            while (open) {
                Optional<RtspRequest> request = RtspRequest.read(in);
                if (request.isEmpty()) {
                    return;
                }
                answer(request.get());
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "rtsp session {0} ended: {1}", id, e.getMessage());
        } finally {
            close();
        }
    }

    /** Cuts the connection, as a pulled plug does. */
    void close() {
        open = false;
        Thread sending = player;
        if (sending != null) {
            sending.interrupt();
        }
        PacketRoute used = route;
        if (used != null) {
            used.close();
        }
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "rtsp session {0} did not close: {1}", id, e.getMessage());
        }
    }

    private void answer(RtspRequest request) throws IOException {
        switch (request.method()) {
            case "OPTIONS" -> ok(request, "Public: OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, TEARDOWN", "");
            case "DESCRIBE" -> describe(request);
            case "SETUP" -> setUp(request);
            case "PLAY" -> play(request);
            case "GET_PARAMETER" -> ok(request, "Session: " + id, "");
            case "TEARDOWN" -> {
                ok(request, "Session: " + id, "");
                open = false;
            }
            default -> reply(request, "501 Not Implemented", "", "");
        }
    }

    private void describe(RtspRequest request) throws IOException {
        String headers = "Content-Base: %s/\r\nContent-Type: application/sdp".formatted(request.url());
        ok(request, headers, SessionDescription.of(film));
    }

    private void setUp(RtspRequest request) throws IOException {
        String transport = request.header("Transport");
        Matcher port = CLIENT_PORT.matcher(transport);
        String chosen;
        if (transport.toUpperCase(Locale.ROOT).contains("RTP/AVP/TCP")) {
            route = new PacketRoute.Interleaved(out);
            chosen = "RTP/AVP/TCP;unicast;interleaved=0-1";
        } else if (port.find()) {
            int clientPort = Integer.parseInt(port.group(1));
            var datagrams = new PacketRoute.Datagrams(socket.getInetAddress(), clientPort);
            route = datagrams;
            chosen = "RTP/AVP;unicast;client_port=%d-%d;server_port=%d-%d"
                    .formatted(clientPort, clientPort + 1, datagrams.localPort(), datagrams.localPort() + 1);
        } else {
            reply(request, "461 Unsupported Transport", "", "");
            return;
        }
        ok(request, "Transport: %s\r\nSession: %s;timeout=60".formatted(chosen, id), "");
    }

    private void play(RtspRequest request) throws IOException {
        PacketRoute chosen = route;
        if (chosen == null) {
            reply(request, "455 Method Not Valid in This State", "", "");
            return;
        }
        int sequence = ThreadLocalRandom.current().nextInt(0x10000);
        long first = broadcast.nextKeyFrame(System.nanoTime());
        ok(
                request,
                "Session: %s\r\nRange: npt=now-\r\nRTP-Info: url=%s/%s;seq=%d;rtptime=%d"
                        .formatted(
                                id,
                                request.url().replaceAll("/+$", ""),
                                SessionDescription.CONTROL,
                                sequence,
                                broadcast.timestamp(first) & 0xFFFFFFFFL),
                "");
        if (player == null) {
            var sending = new Thread(() -> send(chosen, first, sequence), "rtsp-player-" + id);
            sending.setDaemon(true);
            player = sending;
            sending.start();
        }
    }

    private void send(PacketRoute to, long firstFrame, int firstSequence) {
        var packetiser = new RtpPacketiser(film, ThreadLocalRandom.current().nextInt(), firstSequence);
        long number = firstFrame;
        try {
            while (open) {
                long wait = broadcast.nanosUntil(number, System.nanoTime());
                if (wait > 0) {
                    TimeUnit.NANOSECONDS.sleep(wait);
                }
                if (faults.isFrozen() || broadcast.isStale(number, System.nanoTime())) {
                    number = broadcast.nextKeyFrame(System.nanoTime());
                    continue;
                }
                packetiser.send(broadcast.picture(number), broadcast.timestamp(number), to);
                to.flush();
                number++;
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "rtsp session {0} lost its client: {1}", id, e.getMessage());
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ok(RtspRequest request, String headers, String body) throws IOException {
        reply(request, "200 OK", headers, body);
    }

    private void reply(RtspRequest request, String state, String headers, String body) throws IOException {
        String text = "RTSP/1.0 %s\r\nCSeq: %s\r\nServer: simulated camera\r\n%s%sContent-Length: %d\r\n\r\n%s"
                .formatted(
                        state, request.header("CSeq"), headers, headers.isEmpty() ? "" : "\r\n", body.length(), body);
        synchronized (out) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }
}
