package vn.trangtien.sim.fleet;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;

/** A wire to the broker on which each MQTT packet of the client is noted, and acknowledgements can be held back. */
final class Tap implements AutoCloseable {

    static final int CONNECT = 1;
    static final int PUBLISH = 3;
    static final int PUBACK = 4;
    static final int SUBSCRIBE = 8;

    /** One packet as the client sent it. */
    record Packet(int type, int flags, byte[] body) {

        String topic() {
            int length = (body[0] & 0xff) << 8 | body[1] & 0xff;
            return new String(body, 2, length, StandardCharsets.UTF_8);
        }

        int qos() {
            return flags >> 1 & 3;
        }

        boolean retained() {
            return (flags & 1) != 0;
        }

        byte[] payload() {
            int length = (body[0] & 0xff) << 8 | body[1] & 0xff;
            return Arrays.copyOfRange(body, 2 + length + (qos() > 0 ? 2 : 0), body.length);
        }

        KuraPayload decoded() {
            return KuraCodec.decodeOrWrap(payload());
        }
    }

    private final ServerSocket listener;
    private final int target;
    private final List<Packet> packets = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean holding;
    private final List<Runnable> held = new CopyOnWriteArrayList<>();

    Tap(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Acknowledgements of the broker do not reach the client until {@link #release}. */
    void hold() {
        holding = true;
    }

    void release() {
        holding = false;
        held.forEach(Runnable::run);
        held.clear();
    }

    /** Breaks every connection; new ones are let through. */
    void cut() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    List<Packet> packets() {
        return List.copyOf(packets);
    }

    List<Packet> published(String topicPart) {
        return packets.stream()
                .filter(packet -> packet.type() == PUBLISH && packet.topic().contains(topicPart))
                .toList();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                open.addAll(List.of(client, server));
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                daemon(() -> pump(client, server, true));
                daemon(() -> pump(server, client, false));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pump(Socket from, Socket to, boolean note) {
        try (from;
                to) {
            var in = new DataInputStream(from.getInputStream());
            var out = new DataOutputStream(to.getOutputStream());
            for (int first = in.read(); first >= 0; first = in.read()) {
                byte[] packet = rest(in, first);
                if (note) {
                    packets.add(parse(packet));
                } else if (holding && first >> 4 == PUBACK) {
                    held.add(() -> write(out, packet));
                    continue;
                }
                write(out, packet);
            }
        } catch (IOException ended) {
            // One of the two has gone, and with it the wire.
        }
    }

    private static void write(DataOutputStream out, byte[] packet) {
        try {
            synchronized (out) {
                out.write(packet);
                out.flush();
            }
        } catch (IOException cut) {
            // What was held back for a line that has been cut is lost, as it should be.
        }
    }

    private static byte[] rest(DataInputStream in, int first) throws IOException {
        byte[] head = new byte[5];
        head[0] = (byte) first;
        int used = 1;
        int length = 0;
        int digit;
        do {
            digit = in.readUnsignedByte();
            length |= (digit & 0x7f) << 7 * (used - 1);
            head[used++] = (byte) digit;
        } while ((digit & 0x80) != 0);
        byte[] packet = Arrays.copyOf(head, used + length);
        in.readFully(packet, used, length);
        return packet;
    }

    private static Packet parse(byte[] packet) {
        var in = new ByteArrayInputStream(packet);
        int first = in.read();
        while ((in.read() & 0x80) != 0) {
            continue;
        }
        return new Packet(first >> 4, first & 0xf, in.readAllBytes());
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "tap");
        thread.setDaemon(true);
        thread.start();
    }
}
