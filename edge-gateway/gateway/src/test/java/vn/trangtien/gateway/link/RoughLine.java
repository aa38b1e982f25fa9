package vn.trangtien.gateway.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A line as bad as one wants, above TCP: what loss and delay of packets look like to those who speak over it. A chunk arrives after the
 * delay; a lost one arrives a retransmission later, and everything behind it waits; now and then the connection is reset.
 */
final class RoughLine implements AutoCloseable {

    private static final int SEGMENT = 1_400;

    private final int target;
    private final ServerSocket server;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final Random random;
    private volatile Duration delay = Duration.ZERO;
    private volatile double loss;
    private volatile boolean frozen;

    /** One piece on its way. */
    private record Chunk(byte[] bytes, long due) {}

    RoughLine(int target, long seed) throws IOException {
        this.target = target;
        this.random = new Random(seed);
        this.server = new ServerSocket();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Every chunk takes so long, and this share of them is sent again. */
    void rough(Duration each, double share) {
        delay = each;
        loss = share;
    }

    /** From now on nothing arrives over the present connections, in either direction, and nobody is told. */
    void freeze() {
        frozen = true;
    }

    /** New connections work again; the frozen ones stay as they are. */
    void forNewOnes() {
        frozen = false;
    }

    /** Ends every connection with a reset. */
    void reset() {
        for (Socket socket : open) {
            try (socket) {
                socket.setSoLinger(true, 0);
            } catch (IOException over) {
                // it had ended by itself
            }
        }
        open.clear();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                client.setTcpNoDelay(true);
                open.add(client);
                lead(client);
            }
        } catch (IOException over) {
            // the end of the test
        }
    }

    private void lead(Socket client) {
        try {
            Socket broker = new Socket(InetAddress.getLoopbackAddress(), target);
            broker.setTcpNoDelay(true);
            open.add(broker);
            carry(client, broker);
            carry(broker, client);
        } catch (IOException down) {
            close(client);
        }
    }

    private void carry(Socket from, Socket to) {
        BlockingQueue<Chunk> onTheWay = new LinkedBlockingQueue<>(64);
        start(() -> read(from, to, onTheWay));
        start(() -> write(to, onTheWay));
    }

    private void read(Socket from, Socket to, BlockingQueue<Chunk> onTheWay) {
        boolean dead = false;
        try (from) {
            InputStream in = from.getInputStream();
            byte[] buffer = new byte[SEGMENT];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                dead |= frozen;
                if (dead) {
                    // Not read any more: the window of the sender closes, as it does towards a dead peer.
                    new CountDownLatch(1).await();
                }
                byte[] bytes = new byte[n];
                System.arraycopy(buffer, 0, bytes, 0, n);
                onTheWay.put(new Chunk(bytes, System.nanoTime() + delay.toNanos() + retransmissions()));
            }
            onTheWay.put(new Chunk(new byte[0], System.nanoTime() + delay.toNanos()));
        } catch (IOException | InterruptedException over) {
            close(to);
        }
    }

    /** Each loss costs a retransmission, the second twice as long. */
    private synchronized long retransmissions() {
        long extra = 0;
        for (long again = delay.toNanos() / 2; random.nextDouble() < loss && extra < delay.toNanos() * 2; again *= 2) {
            extra += again;
        }
        return extra;
    }

    private static void write(Socket to, BlockingQueue<Chunk> onTheWay) {
        try (to) {
            OutputStream out = to.getOutputStream();
            while (true) {
                Chunk chunk = onTheWay.take();
                long early = chunk.due() - System.nanoTime();
                if (early > 0) {
                    TimeUnit.NANOSECONDS.sleep(early);
                }
                if (chunk.bytes().length == 0) {
                    return;
                }
                out.write(chunk.bytes());
            }
        } catch (IOException | InterruptedException over) {
            // the connection has ended
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException over) {
            // it was
        }
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "rough-line");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        open.forEach(RoughLine::close);
    }
}
