package vn.trangtien.sim.camera.rtsp;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vn.trangtien.sim.camera.auth.AccessControl.Verdict;
import vn.trangtien.sim.camera.fault.Fault;
import vn.trangtien.sim.camera.rtsp.RtspReply.Status;

/** One client from its connection to its end: answers requests on one thread and sends pictures from another. */
final class RtspSession implements Runnable {

    private static final Logger LOG = System.getLogger(RtspSession.class.getName());

    private static final String METHODS =
            "Public: OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, GET_PARAMETER, SET_PARAMETER, TEARDOWN";
    private static final int OUTPUT_BYTES = 64 * 1024;

    private final Socket socket;
    private final List<ServedStream> streams;
    private final RtspSettings settings;
    private final String id = Long.toHexString(ThreadLocalRandom.current().nextLong() | 1L << 62);
    private final int source = ThreadLocalRandom.current().nextInt();
    private final OutputStream out;
    private @Nullable ServedStream chosen;
    private volatile @Nullable PacketRoute route;
    private volatile @Nullable Player player;
    private volatile @Nullable ReceiverReport lastReport;
    private volatile long heardNanos = System.nanoTime();
    private volatile boolean open = true;

    RtspSession(Socket socket, List<ServedStream> streams, RtspSettings settings) throws IOException {
        this.socket = socket;
        this.streams = streams;
        this.settings = settings;
        this.out = new BufferedOutputStream(socket.getOutputStream(), OUTPUT_BYTES);
    }

