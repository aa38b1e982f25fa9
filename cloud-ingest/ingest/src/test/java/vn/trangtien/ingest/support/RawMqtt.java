package vn.trangtien.ingest.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import javax.net.ssl.SSLSocket;

/** A device that sends whatever bytes it likes, over its own TLS connection. */
public final class RawMqtt implements AutoCloseable {

    private static final int TIMEOUT_MS = 30_000;
    private static final int VERSION_5 = 5;

    private final SSLSocket socket;
    private final DataInputStream in;

    private RawMqtt(SSLSocket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** With TLS, but nothing said yet. */
    public static RawMqtt open(TestGateway gateway, int port) throws Exception {
        var socket = (SSLSocket) gateway.sockets(false).createSocket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MS);
        socket.startHandshake();
        return new RawMqtt(socket);
    }

    /** Let in by the broker. */
    public static RawMqtt connected(TestGateway gateway, int port, int version, int keepAlive) throws Exception {
        RawMqtt device = open(gateway, port);
        device.send(connect(gateway.id, version, keepAlive));
        String answer = device.read();
        if (!answer.matches("20....00.*")) {
            throw new IOException("CONNACK " + answer);
        }
        return device;
    }

    public static byte[] connect(String id, int version, int keepAlive) throws IOException {
        return packet(0x10, body -> {
            text(body, "MQTT");
            body.write(version);
            body.write(2);
            body.writeShort(keepAlive);
            if (version == VERSION_5) {
                body.write(0);
            }
            text(body, id);
        });
    }

    /** With QoS 1. */
    public static byte[] publish(String topic, int packetId, byte[] payload, int version) throws IOException {
        return packet(0x32, body -> {
            text(body, topic);
            body.writeShort(packetId);
            if (version == VERSION_5) {
                body.write(0);
            }
            body.write(payload);
        });
    }

    public void send(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** The next packet in hexadecimal; "closed" if there is none any more. */
    public String read() {
        try {
            int type = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            return HexFormat.of().formatHex(new byte[] {(byte) type, (byte) length})
                    + HexFormat.of().formatHex(in.readNBytes(length));
        } catch (IOException closed) {
            return "closed";
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private interface Body {
        void write(DataOutputStream body) throws IOException;
    }

    private static byte[] packet(int type, Body body) throws IOException {
        var content = new ByteArrayOutputStream();
        body.write(new DataOutputStream(content));
        var whole = new ByteArrayOutputStream();
        whole.write(type);
        for (int left = content.size(), first = 1; left > 0 || first == 1; left /= 128, first = 0) {
            whole.write(left % 128 | (left >= 128 ? 0x80 : 0));
        }
        content.writeTo(whole);
        return whole.toByteArray();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        out.writeShort(bytes.length);
        out.write(bytes);
    }
}
