package vn.trangtien.gateway.feed;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;

/**
 * The threads of one Paho client, which knows when the client has finished to connect.
 *
 * <p>Paho 1.2.5 waits in a loop that nothing can end until its receiver and its sender run. If the connection is closed before
 * that, by us or by the other end, they never do and the thread of the connect stays for ever. So neither end of the connection
 * is shown to Paho before the connect is through: we close later ({@link #awaitConnect}), and {@link #sockets} report the other
 * end's closing later.
 */
final class ConnectThreads extends ScheduledThreadPoolExecutor {

    /** The connect, receiver, sender, callbacks, disconnect, and one to spare. */
    private static final int THREADS = 6;

    private final CountDownLatch connected = new CountDownLatch(1);

    ConnectThreads(String name) {
        super(THREADS, work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Only connects and disconnects come this way; the rest is submitted. */
    @Override
    public void execute(Runnable work) {
        super.execute(() -> {
            try {
                work.run();
            } finally {
                connected.countDown();
            }
        });
    }

    /** Waits until the connect has been tried, interrupted or not; the interrupt is kept. */
    void awaitConnect(Duration longest) {
        boolean interrupted = Thread.interrupted();
        long end = System.nanoTime() + longest.toNanos();
        boolean done = false;
        while (!done) {
            try {
                done = connected.await(end - System.nanoTime(), TimeUnit.NANOSECONDS) || System.nanoTime() >= end;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes plain sockets whose end is seen only after the connect. */
    SocketFactory sockets(Duration longest) {
        return new SocketFactory() {
            @Override
            public Socket createSocket() {
                return new Socket() {
                    @Override
                    public InputStream getInputStream() throws IOException {
                        return patient(super.getInputStream(), longest);
                    }
                };
            }

            @Override
            public Socket createSocket(String host, int port) {
                throw new UnsupportedOperationException("sockets are made first and connected then");
            }

            @Override
            public Socket createSocket(String host, int port, InetAddress local, int localPort) {
                return createSocket(host, port);
            }

            @Override
            public Socket createSocket(InetAddress host, int port) {
                return createSocket(host.getHostAddress(), port);
            }

            @Override
            public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
                return createSocket(host, port);
            }
        };
    }

    private InputStream patient(InputStream in, Duration longest) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                boolean more = false;
                try {
                    int next = in.read();
                    more = next >= 0;
                    return next;
                } finally {
                    waitUnless(more);
                }
            }

            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
                boolean more = false;
                try {
                    int count = in.read(buffer, from, length);
                    more = count >= 0;
                    return count;
                } finally {
                    waitUnless(more);
                }
            }

            private void waitUnless(boolean more) {
                if (!more) {
                    awaitConnect(longest);
                }
            }
        };
    }
}
