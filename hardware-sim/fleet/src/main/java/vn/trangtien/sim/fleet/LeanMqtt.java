package vn.trangtien.sim.fleet;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;
import javax.net.ssl.SSLSocket;

/**
 * As much of MQTT 3.1.1 as a gateway needs that only publishes: one socket, no thread, whoever calls waits. The library would
 * take four threads for each of thousands of gateways. Not thread-safe.
 */
final class LeanMqtt implements AutoCloseable {

    private static final int CONNECT = 0x10;
    private static final int CONNACK = 2;
    private static final int PUBLISH_QOS_1 = 0x32;
    private static final int PUBACK = 4;
    private static final int PINGREQ = 0xc0;
    private static final int DISCONNECT = 0xe0;
    private static final int CLEAN_SESSION_AND_WILL = 0x06;
    private static final int TIMEOUT_MS = 20_000;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private int nextId = 1;
    private int unacknowledged;

    private LeanMqtt(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    }

    /** Connects with a clean session and an empty will, as Kura does. */
    static LeanMqtt connect(FleetMember member, String willTopic, int keepAliveSeconds) throws IOException {
        Socket socket = member.sockets().createSocket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.connect(member.broker(), TIMEOUT_MS);
            if (socket instanceof SSLSocket tls) {
                tls.startHandshake();
            }
            var connection = new LeanMqtt(socket);
            connection.introduce(member.clientId(), willTopic, keepAliveSeconds);
            return connection;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private void introduce(String clientId, String willTopic, int keepAliveSeconds) throws IOException {
        var packet = new ByteArrayOutputStream();
        var body = new DataOutputStream(packet);
        body.writeUTF("MQTT");
        body.writeByte(4);
        body.writeByte(CLEAN_SESSION_AND_WILL);
        body.writeShort(keepAliveSeconds);
        body.writeUTF(clientId);
        body.writeUTF(willTopic);
        body.writeShort(0);
        write(CONNECT, packet.toByteArray());
        out.flush();
        int type = in.readUnsignedByte() >> 4;
        byte[] answer = in.readNBytes(length());
        if (type != CONNACK || answer.length != 2 || answer[1] != 0) {
            throw new IOException("%s: the broker refuses the connection with code %d"
                    .formatted(clientId, answer.length > 1 ? answer[1] : -1));
        }
    }

    /**
     * Writes a message with QoS 1; {@link #flush} sends it.
     *
     * @return its packet identifier
     */
    int publish(String topic, byte[] payload) throws IOException {
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        var packet = new ByteArrayOutputStream(name.length + payload.length + 4);
        var body = new DataOutputStream(packet);
        body.writeShort(name.length);
        body.write(name);
        int id = nextId;
        nextId = nextId == 0xffff ? 1 : nextId + 1;
        body.writeShort(id);
        body.write(payload);
        write(PUBLISH_QOS_1, packet.toByteArray());
        unacknowledged++;
        return id;
    }

    void ping() throws IOException {
        write(PINGREQ, new byte[0]);
        out.flush();
    }

    void flush() throws IOException {
        out.flush();
    }

    /** Waits until everything published is acknowledged; other packets are passed over. */
    void awaitAcknowledgements(IntConsumer acknowledged) throws IOException {
        while (unacknowledged > 0) {
            int type = in.readUnsignedByte() >> 4;
            byte[] body = in.readNBytes(length());
            if (type == PUBACK && body.length >= 2) {
                unacknowledged--;
                acknowledged.accept((body[0] & 0xff) << 8 | body[1] & 0xff);
            }
        }
    }

    /** Whether the broker has closed the connection; looks for a moment only. */
    boolean isBroken() {
        try {
            socket.setSoTimeout(1);
            try {
                in.mark(1);
                if (in.read() < 0) {
                    return true;
                }
                in.reset();
            } catch (SocketTimeoutException quiet) {
                return false;
            } finally {
                socket.setSoTimeout(TIMEOUT_MS);
            }
            return false;
        } catch (IOException broken) {
            return true;
        }
    }

    private void write(int firstByte, byte[] body) throws IOException {
        out.writeByte(firstByte);
        int length = body.length;
        do {
            int digit = length & 0x7f;
            length >>>= 7;
            out.writeByte(length > 0 ? digit | 0x80 : digit);
        } while (length > 0);
        out.write(body);
    }

    private int length() throws IOException {
        int length = 0;
        for (int shift = 0; shift < 28; shift += 7) {
            int digit = in.readUnsignedByte();
            length |= (digit & 0x7f) << shift;
            if ((digit & 0x80) == 0) {
                return length;
            }
        }
        throw new IOException("a packet longer than MQTT allows");
    }

    /** Ends without a word, as when the power goes. */
    void cut() {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // Nothing is left to close.
        }
    }

    @Override
    public void close() throws IOException {
        try (socket) {
            write(DISCONNECT, new byte[0]);
            out.flush();
        }
    }
}
