package vn.trangtien.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** The line between gateway and broker, which can be cut, or made deaf in one direction. */
public final class CuttableProxy implements AutoCloseable {

    private final int target;
    private final int port;
    private final List<Socket> open = new ArrayList<>();
    private ServerSocket server;
    private volatile boolean answersLost;

    public CuttableProxy(int target) throws IOException {
        this.target = target;
        this.port = freePort();
        restore();
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    /** Closes every connection and refuses new ones. */
    public synchronized void cut() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    /** Ends a cut. */
    public synchronized void restore() throws IOException {
        answersLost = false;
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        ServerSocket listening = server;
        start(() -> accept(listening));
    }

    /** From now on the broker hears everything, but none of its answers arrive on the present connections. */
    public void loseAnswers() {
        answersLost = true;
    }

    /** New connections are answered again. */
    public void answerAgain() {
        answersLost = false;
    }

    private void accept(ServerSocket listening) {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket broker = new Socket(InetAddress.getLoopbackAddress(), target);
                synchronized (this) {
                    open.add(client);
                    open.add(broker);
                }
                start(() -> pump(client, broker, false));
                start(() -> pump(broker, client, true));
            }
        } catch (IOException cut) {
            // the line is cut
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        boolean deaf = false;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                deaf |= answers && answersLost;
                if (!deaf) {
                    out.write(buffer, 0, n);
                }
            }
        } catch (IOException cut) {
            // one side is gone, so the other goes too
        }
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        cut();
    }
}
