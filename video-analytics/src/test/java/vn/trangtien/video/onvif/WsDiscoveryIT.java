package vn.trangtien.video.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Probes and answers over UDP on loopback. */
class WsDiscoveryIT {

    private static final String ANSWER = """
            <e:Envelope xmlns:e="e" xmlns:d="d" xmlns:a="a"><e:Body><d:ProbeMatches><d:ProbeMatch><a:EndpointReference>\
            <a:Address>urn:uuid:%s</a:Address></a:EndpointReference><d:XAddrs>http://127.0.0.1/onvif/device_service\
            </d:XAddrs></d:ProbeMatch></d:ProbeMatches></e:Body></e:Envelope>""";

    private final List<String> probes = new CopyOnWriteArrayList<>();

    @Test
    void aCameraIsFoundOnceHoweverOftenItAnswersAndNoiseIsLeftOut() throws IOException {
        try (DatagramSocket camera =
                camera("noise", ANSWER.formatted("1"), ANSWER.formatted("1"), ANSWER.formatted("2"))) {
            Collection<DiscoveredCamera> found =
                    WsDiscovery.directly("127.0.0.1", camera.getLocalPort(), Duration.ofSeconds(2));

            assertThat(found).extracting(DiscoveredCamera::id).containsExactly("urn:uuid:1", "urn:uuid:2");
            assertThat(probes).hasSize(2).allMatch(probe -> probe.contains("dn:NetworkVideoTransmitter"));
        }
    }

    @Test
    void askingEverybodyEndsInTimeWhoeverIsThere() throws IOException {
        long started = System.nanoTime();

        assertThat(WsDiscovery.everybody(Duration.ofMillis(300))).isNotNull();

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
    }

    /** Answers each probe with all of these. */
    private DatagramSocket camera(String... answers) throws IOException {
        var socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var thread = new Thread(() -> {
            var buffer = new byte[4_096];
            while (!socket.isClosed()) {
                try {
                    var packet = new DatagramPacket(buffer, buffer.length);
                    socket.receive(packet);
                    probes.add(new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8));
                    for (String answer : answers) {
                        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                        socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                    }
                } catch (IOException e) {
                    assertThat(socket.isClosed()).isTrue();
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return socket;
    }
}
