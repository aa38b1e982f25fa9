package vn.trangtien.sim.camera.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.sim.camera.SimulatedCamera;
import vn.trangtien.sim.camera.auth.Credentials;
import vn.trangtien.sim.camera.auth.Scheme;
import vn.trangtien.sim.camera.fault.Fault;
import vn.trangtien.sim.camera.scene.Scenes;

/** The messages on the wire, written by hand after the standard. */
class OnvifServiceIT {

    private static final Clock CLOCK = Clock.systemUTC();

    private static final String PROBE = """
            <e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing"
             xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:dn="http://www.onvif.org/ver10/network/wsdl">
            <e:Header><w:MessageID>uuid:42</w:MessageID><w:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</w:To>
            <w:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</w:Action></e:Header>
            <e:Body><d:Probe><d:Types>%s</d:Types></d:Probe></e:Body></e:Envelope>""";

    @TempDir
    private static Path films;

    private static SimulatedCamera camera;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        camera = SimulatedCamera.of(Scenes.named("street"), films)
                .picture(160, 90, 2)
                .withSubStream()
                .withOnvif(0)
                .secured(new Credentials("u", "p"), EnumSet.of(Scheme.DIGEST_MD5))
                .start();
    }

    @AfterAll
    static void stop() {
        camera.close();
    }

    @Test
    void theTimeIsToldBeforeTheLogin() throws Exception {
        assertThat(ask("ver10/device", "GetSystemDateAndTime", "", "").body())
                .contains("<tt:UTCDateTime>", "<tt:Hour>");
        assertThat(ask("ver10/device", "GetServices", "<m:IncludeCapability>false</m:IncludeCapability>", "")
                        .body())
                .contains("http://www.onvif.org/ver20/media/wsdl", "/onvif/media2_service");
        assertThat(ask("ver10/device", "GetDeviceInformation", "", "").statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "ver10/device, GetDeviceInformation, '', <tds:Model>Simulated camera</tds:Model>",
        "ver10/device, GetCapabilities, '', <tt:XAddr>http://127.0.0.1",
        "ver10/device, GetScopes, '', onvif://www.onvif.org/name/street",
        "ver10/media, GetProfiles, '', <tt:Width>160</tt:Width><tt:Height>90</tt:Height>",
        "ver20/media, GetProfiles, <m:Type>All</m:Type>, <tt:Encoding>H264</tt:Encoding>",
        "ver10/media, GetStreamUri, <m:ProfileToken>sub</m:ProfileToken>, /street/sub</tt:Uri>",
        "ver20/media, GetStreamUri, <m:Protocol>RTSP</m:Protocol><m:ProfileToken>main</m:ProfileToken>, /street</tr2:Uri>",
        "ver20/media, GetSnapshotUri, <m:ProfileToken>main</m:ProfileToken>, /snapshot.jpg</tr2:Uri>",
        "ver10/media, GetStreamUri, <m:ProfileToken>third</m:ProfileToken>, ter:InvalidArgVal",
        "ver10/device, SystemReboot, '', ter:ActionNotSupported",
    })
    void whoKnowsThePasswordIsAnswered(String service, String operation, String arguments, String expected)
            throws Exception {
        assertThat(ask(service, operation, arguments, token("p", CLOCK.instant().toString(), operation + arguments))
                        .body())
                .contains(expected);
    }

    @Test
    void aWrongOldOrRepeatedTokenIsRefused() throws Exception {
        String good = token("p", CLOCK.instant().toString(), "once");
        assertThat(ask("ver10/media", "GetProfiles", "", good).statusCode()).isEqualTo(200);
        assertThat(ask("ver10/media", "GetProfiles", "", good).body()).contains("ter:NotAuthorized");
        assertThat(ask(
                                "ver10/media",
                                "GetProfiles",
                                "",
                                token("q", CLOCK.instant().toString(), "a"))
                        .body())
                .contains("ter:NotAuthorized");
        String old = CLOCK.instant().minusSeconds(3_600).toString();
        assertThat(ask("ver10/media", "GetProfiles", "", token("p", old, "b")).body())
                .contains("ter:NotAuthorized");
        camera.faults().on(Fault.PASSWORD);
        assertThat(ask(
                                "ver10/media",
                                "GetProfiles",
                                "",
                                token("p", CLOCK.instant().toString(), "c"))
                        .body())
                .contains("ter:NotAuthorized");
        camera.faults().clear();
    }

    @Test
    void nonsenseIsAnsweredWithAFault() throws Exception {
        assertThat(post("no xml at all").statusCode()).isEqualTo(400);
        assertThat(post("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>")
                        .body())
                .contains("ter:WellFormed");
        assertThat(post("x".repeat(100_000)).statusCode()).isEqualTo(400);
    }

    @Test
    void aDirectedProbeFindsIt() throws IOException {
        String match =
                probe("dn:NetworkVideoTransmitter", camera.discoveryPort().orElseThrow());

        assertThat(match)
                .contains(
                        "<a:RelatesTo>uuid:42</a:RelatesTo>",
                        "discovery/ProbeMatches",
                        "dn:NetworkVideoTransmitter",
                        "onvif://www.onvif.org/Profile/T")
                .contains("<d:XAddrs>%s</d:XAddrs>".formatted(camera.onvifUrl().orElseThrow()));
    }

    private static String probe(String types, int port) throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(10_000);
            byte[] bytes = PROBE.formatted(types).getBytes(StandardCharsets.UTF_8);
            byte[] other = PROBE.formatted("dn:Printer").getBytes(StandardCharsets.UTF_8);
            var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            socket.send(new DatagramPacket(other, other.length, to));
            socket.send(new DatagramPacket(new byte[] {1, 2, 3}, 3, to));
            socket.send(new DatagramPacket(bytes, bytes.length, to));
            var answer = new DatagramPacket(new byte[16_000], 16_000);
            socket.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aMulticastProbeFindsItWhereTheKernelAllows() throws IOException {
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        OnvifFacts facts = new OnvifFacts(
                "gate",
                UUID.randomUUID(),
                List.of(new OnvifFacts.Profile("main", "H264", 160, 90, 2, "rtsp://127.0.0.1/gate")),
                "http://127.0.0.1/");
        try (DiscoveryResponder responder =
                        DiscoveryResponder.start(DiscoveryResponder.PORT, facts, "http://127.0.0.1:9/gate");
                var channel = DatagramChannel.open()) {
            Assumptions.assumeTrue(responder.isInGroup(), "the loopback interface joins no multicast group here");
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, loopback);
            channel.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
            channel.send(
                    ByteBuffer.wrap(PROBE.formatted("").getBytes(StandardCharsets.UTF_8)),
                    new InetSocketAddress(DiscoveryResponder.GROUP, DiscoveryResponder.PORT));
            channel.socket().setSoTimeout(5_000);
            var answer = new DatagramPacket(new byte[16_000], 16_000);
            channel.socket().receive(answer);
            assertThat(new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8))
                    .contains("http://127.0.0.1:9/gate");
        } catch (IOException e) {
            Assumptions.abort("no multicast or no free UDP port 3702 here: " + e.getMessage());
        }
    }

    private HttpResponse<String> ask(String service, String operation, String arguments, String header)
            throws Exception {
        return post("""
                <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:m="http://www.onvif.org/%s/wsdl"><s:Header>%s</s:Header>\
                <s:Body><m:%s>%s</m:%3$s></s:Body></s:Envelope>""".formatted(service, header, operation, arguments));
    }

    private HttpResponse<String> post(String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(camera.onvifUrl().orElseThrow()))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** OASIS: Base64(SHA-1(nonce + created + password)). */
    private static String token(String password, String created, String nonce) throws Exception {
        MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
        sha1.update(nonce.getBytes(StandardCharsets.UTF_8));
        sha1.update((created + password).getBytes(StandardCharsets.UTF_8));
        return """
                <w:Security xmlns:w="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"><w:UsernameToken>\
                <w:Username>u</w:Username><w:Password Type="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest">%s</w:Password>\
                <w:Nonce>%s</w:Nonce><u:Created xmlns:u="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd">%s</u:Created>\
                </w:UsernameToken></w:Security>""".formatted(
                        Base64.getEncoder().encodeToString(sha1.digest()),
                        Base64.getEncoder().encodeToString(nonce.getBytes(StandardCharsets.UTF_8)),
                        created);
    }
}
