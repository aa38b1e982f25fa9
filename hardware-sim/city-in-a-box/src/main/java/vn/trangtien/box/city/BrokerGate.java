package vn.trangtien.box.city;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A door on the loopback address between the gateways and the broker that can be shut: connections through it are cut in the
 * middle of whatever they carry, new ones are closed at once, as when a cable is pulled. Passes bytes and understands none.
 * Thread-safe.
 */
final class BrokerGate implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerGate.class);
    private static final int CONNECT_MILLIS = 5_000;

    private final ServerSocket door;
    private final int brokerPort;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean shut;

    private BrokerGate(ServerSocket door, int brokerPort) {
        this.door = door;
        this.brokerPort = brokerPort;
    }

    static BrokerGate before(int brokerPort) throws IOException {
        var gate = new BrokerGate(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), brokerPort);
        start("broker-gate", gate::admit);
        return gate;
    }

    int port() {
        return door.getLocalPort();
    }

    void shut() {
        shut = true;
        LOG.info("fault=broker-cut state=shut connections={}", open.size());
        open.forEach(BrokerGate::closeQuietly);
    }

    void open() {
        shut = false;
        LOG.info("fault=broker-cut state=open");
    }

    private void admit() {
        while (!door.isClosed()) {
            try {
                Socket guest = door.accept();
                if (shut) {
                    closeQuietly(guest);
                } else {
                    pass(guest);
                }
            } catch (IOException e) {
                if (!door.isClosed()) {
                    LOG.warn("fault=broker-cut cannot admit a connection", e);
                }
            }
        }
    }

    private void pass(Socket guest) {
        var broker = new Socket();
        try {
            guest.setTcpNoDelay(true);
            broker.setTcpNoDelay(true);
            broker.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), brokerPort), CONNECT_MILLIS);
        } catch (IOException brokerIsAway) {
            closeQuietly(guest);
            closeQuietly(broker);
            return;
        }
        open.add(guest);
        open.add(broker);
        start("broker-gate-up", () -> pump(guest, broker));
        start("broker-gate-down", () -> pump(broker, guest));
    }

    private void pump(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException cut) {
            LOG.debug("connection through the gate ended", cut);
        } finally {
            closeQuietly(from);
            closeQuietly(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void start(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("socket was not closed cleanly", e);
        }
    }

    @Override
    public void close() throws IOException {
        shut = true;
        door.close();
        open.forEach(BrokerGate::closeQuietly);
    }
}
