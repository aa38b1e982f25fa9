package vn.trangtien.sim.camera.onvif;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * Answers WS-Discovery probes on the loopback interface: directed ones always, and those to the multicast group where the kernel
 * lets the loopback interface join it. Thread-safe.
 */
public final class DiscoveryResponder implements AutoCloseable {

    /** Where WS-Discovery listens. */
    public static final int PORT = 3702;

    static final String GROUP = "239.255.255.250";

    private static final Logger LOG = System.getLogger(DiscoveryResponder.class.getName());
    private static final int LARGEST_BYTES = 16 * 1024;

    private final MulticastSocket socket;
    private final OnvifFacts facts;
    private final String deviceUrl;
    private final boolean inGroup;

    private DiscoveryResponder(MulticastSocket socket, OnvifFacts facts, String deviceUrl) {
        this.socket = socket;
        this.facts = facts;
        this.deviceUrl = deviceUrl;
        this.inGroup = join(socket);
    }

    /**
     * Begins to listen.
     *
     * @param port {@link #PORT}, or 0 for any free one, where only directed probes come
     * @param deviceUrl of the device service
     */
    public static DiscoveryResponder start(int port, OnvifFacts facts, String deviceUrl) throws IOException {
        MulticastSocket socket;
        try {
            socket = new MulticastSocket(null);
            socket.setReuseAddress(true);
            // A packet to the group is delivered only to a socket that is bound to the group or to any address. Who
            // asks from
            // elsewhere is not answered.
            socket.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            throw new IOException(
                    "simulated camera cannot listen for discovery on UDP port %d: %s; use another port"
                            .formatted(port, e.getMessage()),
                    e);
        }
        var responder = new DiscoveryResponder(socket, facts, deviceUrl);
        var thread = new Thread(responder::listen, "onvif-discovery-" + socket.getLocalPort());
        thread.setDaemon(true);
        thread.start();
        return responder;
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Whether probes to the multicast group are heard too. */
    public boolean isInGroup() {
        return inGroup;
    }

    private static boolean join(MulticastSocket socket) {
        try {
            NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
            socket.joinGroup(new InetSocketAddress(GROUP, PORT), loopback);
            return true;
        } catch (IOException e) {
            LOG.log(
                    Level.INFO,
                    "no multicast on the loopback interface: {0}; only directed probes are answered",
                    e.getMessage());
            return false;
        }
    }

    private void listen() {
        var buffer = new byte[LARGEST_BYTES];
        while (!socket.isClosed()) {
            var packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                if (packet.getAddress().isLoopbackAddress()) {
                    answer(packet);
                }
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    LOG.log(Level.WARNING, "discovery of the simulated camera: {0}", e.getMessage());
                }
            }
        }
    }

    private void answer(DatagramPacket packet) throws IOException {
        Optional<SoapRequest> probe = SoapRequest.parse(Arrays.copyOf(packet.getData(), packet.getLength()))
                .filter(request ->
                        request.name().equals("Probe") && request.namespace().equals(Xml.DISCOVERY))
                .filter(request -> isMeant(request.text("Types")));
        if (probe.isEmpty()) {
            return;
        }
        String match = """
                <d:ProbeMatches><d:ProbeMatch><a:EndpointReference><a:Address>urn:uuid:%s</a:Address></a:EndpointReference>\
                <d:Types>dn:NetworkVideoTransmitter tds:Device</d:Types><d:Scopes>%s</d:Scopes><d:XAddrs>%s</d:XAddrs>\
                <d:MetadataVersion>1</d:MetadataVersion></d:ProbeMatch></d:ProbeMatches>""".formatted(facts.id(), facts.scopes(), deviceUrl);
        byte[] bytes = Xml.discovery(
                        "ProbeMatches", probe.get().text("MessageID"), "urn:uuid:" + UUID.randomUUID(), match)
                .getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
    }

    /** No types mean everybody; prefixes are the sender's own affair. */
    private static boolean isMeant(String types) {
        return types.isBlank()
                || Arrays.stream(types.trim().split("\\s+"))
                        .map(type -> type.substring(type.indexOf(':') + 1))
                        .anyMatch(type -> type.equals("NetworkVideoTransmitter") || type.equals("Device"));
    }

    @Override
    public void close() {
        socket.close();
    }
}