    @Override
    public void run() {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            while (open) {
                Optional<RtspRequest> request = RtspRequest.read(in, (channel, packet) -> heard(packet));
                if (request.isEmpty()) {
                    return;
                }
                heardNanos = System.nanoTime();
                if (faultsDelay()
                        && !(settings.faults().has(Fault.SILENT)
                                && request.get().method().equals("DESCRIBE"))) {
                    answer(request.get());
                }
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "rtsp session {0} ended: {1}", id, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    /** Cuts the connection, as a pulled plug does. */
    void close() {
        open = false;
        Player playing = player;
        if (playing != null) {
            playing.abandon();
        }
        try {
            // First the socket: it frees a player that waits for a client who takes nothing.
            socket.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "rtsp session {0} did not close: {1}", id, e.getMessage());
        }
        PacketRoute used = route;
        if (used != null) {
            used.close();
        }
    }

    /** Whether its client has been silent for too long. */
    boolean isAbandoned(long nowNanos) {
        return nowNanos - heardNanos > settings.sessionTimeout().toNanos();
    }

    /** What its client said last about the packets that reached it. */
    Optional<ReceiverReport> lastReport() {
        return Optional.ofNullable(lastReport);
    }

    private void heard(byte[] control) {
        heardNanos = System.nanoTime();
        ReceiverReport.first(control, control.length).ifPresent(report -> lastReport = report);
    }

    /** Waits as long as the camera is slow; false if the session has ended meanwhile. */
    private boolean faultsDelay() throws InterruptedException {
        TimeUnit.MICROSECONDS.sleep(Math.round(settings.faults().amount(Fault.SLOW) * 1_000));
        return open;
    }

    private void answer(RtspRequest request) throws IOException, InterruptedException {
        var reply = new RtspReply(request, out);
        if (!request.version().equals("RTSP/1.0")) {
            reply.refuse(Status.VERSION);
        } else if (request.header("CSeq").isEmpty()) {
            reply.refuse(Status.BAD_REQUEST);
        } else if (!request.header("Require").isEmpty()) {
            reply.with("Unsupported: " + request.header("Require")).refuse(Status.OPTION);
        } else if (request.method().equals("OPTIONS")) {
            reply.with(METHODS).ok();
        } else if (isAllowed(request, reply)) {
            if (!request.header("Session").isEmpty()
                    && (route == null || !sessionOf(request).equals(id))) {
                reply.refuse(Status.SESSION);
            } else {
                perform(request, reply);
            }
        }
    }

    private static String sessionOf(RtspRequest request) {
        return request.header("Session").split(";", 2)[0].trim();
    }

    private boolean isAllowed(RtspRequest request, RtspReply reply) throws IOException {
        Verdict verdict = settings.access().check(request.method(), request.url(), request.header("Authorization"));
        if (verdict == Verdict.GRANTED) {
            return true;
        }
        settings.access().challenges(verdict).forEach(challenge -> reply.with("WWW-Authenticate: " + challenge));
        reply.refuse(Status.UNAUTHORIZED);
        return false;
    }

    private void perform(RtspRequest request, RtspReply reply) throws IOException, InterruptedException {
        switch (request.method()) {
            case "DESCRIBE" -> describe(request, reply);
            case "SETUP" -> setUp(request, reply);
            case "PLAY" -> play(request, reply);
            case "PAUSE" -> pause(reply);
            case "GET_PARAMETER", "SET_PARAMETER" ->
                reply.with(route == null ? "" : "Session: " + id).ok();
            case "TEARDOWN" -> tearDown(reply);
            default -> reply.with(METHODS.replace("Public", "Allow")).refuse(Status.METHOD);
        }
    }

    private Optional<ServedStream> stream(RtspRequest request) {
        String path = request.path();
        String control = "/" + SessionDescription.CONTROL;
        String wanted = path.endsWith(control) ? path.substring(0, path.length() - control.length()) : path;
        return streams.stream().filter(stream -> stream.path().equals(wanted)).findFirst();
    }

    private void describe(RtspRequest request, RtspReply reply) throws IOException {
        Optional<ServedStream> stream = stream(request);
        if (stream.isEmpty()) {
            reply.refuse(Status.NOT_FOUND);
            return;
        }
        reply.with("Content-Base: %s/".formatted(request.url().replaceAll("/+$", "")))
                .with("Content-Type: application/sdp")
                .ok(SessionDescription.of(
                        stream.get().path().substring(1),
                        stream.get().footage().film(),
                        settings.faults().has(Fault.AUDIO_ONLY)));
    }

    private void setUp(RtspRequest request, RtspReply reply) throws IOException {
        Optional<ServedStream> stream = stream(request);
        if (player != null) {
            reply.refuse(Status.STATE);
            return;
        }
        if (stream.isEmpty()) {
            reply.refuse(Status.NOT_FOUND);
            return;
        }
        Optional<TransportOffer> offer = TransportOffer.firstUsable(request.header("Transport"));
        if (offer.isEmpty()) {
            reply.refuse(Status.TRANSPORT);
            return;
        }
        PacketRoute before = route;
        if (before != null) {
            before.close();
        }
        chosen = stream.get();
        String transport;
        if (offer.get().isInterleaved()) {
            route = new PacketRoute.Interleaved(out, offer.get().first());
            transport = "RTP/AVP/TCP;unicast;interleaved=%d-%d;ssrc=%08X"
                    .formatted(offer.get().first(), offer.get().first() + 1, source);
        } else {
            var datagrams = new PacketRoute.Datagrams(
                    settings.udpPorts(),
                    socket.getInetAddress(),
                    offer.get().first(),
                    offer.get().second());
            route = datagrams;
            transport = "RTP/AVP;unicast;client_port=%d-%d;server_port=%d-%d;ssrc=%08X"
                    .formatted(
                            offer.get().first(),
                            offer.get().second(),
                            datagrams.localPort(),
                            datagrams.localPort() + 1,
                            source);
        }
        reply.with("Transport: " + transport)
                .with("Session: %s;timeout=%d"
                        .formatted(id, settings.sessionTimeout().toSeconds()))
                .ok();
    }

    private void play(RtspRequest request, RtspReply reply) throws IOException {
        PacketRoute to = route;
        ServedStream stream = chosen;
        if (to == null || stream == null) {
            reply.refuse(Status.STATE);
            return;
        }
        String range = request.header("Range");
        if (!range.isEmpty() && !range.startsWith("npt=") && !range.startsWith("clock=")) {
            reply.refuse(Status.RANGE);
            return;
        }
        reply.with("Session: " + id).with("Range: npt=now-");
        if (player != null) {
            reply.ok();
            return;
        }
        var starting = new Player(stream, settings, to, source, this::heard, this::close);
        String base = request.url().replaceAll("/+$", "");
        String track = base.endsWith("/" + SessionDescription.CONTROL) ? base : base + "/" + SessionDescription.CONTROL;
        reply.with("RTP-Info: url=%s;seq=%d;rtptime=%d"
                        .formatted(track, starting.firstSequence(), starting.firstTimestamp()))
                .ok();
        player = starting;
        if (open) {
            RtspCameraServer.daemon(starting, "rtsp-player-" + id);
        }
    }

    private void pause(RtspReply reply) throws IOException, InterruptedException {
        Player playing = player;
        if (route == null) {
            reply.refuse(Status.STATE);
            return;
        }
        if (playing != null) {
            playing.stop();
            player = null;
        }
        reply.with("Session: " + id).ok();
    }

    private void tearDown(RtspReply reply) throws IOException, InterruptedException {
        if (route == null) {
            reply.refuse(Status.SESSION);
            return;
        }
        Player playing = player;
        if (playing != null) {
            playing.stop();
            playing.goodbye();
        }
        reply.with("Session: " + id).ok();
        open = false;
    }
}
