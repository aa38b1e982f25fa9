package vn.trangtien.sim.camera.rtsp;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Optional;

/** How packets reach the client of one session. */
sealed interface PacketRoute extends AutoCloseable {

    /** Sends a packet of the stream. */
    void sendMedia(byte[] packet, int length) throws IOException;

    /** Sends a packet that is about the stream (RTCP). */
    void sendControl(byte[] packet) throws IOException;

    /** After the last packet of a picture. */
    void flush() throws IOException;

    /** What the client has sent about the stream, if it comes this way; does not wait. */
    Optional<byte[]> receivedControl() throws IOException;

    @Override
    void close();

    /** Within the RTSP connection. */
    final class Interleaved implements PacketRoute {

        private final OutputStream out;
        private final int channel;

        /**
         * @param out shared with the replies: whoever writes holds its monitor
         * @param channel of the stream; the next one is for RTCP
         */
        Interleaved(OutputStream out, int channel) {
            this.out = out;
            this.channel = channel;
        }

        @Override
        public void sendMedia(byte[] packet, int length) throws IOException {
            send(channel, packet, length);
        }

        @Override
        public void sendControl(byte[] packet) throws IOException {
            send(channel + 1, packet, packet.length);
        }

        private void send(int to, byte[] packet, int length) throws IOException {
            synchronized (out) {
                out.write('$');
                out.write(to);
                out.write(length >> 8);
                out.write(length);
                out.write(packet, 0, length);
            }
        }

        @Override
        public void flush() throws IOException {
            synchronized (out) {
                out.flush();
            }
        }

        /** Comes with the requests. */
        @Override
        public Optional<byte[]> receivedControl() {
            return Optional.empty();
        }

        @Override
        public void close() {
            // The connection belongs to the session, which closes it.
        }
    }

    /** In datagrams between two pairs of neighbouring ports. */
    final class Datagrams implements PacketRoute {

        private static final int LARGEST_CONTROL_BYTES = 2048;

        private final DatagramChannel media;
        private final DatagramChannel control;
        private final InetSocketAddress mediaClient;
        private final InetSocketAddress controlClient;

        /**
         * @param ports where from
         * @param mediaPort of the client
         * @param controlPort of the client
         */
        Datagrams(PortRange ports, InetAddress client, int mediaPort, int controlPort) throws IOException {
            PortRange.Pair pair = ports.open();
            this.media = pair.even();
            this.control = pair.odd();
            this.mediaClient = new InetSocketAddress(client, mediaPort);
            this.controlClient = new InetSocketAddress(client, controlPort);
            control.configureBlocking(false);
        }

        int localPort() throws IOException {
            return ((InetSocketAddress) media.getLocalAddress()).getPort();
        }

        @Override
        public void sendMedia(byte[] packet, int length) throws IOException {
            media.send(ByteBuffer.wrap(packet, 0, length), mediaClient);
        }

        @Override
        public void sendControl(byte[] packet) throws IOException {
            control.send(ByteBuffer.wrap(packet), controlClient);
        }

        @Override
        public void flush() {
            // A datagram is sent at once.
        }

        @Override
        public Optional<byte[]> receivedControl() throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(LARGEST_CONTROL_BYTES);
            if (!(control.receive(buffer) instanceof InetSocketAddress from)
                    || !from.getAddress().equals(controlClient.getAddress())) {
                return Optional.empty();
            }
            var bytes = new byte[buffer.position()];
            buffer.flip().get(bytes);
            return Optional.of(bytes);
        }

        @Override
        public void close() {
            PortRange.close(media);
            PortRange.close(control);
        }
    }
}
