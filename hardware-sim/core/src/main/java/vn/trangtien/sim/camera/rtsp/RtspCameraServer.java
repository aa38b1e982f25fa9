package vn.trangtien.sim.camera.rtsp;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import vn.trangtien.sim.camera.fault.Fault;

/**
 * A camera's RTSP 1.0 server on the loopback interface: its streams over UDP or within the connection, in real time and for
 * ever, to several clients. Thread-safe.
 */
public final class RtspCameraServer implements AutoCloseable {

    private static final Logger LOG = System.getLogger(RtspCameraServer.class.getName());

    private static final int MOST_CLIENTS = 64;

    private final ServerSocket listening;
    private final List<ServedStream> streams;
    private final RtspSettings settings;
    private final Set<RtspSession> sessions = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    private RtspCameraServer(ServerSocket listening, List<ServedStream> streams, RtspSettings settings) {
        this.listening = listening;
        this.streams = List.copyOf(streams);
        this.settings = settings;
    }

    /**
     * Begins to serve.
     *
     * @param streams at least one, the first of them the main stream
     * @throws IOException if the port is taken, with the remedy
     */
    public static RtspCameraServer start(List<ServedStream> streams, RtspSettings settings) throws IOException {
        if (streams.isEmpty()) {
            throw new IllegalArgumentException("a camera needs at least one stream, but has none");
        }
        var listening = new ServerSocket();
        try {
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()));
        } catch (IOException e) {
            listening.close();
            throw new IOException(
                    "simulated camera cannot listen on port %d: %s; choose another port, or 0 for any free one"
                            .formatted(settings.port(), e.getMessage()),
                    e);
        }
        var server = new RtspCameraServer(listening, streams, settings);
        daemon(server::accept, "rtsp-camera-" + listening.getLocalPort());
        daemon(server::endAbandonedSessions, "rtsp-watch-" + listening.getLocalPort());
        return server;
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Of the main stream, without user and password. */
    public String url() {
        return url(streams.get(0));
    }

    public String url(ServedStream stream) {
        return "rtsp://127.0.0.1:%d%s".formatted(port(), stream.path());
    }

    public List<ServedStream> streams() {
        return streams;
    }

    /** How many clients are connected. */
    public int viewers() {
        return sessions.size();
    }

    /** What each client that is connected said last about the packets that reached it. */
    public List<ReceiverReport> receiverReports() {
        return sessions.stream()
                .flatMap(session -> session.lastReport().stream())
                .toList();
    }

    /** Cuts all connections, like a pulled plug; clients may come back. */
    public void dropConnections() {
        sessions.forEach(RtspSession::close);
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listening.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "simulated camera on port {0} did not close: {1}", port(), e.getMessage());
        }
        dropConnections();
    }

    private void accept() {
        while (closed.getCount() > 0) {
            try {
                serve(listening.accept());
            } catch (IOException e) {
                if (closed.getCount() > 0) {
                    LOG.log(Level.WARNING, "simulated camera on port {0}: {1}", port(), e.getMessage());
                }
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        if (settings.faults().has(Fault.REFUSE) || sessions.size() >= MOST_CLIENTS) {
            socket.close();
            return;
        }
        socket.setTcpNoDelay(true);
        var session = new RtspSession(socket, streams, settings);
        sessions.add(session);
        daemon(
                () -> {
                    try {
                        session.run();
                    } finally {
                        sessions.remove(session);
                    }
                },
                "rtsp-session-" + socket.getPort());
    }

    private void endAbandonedSessions() {
        long everyMillis = Math.min(1_000, settings.sessionTimeout().toMillis() / 4);
        try {
            while (!closed.await(everyMillis, TimeUnit.MILLISECONDS)) {
                long now = System.nanoTime();
                sessions.stream().filter(session -> session.isAbandoned(now)).forEach(RtspSession::close);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void daemon(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
