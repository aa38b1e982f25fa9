package vn.trangtien.sim.camera.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.sim.camera.auth.AccessControl;
import vn.trangtien.sim.camera.auth.Scheme;
import vn.trangtien.sim.camera.fault.Fault;
import vn.trangtien.sim.camera.fault.StreamFaults;
import vn.trangtien.sim.camera.film.Codec;
import vn.trangtien.sim.camera.film.TestFilms;
import vn.trangtien.sim.camera.rtsp.RtspClient.Answer;
import vn.trangtien.sim.camera.rtsp.RtspClient.Packet;

/** The server byte by byte over real sockets; its films are made up, so nothing here decodes. */
class RtspCameraServerIT {

    private static final Instant NOW = Instant.parse("2026-03-01T05:06:07.5Z");

    private final StreamFaults faults = new StreamFaults();
    private RtspCameraServer server;
    private RtspClient client;
    private String url;

    @BeforeEach
    void start() throws IOException {
        server = server(Duration.ofSeconds(60));
        client = new RtspClient(server.port());
        url = server.url();
    }

    private RtspCameraServer server(Duration sessionTimeout) throws IOException {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var access =
                new AccessControl(Optional.empty(), EnumSet.of(Scheme.BASIC), Duration.ofMinutes(1), clock, faults);
        var settings =
                new RtspSettings(0, PortRange.USUAL, sessionTimeout, access, faults, clock, 1, System.nanoTime());
        return RtspCameraServer.start(
                List.of(
                        new ServedStream("/main", Footage.of(TestFilms.of(Codec.H264, 50, 2_000))),
                        new ServedStream("/main/sub", Footage.of(TestFilms.of(Codec.H265, 50, 200)))),
                settings);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void describesEachStreamWithItsParameterSets() throws IOException {
        Answer main = client.ask("DESCRIBE", url);
        Answer sub = client.ask("DESCRIBE", url + "/sub/");

        assertThat(main.header("Content-Base")).isEqualTo(url + "/");
        assertThat(main.body())
                .contains(
                        "a=rtpmap:96 H264/90000",
                        "profile-level-id=42C01E",
                        "sprop-parameter-sets=Z0LAHgE=,aM4C",
                        "a=framerate:25.000");
        assertThat(sub.body()).contains("a=rtpmap:96 H265/90000", "sprop-vps=QAEM;sprop-sps=QgENDg==;sprop-pps=RAEP");
    }

    @ParameterizedTest(name = "{0} {1} with {2} is {3}")
    @CsvSource({
        "DESCRIBE, /nothing, '', 404",
        "SETUP, /nothing/track1, Transport: RTP/AVP/TCP;interleaved=0-1, 404",
        "SETUP, /main/track1, '', 461",
        "SETUP, /main/track1, Transport: RTP/AVP;multicast;client_port=5000-5001, 461",
        "SETUP, /main/track1, Transport: RTP/AVP;unicast;client_port=80-81, 461",
        "SETUP, /main/track1, Transport: RAW/RAW/UDP;unicast;client_port=5000-5001, 461",
        "SETUP, /main/track1, Transport: RTP/AVP/TCP;interleaved=255-256, 461",
        "PLAY, /main, '', 455",
        "PAUSE, /main, '', 455",
        "PLAY, /main, Session: 1234, 454",
        "GET_PARAMETER, /main, Session: 1234, 454",
        "TEARDOWN, /main, '', 454",
        "RECORD, /main, '', 405",
        "DESCRIBE, /main, Require: funky-feature, 551",
    })
    void refusesWhatMakesNoSense(String method, String path, String header, int status) throws IOException {
        String[] headers = header.isEmpty() ? new String[0] : new String[] {header};

        assertThat(client.ask(method, "rtsp://127.0.0.1:%d%s".formatted(server.port(), path), headers)
                        .status())
                .isEqualTo(status);
    }

    @Test
    void refusesOtherVersionsAndRequestsWithoutANumber() throws IOException {
        assertThat(client.askRaw("DESCRIBE %s RTSP/2.0\r\nCSeq: 1".formatted(url))
                        .status())
                .isEqualTo(505);
        assertThat(client.askRaw("OPTIONS %s RTSP/1.0".formatted(url)).status()).isEqualTo(400);
    }

    @Test
    void aSessionGoesFromSetUpOverPlayAndPauseToTearDown() throws IOException {
        Answer setUp = client.ask("SETUP", url + "/track1", "Transport: RTP/AVP/TCP;unicast;interleaved=4-5");
        String session = "Session: " + setUp.header("Session").split(";", -1)[0];
        assertThat(setUp.header("Session")).endsWith(";timeout=60");
        assertThat(setUp.header("Transport")).contains("interleaved=4-5", "ssrc=");

        assertThat(client.ask("PLAY", url, session, "Range: smpte=0-").status()).isEqualTo(457);
        Answer play = client.ask("PLAY", url, session, "Range: npt=0.000-");
        assertThat(play.header("Range")).isEqualTo("npt=now-");
        Packet first = client.packet(4);
        assertThat(play.header("RTP-Info"))
                .isEqualTo("url=%s/track1;seq=%d;rtptime=%d".formatted(url, first.sequence(), first.timestamp()));

        assertThat(client.ask("SETUP", url + "/track1", session, "Transport: RTP/AVP/TCP")
                        .status())
                .isEqualTo(455);
        assertThat(client.ask("GET_PARAMETER", url, session).status()).isEqualTo(200);
        assertThat(client.ask("SET_PARAMETER", url, session).status()).isEqualTo(200);
        assertThat(client.ask("PAUSE", url, session).status()).isEqualTo(200);
        client.timeout(300);
        assertThatThrownBy(() -> client.packet()).hasMessageContaining("timed out");
        client.timeout(20_000);
        assertThat(client.ask("PLAY", url, session).status()).isEqualTo(200);
        assertThat(client.packet(4).bytes()).isNotEmpty();
        assertThat(client.ask("TEARDOWN", url, session).status()).isEqualTo(200);
        assertThat(client.packet().channel()).isEqualTo(-1);
    }

    @Test
    void theSenderReportSaysWhatTimeOfDayAPictureHas() throws IOException {
        client.play(url);
        ByteBuffer report = ByteBuffer.wrap(client.packet(1).bytes());

        assertThat(report.get(1) & 0xFF).isEqualTo(200);
        // RFC 3550: seconds since 1900 and the fraction of a second in 2^-32.
        assertThat((report.getInt(8) & 0xFFFFFFFFL) - 2_208_988_800L).isEqualTo(NOW.getEpochSecond());
        assertThat(report.getInt(12)).isEqualTo(1 << 31);
        assertThat(report.get(29) & 0xFF).as("source description").isEqualTo(202);
        assertThat(report.limit() % 4).isZero();
    }

    @Test
    void receiverReportsAreRead() throws IOException {
        client.play(url);
        ByteBuffer report = ByteBuffer.allocate(32)
                .put((byte) 0x81)
                .put((byte) 201)
                .putShort((short) 7)
                .putInt(1)
                .putInt(0xCAFE)
                .put((byte) 64)
                .put(new byte[] {0, 0, 9})
                .putInt(1_000)
                .putInt(450);
        client.sendInterleaved(1, report.array());

        await().atMost(Duration.ofSeconds(60))
                .until(() -> !server.receiverReports().isEmpty());
        assertThat(server.receiverReports()).containsExactly(new ReceiverReport(0xCAFE, 0.25, 9, 1_000, 450));
    }

    @Test
    void datagramsComeFromAPairOfPortsAndReportsGoBack() throws IOException {
        try (var media = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                var control = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            media.setSoTimeout(20_000);
            control.setSoTimeout(20_000);
            Answer setUp = client.ask(
                    "SETUP",
                    url + "/track1",
                    "Transport: RTP/AVP;unicast;client_port=%d-%d"
                            .formatted(media.getLocalPort(), control.getLocalPort()));
            client.ask("PLAY", url, "Session: " + setUp.header("Session").split(";", -1)[0]);
            var packet = new DatagramPacket(new byte[2_000], 2_000);
            media.receive(packet);
            int mediaPort = packet.getPort();
            control.receive(packet);

            assertThat(mediaPort % 2).isZero();
            assertThat(packet.getPort()).isEqualTo(mediaPort + 1);
            assertThat(setUp.header("Transport")).contains("server_port=%d-%d".formatted(mediaPort, mediaPort + 1));
            byte[] empty = {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 1};
            control.send(new DatagramPacket(empty, empty.length, packet.getSocketAddress()));
        }
    }

    @Test
    void whoSaysNothingIsForgotten() throws IOException {
        try (RtspCameraServer impatient = server(Duration.ofSeconds(3));
                var silent = new RtspClient(impatient.port());
                var lively = new RtspClient(impatient.port())) {
            Answer play = lively.play(impatient.url());
            silent.play(impatient.url());
            await().pollInterval(Duration.ofMillis(200))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> {
                        lively.tell(
                                "GET_PARAMETER %s RTSP/1.0\r\nCSeq: 9".formatted(impatient.url()),
                                "Session: " + play.header("Session"));
                        return impatient.viewers() == 1;
                    });
            assertThat(lively.ask("OPTIONS", impatient.url()).status()).isEqualTo(200);
        }
    }

