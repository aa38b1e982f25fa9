package vn.trangtien.sim.camera;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** How packets reach the client of one session. */
sealed interface PacketRoute extends RtpPacketiser.Sink, AutoCloseable {

    /** After the last packet of a picture. */
    void flush() throws IOException;

    @Override
    void close();

    /** Within the RTSP connection, on channel 0. */
    final class Interleaved implements PacketRoute {

        private final OutputStream out;

        /** @param out shared with the replies: whoever writes holds its monitor */
        Interleaved(OutputStream out) {
            this.out = out;
        }

        @Override
        public void send(byte[] packet, int length) throws IOException {
            synchronized (out) {
                out.write('$');
                out.write(0);
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

        @Override
        public void close() {
            // The connection belongs to the session, which closes it.
        }
    }

    /** In datagrams to a port that the client has named. */
    final class Datagrams implements PacketRoute {

        private final DatagramSocket socket;
        private final InetSocketAddress client;

        Datagrams(InetAddress host, int port) throws IOException {
            this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            this.client = new InetSocketAddress(host, port);
        }

        int localPort() {
            return socket.getLocalPort();
        }

        @Override
        public void send(byte[] packet, int length) throws IOException {
            socket.send(new DatagramPacket(packet, length, client));
        }

        @Override
        public void flush() {
            // A datagram is sent at once.
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
