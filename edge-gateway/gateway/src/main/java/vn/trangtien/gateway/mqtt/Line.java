package vn.trangtien.gateway.mqtt;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line of one Paho client to its broker, plain or with TLS, that {@link #cut} ends whatever the client is doing on it.
 *
 * <p>Paho is told that this is plain TCP, so that TLS is ours: closing a TLS socket politely waits for the lock of a writer, and a
 * writer whose peer reads no more waits for ever; closing the TCP socket below ends both at once. TLS 1.2 or newer, and the name
 * in the broker's certificate must be the one that was dialled. Small messages are sent at once, without Nagle's algorithm.
 */
public final class Line extends SocketFactory {

    private static final Logger LOG = LoggerFactory.getLogger(Line.class);

    /** How long a broker has to hang up after our goodbye; one that sees us hang up first may take the goodbye for a loss. */
    private static final long COURTESY_MILLIS = 200;

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final Optional<SSLSocketFactory> tls;
    private final ConnectThreads threads;
    private final Duration longest;
    private final CountDownLatch endSeen = new CountDownLatch(1);
    private volatile @Nullable Socket wire;
    private volatile @Nullable IOException failure;
    private volatile boolean cut;

    /**
     * @param tls empty for a line without
     * @param threads of the client that uses the line
     * @param longest duration of a connect
     */
    public Line(Optional<SSLSocketFactory> tls, ConnectThreads threads, Duration longest) {
        this.tls = tls;
        this.threads = threads;
        this.longest = longest;
    }

    /**
     * What ended the line, if reading noticed. Paho may notice first that it can write no more; but why, such as the alert by which a
     * broker refuses our certificate, is found by reading.
     */
    public Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Ends the line at once, in the middle of a connect, a handshake, a read or a write. Any thread; safe to call twice. */
    public void cut() {
        cut = true;
        Socket now = wire;
        if (now != null) {
            close(now);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("close=\"{}\"", e.getMessage());
        }
    }

    @Override
    public Socket createSocket() {
        return new End();
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

    /** What Paho holds: talks through TLS if there is any, and may be closed while another thread writes. */
    private final class End extends Socket {

        private final Socket below = new Socket();
        private Socket above = below;

        @Override
        public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
            wire = below;
            if (cut) {
                Line.close(below);
                throw new SocketException("the line has been cut");
            }
            below.connect(endpoint, timeoutMillis);
            below.setTcpNoDelay(true);
            if (tls.isPresent() && endpoint instanceof InetSocketAddress address) {
                below.setSoTimeout(timeoutMillis);
                above = secured(tls.get(), address);
            }
        }

        private SSLSocket secured(SSLSocketFactory factory, InetSocketAddress address) throws IOException {
            var socket = (SSLSocket) factory.createSocket(below, address.getHostString(), address.getPort(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(PROTOCOLS);
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new Patient(above.getInputStream());
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return above.getOutputStream();
        }

        @Override
        public void setSoTimeout(int millis) throws SocketException {
            above.setSoTimeout(millis);
        }

        /** The closing that follows does it; a TLS socket would complain that the other end has not said goodbye. */
        @Override
        public void shutdownInput() {}

        @Override
        public void close() throws IOException {
            super.close();
            try {
                if (!cut) {
                    awaitEnd();
                    above.close();
                }
            } finally {
                below.close();
            }
        }
    }

    private void awaitEnd() {
        try {
            if (!endSeen.await(COURTESY_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("the broker does not hang up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Shows the end of the line only after the connect. */
    private final class Patient extends FilterInputStream {

        Patient(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            boolean more = false;
            try {
                int next = in.read();
                more = isMore(next);
                return next;
            } catch (IOException e) {
                throw remembered(e);
            } finally {
                waitUnless(more);
            }
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            boolean more = false;
            try {
                int count = in.read(buffer, from, length);
                more = isMore(count);
                return count;
            } catch (IOException e) {
                throw remembered(e);
            } finally {
                waitUnless(more);
            }
        }

        /** Asked by Paho before each message; fails on a line that has been cut. */
        @Override
        public int available() throws IOException {
            boolean open = false;
            try {
                int count = in.available();
                open = true;
                return count;
            } finally {
                waitUnless(open);
            }
        }

        private boolean isMore(int read) {
            if (read < 0) {
                endSeen.countDown();
            }
            return read >= 0;
        }

        private IOException remembered(IOException e) {
            if (!(e instanceof SocketTimeoutException)) {
                endSeen.countDown();
                if (failure == null && !cut) {
                    failure = e;
                }
            }
            return e;
        }

        private void waitUnless(boolean more) {
            if (!more) {
                threads.awaitConnect(longest);
            }
        }
    }
}