    @Test
    void packetsGetLostAndOvertakeOneAnother() throws IOException {
        faults.on(Fault.LOSS, 20);
        faults.on(Fault.REORDER, 20);
        client.play(url);
        int missing = 0;
        int backwards = 0;
        int before = client.packet(0).sequence();
        for (int i = 0; i < 120; i++) {
            int now = client.packet(0).sequence();
            int step = (short) (now - before);
            missing += step > 1 ? step - 1 : 0;
            backwards += step < 0 ? 1 : 0;
            before = now;
        }
        assertThat(missing).isGreaterThan(5);
        assertThat(backwards).isGreaterThan(3);
    }

    @Test
    void theClockOfTheStreamJumpsAndTheTimeOfDayIsOld() throws IOException {
        faults.on(Fault.CLOCK, 1_000);
        client.play(url);
        long seconds = (ByteBuffer.wrap(client.packet(1).bytes()).getInt(8) & 0xFFFFFFFFL) - 2_208_988_800L;

        assertThat(NOW.getEpochSecond() - seconds)
                .isGreaterThan(Duration.ofDays(3_600).toSeconds());
        long before = client.packet(0).timestamp();
        long step = 0;
        for (long until = System.nanoTime() + 60_000_000_000L;
                System.nanoTime() < until && Math.abs(step) < 90_000_000L - 90_000; ) {
            long now = client.packet(0).timestamp();
            step = (int) (now - before);
            before = now;
        }
        assertThat(Math.abs(step)).isBetween(89_000_000L, 91_000_000L);
    }

