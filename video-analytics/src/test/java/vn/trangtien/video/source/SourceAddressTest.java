package vn.trangtien.video.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceAddressTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0} is live: {1}")
    @CsvSource({
        "rtsp://10.0.0.7/sub, true",
        "RTSP://10.0.0.7/sub, true",
        "http://cam/video.mjpg, true",
        "/var/lib/clip.mp4, false",
        "file:///var/lib/clip.mp4, false",
        "clip with spaces.mp4, false",
    })
    void tellsCamerasFromRecordings(String text, boolean live) {
        assertThat(new SourceAddress(text).isLive()).isEqualTo(live);
    }

    @Test
    void neverShowsAPassword() {
        var address = new SourceAddress("rtsp://admin:s3cret@10.0.0.7:554/sub");

        assertThat(address.shown()).isEqualTo("rtsp://***@10.0.0.7:554/sub");
        assertThat(VideoSourceException.of(SourceProblem.UNREACHABLE, address))
                .hasMessageNotContaining("s3cret")
                .hasMessageContaining("check its power");
    }

    /** Somebody who mistypes an address has typed a password all the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtps://admin:s3cret@10.0.0.7/sub",
                "gopher://admin:s3cret@10.0.0.7/sub",
                "rtsp//admin:s3cret@10.0.0.7/sub",
                "rtsp:/admin:s3cret@10.0.0.7/sub",
                "rtsp:admin:s3cret@10.0.0.7/sub",
                "admin:s3cret@10.0.0.7/sub"
            })
    void neverShowsThePasswordOfAMistypedAddress(String text) {
        assertThat(new SourceAddress(text).toString()).doesNotContain("s3cret").contains("10.0.0.7/sub");
    }

    @Test
    void aMissingFileSaysSoAndWhatToDo() {
        assertThatThrownBy(() -> open(directory.resolve("no.mp4").toString()))
                .isInstanceOfSatisfying(VideoSourceException.class, e -> {
                    assertThat(e.problem()).isEqualTo(SourceProblem.FILE_NOT_FOUND);
                    assertThat(e).hasMessageContaining("no.mp4").hasMessageContaining("check the path");
                    assertThat(e.vietnamese()).contains("no.mp4").contains("kiểm tra đường dẫn");
                });
    }

    @Test
    void aFileThatIsNoVideoSaysWhichFormatsAre() throws IOException {
        Path text = Files.writeString(directory.resolve("notes.mp4"), "these are no pictures\n".repeat(200));

        assertThatThrownBy(() -> open(text.toString()))
                .isInstanceOfSatisfying(
                        VideoSourceException.class, e -> assertThat(e.problem()).isEqualTo(SourceProblem.NOT_A_VIDEO))
                .hasMessageContaining("H.264");
    }

    @Test
    void anAddressOfAnotherKindIsRefusedBeforeAnythingIsOpened() {
        assertThatThrownBy(() -> open("ftp://host/clip.mp4"))
                .isInstanceOfSatisfying(
                        VideoSourceException.class,
                        e -> assertThat(e.problem()).isEqualTo(SourceProblem.ADDRESS_NOT_SUPPORTED));
    }

    @Test
    void aCameraThatIsNotThereSaysWhatToCheck() {
        assertThatThrownBy(() -> open("rtsp://127.0.0.1:1/none"))
                .isInstanceOfSatisfying(
                        VideoSourceException.class, e -> assertThat(e.problem()).isEqualTo(SourceProblem.UNREACHABLE));
    }

    private static void open(String source) throws VideoSourceException {
        FfmpegFrameSource.check(new SourceAddress(source), TIMEOUT);
    }
}
