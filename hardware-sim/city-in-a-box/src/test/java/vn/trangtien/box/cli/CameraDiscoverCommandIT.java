package vn.trangtien.box.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.sim.camera.CameraBuilder;
import vn.trangtien.sim.camera.SimulatedCamera;
import vn.trangtien.sim.camera.auth.Credentials;
import vn.trangtien.sim.camera.auth.Scheme;
import vn.trangtien.sim.camera.scene.Scenes;
import vn.trangtien.video.source.FfmpegFrameSource;
import vn.trangtien.video.source.SourceSettings;
import vn.trangtien.video.source.Transport;
import vn.trangtien.video.source.VideoSourceException;

/** Against the simulated camera: its ONVIF answers, and the streams behind the addresses it gives. */
class CameraDiscoverCommandIT {

    private static final String PASSWORD = "b1-mat/@";

    @TempDir
    private Path folder;

    @Test
    void aCameraTellsItsStreamsAndTheyCanBeWatched() throws IOException, VideoSourceException {
        try (SimulatedCamera camera = builder().start()) {
            Cli.Result result =
                    Cli.run("camera", "discover", "--address", camera.onvifUrl().orElseThrow(), "--json");

            assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
            JsonNode found = JsonMapper.shared().readTree(result.out()).get(0);
            assertThat(found.get("device").get("manufacturer").asString()).isEqualTo("Trang Tien");
            JsonNode stream = found.get("streams").get(0);
            assertThat(stream.get("encoding").asString()).isEqualTo("H264");
            String address = stream.get("address").asString();
            for (Transport transport : Transport.values()) {
                assertThat(FfmpegFrameSource.check(SourceSettings.of(address).withTransport(transport))
                                .width())
                        .as("over %s", transport)
                        .isEqualTo(160);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"DIGEST_MD5", "DIGEST_SHA256", "BASIC"})
    void aPasswordIsProvenAndNeverPrinted(Scheme scheme) throws IOException, VideoSourceException {
        Path file = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        try (SimulatedCamera camera = builder()
                .secured(new Credentials("admin", PASSWORD), EnumSet.of(scheme))
                .start()) {
            String service = camera.onvifUrl().orElseThrow();

            Cli.Result without = Cli.run("camera", "discover", "--address", service);
            Cli.Result with = Cli.run(
                    "camera", "discover", "--address", service, "--user", "admin", "--password-file", file.toString());

            assertThat(without.out()).contains("đăng nhập").doesNotContain("rtsp://");
            assertThat(without.exitCode()).isZero();
            assertThat(with.exitCode()).as(with.out() + with.err()).isZero();
            assertThat(with.out()).contains("rtsp://", "160x90").doesNotContain(PASSWORD);
            if (scheme != Scheme.DIGEST_SHA256) {
                String secret = camera.url().replace("rtsp://", "rtsp://admin:" + PASSWORD + "@");
                assertThat(FfmpegFrameSource.check(SourceSettings.of(secret)).width())
                        .isEqualTo(160);
            }
        }
    }

    @Test
    void aWrongPasswordIsNotInOrder() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "wrong\n");
        try (SimulatedCamera camera = builder()
                .secured(new Credentials("admin", PASSWORD), Set.of(Scheme.DIGEST_MD5))
                .start()) {
            Cli.Result result = Cli.run(
                    "camera",
                    "discover",
                    "--address",
                    camera.onvifUrl().orElseThrow(),
                    "--user",
                    "admin",
                    "--password-file",
                    file.toString());

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.out()).contains("ONVIF sign-in");
        }
    }

    @Test
    void nobodyThereIsNotInOrder() {
        Cli.Result result = Cli.run("camera", "discover", "--address", "127.0.0.1:1", "--timeout", "1s");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("không kết nối được", "does not answer");
    }

    @ParameterizedTest
    @CsvSource({
        "--timeout, 0s, 1s to 60s",
        "--user, admin, --password-file",
        "--address, http://admin:x@host/, without a password",
        "--address, 'no host', a host",
    })
    void nonsenseIsAUsageError(String option, String value, String help) {
        Cli.Result result = Cli.run("camera", "discover", option, value);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(help);
    }

    private CameraBuilder builder() {
        return SimulatedCamera.of(Scenes.named("street"), folder)
                .picture(160, 90, 12.5)
                .withOnvif(0);
    }
}