    @Test
    void aFrozenServerKeepsTheConnectionAndSaysNothing() throws IOException {
        client.play(url);
        client.packet(0);
        faults.on(Fault.FREEZE);
        client.timeout(500);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        client.packet();
                    }
                })
                .hasMessageContaining("timed out");
        faults.off(Fault.FREEZE);
        client.timeout(20_000);
        assertThat(client.packet(0).bytes()).isNotEmpty();
    }

    @Test
    void onePictureASecondIsAKeyPicture() throws IOException {
        faults.on(Fault.ONE_FPS);
        client.play(url);
        Packet first = client.packet(0);
        Packet next = client.packet(0);
        while (next.timestamp() == first.timestamp()) {
            next = client.packet(0);
        }
        assertThat(next.timestamp() - first.timestamp() & 0xFFFFFFFFL).isBetween(81_000L, 126_000L);
        assertThat(next.bytes()[12] & 0x1F).as("parameter sets").isEqualTo(24);
    }

    /** Pictures are 40 ms apart and leave up to 600 ms late, so some wait must be far longer than that and others none at all. */
    @Test
    void picturesComeUnevenly() throws IOException {
        faults.on(Fault.JITTER, 600);
        client.play(url);
        client.packet(0);
        long longest = 0;
        long before = System.nanoTime();
        for (int i = 0; i < 24; i++) {
            client.packet(0);
            long now = System.nanoTime();
            longest = Math.max(longest, now - before);
            before = now;
        }
        assertThat(Duration.ofNanos(longest)).isGreaterThan(Duration.ofMillis(100));
    }

    @Test
    void aConnectionIsCutAfterItsTime() throws IOException {
        faults.on(Fault.DISCONNECT, 0.3);
        client.play(url);

        assertThat(client.packet(7).channel()).isEqualTo(-1);
    }

    @Test
    void refusesSlowsDownAndFallsSilent() throws IOException {
        faults.on(Fault.SLOW, 400);
        long begin = System.nanoTime();
        assertThat(client.ask("OPTIONS", url).status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(390));
        faults.off(Fault.SLOW);

        faults.on(Fault.SILENT);
        client.timeout(300);
        assertThatThrownBy(() -> client.ask("DESCRIBE", url)).hasMessageContaining("timed out");
        faults.off(Fault.SILENT);

        faults.on(Fault.PASSWORD);
        client.timeout(20_000);
        assertThat(client.ask("DESCRIBE", url).status()).isEqualTo(401);

        faults.on(Fault.REFUSE);
        try (var late = new RtspClient(server.port())) {
            assertThat(late.packet().channel()).isEqualTo(-1);
        }
    }

    @Test
    void thereIsOnlySound() throws IOException {
        faults.on(Fault.AUDIO_ONLY);
        assertThat(client.ask("DESCRIBE", url).body())
                .contains("m=audio 0 RTP/AVP 0", "PCMU/8000")
                .doesNotContain("m=video");
        client.play(url);
        Packet packet = client.packet(0);
        assertThat(packet.bytes()).hasSize(12 + 160);
        assertThat(packet.bytes()[1] & 0x7F).isZero();
    }
}
