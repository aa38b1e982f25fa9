package vn.trangtien.video.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OnvifClientIT {

    private static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Optional<Login> ADMIN = Optional.of(new Login("admin", "s3cret"));

    private static final String INFORMATION =
            "<x:R xmlns:x=\"d\"><x:Manufacturer>Hue &amp; Co</x:Manufacturer><x:Model>C1</x:Model>"
                    + "<x:FirmwareVersion>1.2</x:FirmwareVersion><x:SerialNumber>42</x:SerialNumber></x:R>";
    private static final String MEDIA_1 = """
            <r><p:Profiles xmlns:p="p" token="main"><tt:Name>Main</tt:Name><tt:VideoSourceConfiguration/>\
            <tt:VideoEncoderConfiguration><tt:Name>e</tt:Name><tt:Encoding>H264</tt:Encoding><tt:Resolution>\
            <tt:Width>1920</tt:Width><tt:Height>1080</tt:Height></tt:Resolution><tt:RateControl>\
            <tt:FrameRateLimit>25</tt:FrameRateLimit></tt:RateControl></tt:VideoEncoderConfiguration></p:Profiles>\
            <p:Profiles xmlns:p="p" token="sound"><tt:Name>Sound</tt:Name></p:Profiles></r>""";
    private static final String MEDIA_2 = """
            <r><p:Profiles xmlns:p="p" token="t&lt;1"><p:Name>H.265</p:Name><p:Configurations><p:VideoEncoder>\
            <tt:Encoding>H265</tt:Encoding><tt:Resolution><tt:Width>640</tt:Width><tt:Height>360</tt:Height>\
            </tt:Resolution><tt:RateControl><tt:FrameRateLimit>12.5</tt:FrameRateLimit></tt:RateControl>\
            </p:VideoEncoder></p:Configurations></p:Profiles></r>""";

    @Test
    void aCameraOfProfileSTellsItsStreams() throws Exception {
        try (var camera = new PaperCamera()) {
            camera.answer(
                            "GetCapabilities",
                            "<r><tt:Media><tt:XAddr>http://192.168.1.9/onvif/media</tt:XAddr></tt:Media></r>")
                    .answer("GetProfiles", MEDIA_1)
                    .answer("GetStreamUri", "<r><tt:Uri>rtsp://192.168.1.9:554/main</tt:Uri></r>")
                    .answer("GetSnapshotUri", "<r><tt:Uri>http://192.168.1.9/snap</tt:Uri></r>");

            assertThat(client(camera, Optional.empty()).streams())
                    .containsExactly(new CameraStream(
                            "main",
                            "Main",
                            "H264",
                            1920,
                            1080,
                            25,
                            "rtsp://192.168.1.9:554/main",
                            "http://192.168.1.9/snap"));
            assertThat(camera.questions()).noneMatch(question -> question.contains("Security"));
        }
    }

    @Test
    void aCameraOfProfileTIsAskedInItsWordsAndMayHaveNoSnapshot() throws Exception {
        try (var camera = new PaperCamera()) {
            camera.answer("GetServices", services(camera, true, true))
                    .answer("ver20/media/wsdl\"><m:Type>", MEDIA_2)
                    .answer(
                            "<m:Protocol>RTSP</m:Protocol><m:ProfileToken>t&lt;1<",
                            "<r><tt:Uri>rtsp://c/265</tt:Uri></r>");

            assertThat(client(camera, Optional.empty()).streams())
                    .singleElement()
                    .satisfies(stream -> {
                        assertThat(stream.encoding()).isEqualTo("H265");
                        assertThat(stream.token()).isEqualTo("t<1");
                        assertThat(stream.framesPerSecond()).isEqualTo(12);
                        assertThat(stream.address()).isEqualTo("rtsp://c/265");
                        assertThat(stream.snapshot()).isEmpty();
                    });
        }
    }

    @Test
    void aCameraWhoseNewerServiceFailsIsAskedByTheOlder() throws Exception {
        try (var camera = new PaperCamera()) {
            camera.answer("GetServices", services(camera, true, true))
                    .answer("ver10/media/wsdl\"/>", MEDIA_1)
                    .answer("ver10/media/wsdl\" xmlns:t", "<r><tt:Uri>rtsp://c/main</tt:Uri></r>");

            assertThat(client(camera, Optional.empty()).streams())
                    .extracting(CameraStream::address)
                    .containsExactly("rtsp://c/main");
        }
    }

    @Test
    void proofsCarryTheTimeOfTheCameraAndNeverThePassword() throws Exception {
        try (var camera = new PaperCamera()) {
            camera.answer("GetSystemDateAndTime", time(2019, 1, 2)).answer("GetDeviceInformation", INFORMATION);
            OnvifClient client = client(camera, ADMIN);

            assertThat(client.device()).isEqualTo(new DeviceFacts("Hue & Co", "C1", "1.2", "42", ""));
            assertThat(client.clockAhead()).isEqualTo(Duration.between(NOW, Instant.parse("2019-01-02T03:04:05Z")));
            assertThat(camera.questions().get(0)).doesNotContain("Security");
            assertThat(camera.questions().get(1))
                    .contains("<u:Created>2019-01-02T03:04:05Z</u:Created>")
                    .contains("#PasswordDigest")
                    .doesNotContain("s3cret");
        }
    }

    @Test
    void aCameraThatWantsHttpDigestGetsItWithoutTheOtherProof() throws Exception {
        try (var camera = new PaperCamera()) {
            camera.challenge("Digest realm=\"cam\", nonce=\"abc\", qop=\"auth\", algorithm=MD5")
                    .answer("GetDeviceInformation", INFORMATION);

            assertThat(client(camera, ADMIN).device().model()).isEqualTo("C1");
            assertThat(camera.authorisations()).singleElement().asString().startsWith("Digest username=\"admin\"");
            assertThat(camera.questions().get(camera.questions().size() - 1)).doesNotContain("Security");
        }
    }

    @Test
    void aCameraThatWantsThePasswordInClearDoesNotGetIt() throws Exception {
        try (var camera = new PaperCamera()) {
            camera.challenge("Basic realm=\"cam\"").answer("GetDeviceInformation", INFORMATION);

            assertThat(problem(camera, ADMIN)).isEqualTo(OnvifProblem.SIGN_IN_REFUSED);
            assertThat(camera.authorisations()).isEmpty();
        }
    }

    @Test
    void aWrongPasswordIsToldAsSuch() throws Exception {
        try (var camera = new PaperCamera()) {
            camera.answer(
                    "GetDeviceInformation",
                    "<s:Fault><s:Code><s:Subcode><s:Value>ter:NotAuthorized</s:Value></s:Subcode></s:Code></s:Fault>");
            camera.status(400);

            assertThat(problem(camera, ADMIN)).isEqualTo(OnvifProblem.SIGN_IN_REFUSED);
        }
    }

    @Test
    void whatIsNoCameraSaysSo() throws Exception {
        try (var camera = new PaperCamera()) {
            camera.answer("Get", "<?html><p>a printer</p>");
            assertThat(problem(camera, ADMIN)).isEqualTo(OnvifProblem.NO_ONVIF);
        }
    }

    @Test
    void aCameraThatAcceptsAndSaysNothingIsGivenUp() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            long started = System.nanoTime();
            var client = new OnvifClient(
                    URI.create("http://127.0.0.1:%d/onvif/device_service".formatted(silent.getLocalPort())),
                    ADMIN,
                    Duration.ofSeconds(1),
                    CLOCK);
            var failure = catchThrowableOfType(OnvifException.class, client::device);

            assertThat(failure.problem()).isEqualTo(OnvifProblem.UNREACHABLE);
            assertThat(failure).hasMessageNotContaining("s3cret");
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(15));
        }
    }

    private static OnvifClient client(PaperCamera camera, Optional<Login> login) {
        return new OnvifClient(camera.device(), login, TIMEOUT, CLOCK);
    }

    private static OnvifProblem problem(PaperCamera camera, Optional<Login> login) {
        var failure = catchThrowableOfType(
                OnvifException.class, () -> client(camera, login).device());
        assertThat(failure).isNotNull();
        return failure.problem();
    }

    private static String services(PaperCamera camera, boolean first, boolean second) {
        String service = "<d:Service xmlns:d=\"d\"><d:Namespace>http://www.onvif.org/ver%d0/media/wsdl</d:Namespace>"
                + "<d:XAddr>%s/onvif/media%d</d:XAddr></d:Service>";
        return "<r>" + (first ? service.formatted(1, camera.base(), 1) : "")
                + (second ? service.formatted(2, camera.base(), 2) : "") + "</r>";
    }

    private static String time(int year, int month, int day) {
        return ("<r><tt:UTCDateTime><tt:Time><tt:Hour>3</tt:Hour><tt:Minute>4</tt:Minute><tt:Second>5</tt:Second></tt:Time>"
                        + "<tt:Date><tt:Year>%d</tt:Year><tt:Month>%d</tt:Month><tt:Day>%d</tt:Day></tt:Date>"
                        + "</tt:UTCDateTime></r>")
                .formatted(year, month, day);
    }
}
