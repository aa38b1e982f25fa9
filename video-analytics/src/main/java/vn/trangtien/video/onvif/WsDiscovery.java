package vn.trangtien.video.onvif;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Finds cameras by WS-Discovery: asks the multicast group 239.255.255.250 on every network of this computer, or one address
 * directly where multicast does not reach. Blocks for the time given.
 */
public final class WsDiscovery {

    /** Where cameras listen. */
    public static final int PORT = 3702;

    private static final String GROUP = "239.255.255.250";
    private static final int LARGEST_BYTES = 64 * 1024;
    private static final int MOST_CAMERAS = 1_000;
    private static final long ASK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(700);

    private static final String PROBE = """
            <?xml version="1.0" encoding="UTF-8"?><e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" \
            xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing" \
            xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" \
            xmlns:dn="http://www.onvif.org/ver10/network/wsdl"><e:Header><w:MessageID>urn:uuid:%s</w:MessageID>\
            <w:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</w:To>\
            <w:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</w:Action></e:Header><e:Body><d:Probe>\
            <d:Types>dn:NetworkVideoTransmitter</d:Types></d:Probe></e:Body></e:Envelope>""";

    private WsDiscovery() {}

    /**
     * Asks everybody on the networks of this computer.
     *
     * @throws IOException if no network can be asked
     */
    public static Collection<DiscoveredCamera> everybody(Duration time) throws IOException {
        try (var socket = new MulticastSocket(0)) {
            socket.setTimeToLive(1);
            var group = new InetSocketAddress(InetAddress.getByName(GROUP), PORT);
            return listen(socket, time, probe -> sendEverywhere(socket, probe, group));
        }
    }

    /**
     * Asks one computer.
     *
     * @param port {@link #PORT}, but for tests
     * @throws IOException if the host is not known or cannot be sent to
     */
    public static Collection<DiscoveredCamera> directly(String host, int port, Duration time) throws IOException {
        var target = new InetSocketAddress(InetAddress.getByName(host), port);
        try (var socket = new DatagramSocket()) {
            return listen(socket, time, probe -> socket.send(new DatagramPacket(probe, probe.length, target)));
        }
    }

    private interface Sender {

        void send(byte[] probe) throws IOException;
    }

    private static void sendEverywhere(MulticastSocket socket, byte[] probe, InetSocketAddress group)
            throws IOException {
        Optional<IOException> failure = Optional.empty();
        boolean sent = false;
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (!network.isUp() || network.getInterfaceAddresses().isEmpty()) {
                continue;
            }
            try {
                socket.setNetworkInterface(network);
                socket.send(new DatagramPacket(probe, probe.length, group));
                sent = true;
            } catch (IOException e) {
                failure = Optional.of(e);
            }
        }
        if (!sent) {
            throw failure.orElseGet(() -> new IOException("this computer is on no network"));
        }
    }

    private static Collection<DiscoveredCamera> listen(DatagramSocket socket, Duration time, Sender sender)
            throws IOException {
        // Probes may be lost, so it is asked twice; the same answer twice is one camera.
        byte[] probe = PROBE.formatted(UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
        Map<String, DiscoveredCamera> found = new LinkedHashMap<>();
        var buffer = new byte[LARGEST_BYTES];
        long started = System.nanoTime();
        boolean again = true;
        sender.send(probe);
        while (found.size() < MOST_CAMERAS) {
            long passed = System.nanoTime() - started;
            long left = time.toNanos() - passed;
            if (left <= 0) {
                break;
            }
            long wait = again ? Math.min(left, Math.max(1, ASK_AGAIN_NANOS - passed)) : left;
            socket.setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait)));
            var packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                for (DiscoveredCamera camera : cameras(
                        Arrays.copyOf(buffer, packet.getLength()),
                        packet.getAddress().getHostAddress())) {
                    found.putIfAbsent(camera.id(), camera);
                }
            } catch (SocketTimeoutException nobodyMore) {
                if (again) {
                    again = false;
                    sender.send(probe);
                }
            }
        }
        return List.copyOf(found.values());
    }

    /** What one answer tells; nothing if it is none. */
    static List<DiscoveredCamera> cameras(byte[] answer, String from) {
        XmlElement root;
        try {
            root = SafeXml.parse(answer);
        } catch (OnvifException fromTheNetwork) {
            return List.of();
        }
        var cameras = new ArrayList<DiscoveredCamera>();
        for (XmlElement match : root.all("ProbeMatch")) {
            List<URI> services = Arrays.stream(match.textOf("XAddrs").split("\\s+"))
                    .map(WsDiscovery::service)
                    .flatMap(Optional::stream)
                    .sorted((a, b) -> Boolean.compare(!from.equals(a.getHost()), !from.equals(b.getHost())))
                    .toList();
            if (!services.isEmpty()) {
                String id = match.find("EndpointReference")
                        .map(reference -> reference.textOf("Address"))
                        .filter(text -> !text.isEmpty())
                        .orElse(services.get(0).toString());
                String scopes = match.textOf("Scopes");
                cameras.add(new DiscoveredCamera(id, services, scope(scopes, "name"), scope(scopes, "hardware"), from));
            }
        }
        return cameras;
    }

    private static Optional<URI> service(String text) {
        try {
            var uri = new URI(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException fromTheNetwork) {
            return Optional.empty();
        }
    }

    private static String scope(String scopes, String key) {
        String prefix = "onvif://www.onvif.org/" + key + "/";
        return Arrays.stream(scopes.split("\\s+"))
                .filter(scope -> scope.startsWith(prefix))
                .map(scope -> decoded(scope.substring(prefix.length())))
                .findFirst()
                .orElse("");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException fromTheNetwork) {
            return text;
        }
    }
}
