package vn.trangtien.box.bench.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import vn.trangtien.sim.fleet.enrol.FleetIdentity;

/** A device with a good certificate and bad manners, which says any bytes in MQTT 5. */
final class HostileDevice implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int CONNECT = 0x10;
    private static final int PUBACK = 0x40;
    private static final int PUBLISH_AT_LEAST_ONCE = 0x32;
    private static final int VERSION = 5;
    private static final int CLEAN_START = 2;
    private static final int KEEP_ALIVE_SECONDS = 60;

    private final Socket socket;
    private final DataInputStream in;

    private HostileDevice(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** A connection on which not even TLS begins. */
    static HostileDevice mute(int port) throws IOException {
        return new HostileDevice(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** With TLS, and no word of MQTT. */
    static HostileDevice shy(FleetIdentity identity, int port) throws IOException, GeneralSecurityException {
        var socket = (SSLSocket) tls(identity).getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.startHandshake();
        return new HostileDevice(socket);
    }

    /** Let in as any gateway. */
    static HostileDevice connected(FleetIdentity identity, int port) throws IOException, GeneralSecurityException {
        HostileDevice device = shy(identity, port);
        device.say(packet(CONNECT, body -> {
            text(body, "MQTT");
            body.write(VERSION);
            body.write(CLEAN_START);
            body.writeShort(KEEP_ALIVE_SECONDS);
            body.write(0);
            text(body, identity.gateway());
        }));
        int reason = device.answer()[3];
        if (reason != 0) {
            throw new IOException("%s was not let in: %d".formatted(identity.gateway(), reason));
        }
        return device;
    }

    /** With QoS 1. */
    void publish(String topic, int id, byte[] payload) throws IOException {
        say(publication(topic, id, payload));
    }

    static byte[] publication(String topic, int id, byte[] payload) throws IOException {
        return packet(PUBLISH_AT_LEAST_ONCE, body -> {
            text(body, topic);
            body.writeShort(id);
            body.write(0);
            body.write(payload);
        });
    }

    void say(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** The next packet, which must be short. */
    byte[] answer() throws IOException {
        int type = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        var whole = ByteBuffer.allocate(2 + length);
        return whole.put((byte) type)
                .put((byte) length)
                .put(in.readNBytes(length))
                .array();
    }

    /** Whether the next answer takes a message over, and does not refuse it. */
    boolean isAcknowledged() throws IOException {
        byte[] answer = answer();
        if (answer[0] != PUBACK) {
            throw new IOException("not a PUBACK, but " + HexFormat.of().formatHex(answer));
        }
        return answer[1] == 2 || answer[4] >= 0;
    }

    /** Reads until the other side hangs up. @return whether it did, and not only kept silent */
    boolean isHungUpOn() {
        try {
            while (in.read() >= 0) {
                continue;
            }
            return true;
        } catch (java.net.SocketTimeoutException stillThere) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static SSLContext tls(FleetIdentity identity) throws GeneralSecurityException, IOException {
        char[] noPassword = {};
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
    }

    private interface Body {
        void write(DataOutputStream body) throws IOException;
    }

    private static byte[] packet(int type, Body body) throws IOException {
        var content = new ByteArrayOutputStream();
        body.write(new DataOutputStream(content));
        var whole = new ByteArrayOutputStream();
        whole.write(type);
        int left = content.size();
        do {
            whole.write(left % 128 | (left >= 128 ? 0x80 : 0));
            left /= 128;
        } while (left > 0);
        content.writeTo(whole);
        return whole.toByteArray();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        out.writeShort(bytes.length);
        out.write(bytes);
    }
}
