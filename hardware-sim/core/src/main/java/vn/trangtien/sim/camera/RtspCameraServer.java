package vn.trangtien.sim.camera;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A camera's RTSP 1.0 server on the loopback interface: H.264 over UDP or within the connection, in real time and for ever,
 * with faults that can be switched on and off. Thread-safe.
 */
public final class RtspCameraServer implements AutoCloseable {

    private static final Logger LOG = System.getLogger(RtspCameraServer.class.getName());

    private final ServerSocket listening;
    private final H264Film film;
    private final Broadcast broadcast;
    private final StreamFaults faults = new StreamFaults();
    private final Set<RtspSession> sessions = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private RtspCameraServer(ServerSocket listening, H264Film film, double speed) {
        this.listening = listening;
        this.film = film;
        this.broadcast = new Broadcast(film, speed, System.nanoTime());
    }

    /**
     * Serves an H.264 byte stream from a file.
     *
     * @param port 0 for any free one
     * @throws IOException if the file holds no such stream or the port is taken, with the remedy
     */
    public static RtspCameraServer start(Path h264File, double framesPerSecond, int port) throws IOException {
        return start(H264Film.read(h264File, framesPerSecond), port, 1);
    }

    static RtspCameraServer start(H264Film film, int port, double speed) throws IOException {
        var listening = new ServerSocket();
        try {
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            listening.close();
            throw new IOException(
                    "simulated camera cannot listen on port %d: %s; choose another port, or 0 for any free one"
                            .formatted(port, e.getMessage()),
                    e);
        }
        var server = new RtspCameraServer(listening, film, speed);
        daemon(server::accept, "rtsp-camera-" + listening.getLocalPort());
        return server;
    }

    public int port() {
        return listening.getLocalPort();
    }

    public String url() {
        return "rtsp://127.0.0.1:%d/street".formatted(port());
    }

    /** How many clients are connected. */
    public int viewers() {
        return sessions.size();
    }

    /** Stops sending pictures while connections stay open, like a camera whose encoder hangs; and the reverse. */
    public void setFrozen(boolean frozen) {
        faults.setFrozen(frozen);
    }

    /** Closes every new connection at once, like a camera that is starting up; and the reverse. */
    public void setRefusing(boolean refusing) {
        faults.setRefusing(refusing);
    }

    /** Cuts all connections, like a pulled plug; clients may come back. */
    public void dropConnections() {
        sessions.forEach(RtspSession::close);
    }

    @Override
    public void close() {
        closed = true;
        try {
            listening.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "simulated camera on port {0} did not close: {1}", port(), e.getMessage());
        }
        dropConnections();
    }

    private void accept() {
        while (!closed) {
            try {
                serve(listening.accept());
            } catch (IOException e) {
                if (!closed) {
                    LOG.log(Level.WARNING, "simulated camera on port {0}: {1}", port(), e.getMessage());
                }
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        if (faults.isRefusing()) {
            socket.close();
            return;
        }
        socket.setTcpNoDelay(true);
        var session = new RtspSession(socket, film, broadcast, faults);
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

    private static void daemon(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
