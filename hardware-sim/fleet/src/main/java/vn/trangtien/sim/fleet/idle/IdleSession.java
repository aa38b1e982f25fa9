package vn.trangtien.sim.fleet.idle;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import vn.trangtien.sim.fleet.enrol.FleetIdentity;

/**
 * One MQTT 3.1.1 connection over TLS that only pings: one socket, no thread and no buffers of its own, so that thousands fit into a
 * small heap. Whoever calls waits. For one thread at a time.
 */
final class IdleSession implements AutoCloseable {

    private static final byte[] PINGREQ = {(byte) 0xc0, 0};
    private static final int CONNECT = 0x10;
    private static final int CONNACK = 0x20;
    private static final int PINGRESP = 0xd0;
    private static final int VERSION = 4;
    private static final int CLEAN_SESSION = 2;
    private static final int SHORT_ANSWER = 2;
    private static final int TIMEOUT_MS = 30_000;

    private final SSLSocket socket;

    private IdleSession(SSLSocket socket) {
        this.socket = socket;
    }

    /** @throws IOException if the broker does not let it in */
    static IdleSession open(FleetIdentity identity, InetSocketAddress broker, Duration keepAlive) throws IOException {
        var socket = (SSLSocket) tls(identity).getSocketFactory().createSocket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.connect(broker, TIMEOUT_MS);
            socket.startHandshake();
            var session = new IdleSession(socket);
            session.say(introduction(identity.gateway(), keepAlive));
            byte[] answer = session.answer(CONNACK, SHORT_ANSWER);
            if (answer[1] != 0) {
                throw new IOException("the broker refuses the connection with code %d".formatted(answer[1]));
            }
            return session;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** Returns when the broker has answered. */
    void ping() throws IOException {
        say(PINGREQ);
        answer(PINGRESP, 0);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void say(byte[] packet) throws IOException {
        socket.getOutputStream().write(packet);
    }

    private byte[] answer(int type, int length) throws IOException {
        byte[] head = socket.getInputStream().readNBytes(2);
        if (head.length < 2) {
            throw new IOException("the broker hung up");
        }
        if ((head[0] & 0xff) != type || head[1] != length) {
            throw new IOException("expected a packet %02x of %d bytes, but got %02x of %d"
                    .formatted(type, length, head[0] & 0xff, head[1] & 0xff));
        }
        return socket.getInputStream().readNBytes(length);
    }

    private static byte[] introduction(String client, Duration keepAlive) throws IOException {
        var body = new ByteArrayOutputStream();
        var out = new DataOutputStream(body);
        out.writeUTF("MQTT");
        out.writeByte(VERSION);
        out.writeByte(CLEAN_SESSION);
        out.writeShort((int) keepAlive.toSeconds());
        out.writeUTF(client);
        var packet = new ByteArrayOutputStream();
        packet.write(CONNECT);
        packet.write(body.size());
        body.writeTo(packet);
        return packet.toByteArray();
    }

    private static SSLContext tls(FleetIdentity identity) throws IOException {
        try {
            char[] noPassword = {};
            // The old format derives no key from the password, which would take longer than the handshake.
            KeyStore keys = KeyStore.getInstance("JKS");
            keys.load(null, null);
            keys.setKeyEntry("gateway", identity.key(), noPassword, new X509Certificate[] {identity.certificate()});
            var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(keys, noPassword);
            KeyStore trusted = KeyStore.getInstance("JKS");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", identity.authority());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "the identity of %s cannot be used for TLS; enrol again".formatted(identity.gateway()), e);
        }
    }
}
