package vn.trangtien.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.video.CameraStatus.State;
import vn.trangtien.video.source.BadStreams;
import vn.trangtien.video.source.Pace;

/** Each kind of bad input as a camera: a state with a reason and a remedy in both languages, and nothing else happens. */
class BadInputTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> UNUSABLE =
            List.of("missing", "folder", "empty", "text", "noise", "truncated", "sound", "sound-with-cover", "thin");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "missing          | does not exist     | không tìm thấy tệp",
                "folder           | this is no file    | không phải là tệp",
                "empty            | the file is empty  | tệp rỗng",
                "text             | no video           | không phải video",
                "noise            | no video           | không phải video",
                "truncated        | cut off            | bị cắt cụt",
                "sound            | sound but no       | chỉ có âm thanh",
                "sound-with-cover | sound but no       | chỉ có âm thanh",
                "thin             | 20 times as long   | hình quá dẹt",
                "beyond-8k        | 8192 x 4320        | 8192 x 4320",
            })
    void whatCannotBeUsedSaysWhy(String kind, String english, String vietnamese) throws IOException {
        var listener = new RecordingListener();
        try (var camera = start(kind, kind, listener)) {
            await().atMost(PATIENCE).until(() -> !listener.states.isEmpty());
            assertThat(camera.statistics().framesDecoded()).isZero();
        }

        assertThat(listener.stateNames()).containsExactly(State.DISCONNECTED);
        assertThat(listener.states.get(0).reason())
                .contains(english)
                .contains("; ")
                .doesNotContain("Exception", "FFmpeg");
        assertThat(listener.states.get(0).reasonVietnamese())
                .contains(vietnamese)
                .contains("; hãy");
    }

    @ParameterizedTest
    @CsvSource({
        "8k, 3, 3",
        "odd, 3, 3",
        "one-a-second, 8, 8",
        "changing, 110, 120",
        "cut-stream, 10, 35",
        "corrupt, 20, 60"
    })
    void whatCanBeUsedIsUsed(String kind, long least, long most) throws IOException {
        var listener = new RecordingListener();
        try (var camera = start(kind, kind, listener)) {
            await().atMost(PATIENCE).until(() -> listener.stateNames().contains(State.ENDED));
            assertThat(camera.statistics().framesDecoded()).isBetween(least, most);
        }
    }

    @Test
    void whatBecomesUnusableSaysWhyWhenItDoes() throws IOException {
        var listener = new RecordingListener();
        try (var camera = start("turning-thin", "turning-thin", listener)) {
            await().atMost(PATIENCE).until(() -> listener.states.size() >= 2);
            assertThat(camera.statistics().framesDecoded()).isEqualTo(3);
        }

        assertThat(listener.stateNames()).startsWith(State.CONNECTED, State.DISCONNECTED);
        assertThat(listener.states.get(1).reason()).contains("20 times as long");
    }

    @Test
    void aGoodCameraGoesOnBesideAllOfThemAndNoThreadStaysBehind() throws IOException {
        var listener = new RecordingListener();
        CameraConfig good = CameraConfig.of(
                        "good", BadStreams.good(folder.resolve("good.mp4")).toString())
                .withLoop(true);
        try (var camera = VideoPipeline.start(good, listener, Clock.systemUTC())) {
            var bad = new ArrayList<VideoPipeline>();
            var heard = new ArrayList<RecordingListener>();
            for (int i = 0; i < 5; i++) {
                for (String kind : UNUSABLE) {
                    heard.add(new RecordingListener());
                    bad.add(start(kind, kind + i, heard.get(heard.size() - 1)));
                }
            }
            await().atMost(PATIENCE).until(() -> heard.stream().noneMatch(each -> each.states.isEmpty()));
            long before = camera.statistics().framesDecoded();
            await().atMost(PATIENCE).until(() -> camera.statistics().framesDecoded() > before + 20);
            bad.forEach(VideoPipeline::close);
        }

        assertThat(listener.stateNames()).containsExactly(State.CONNECTED);
        await().atMost(PATIENCE).until(() -> threadsOfCameras() == 0);
    }

    private static long threadsOfCameras() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("camera-"))
                .count();
    }

    private VideoPipeline start(String kind, String id, CameraListener listener) throws IOException {
        CameraConfig config = CameraConfig.of(id, BadStreams.write(kind, folder).toString());
        return VideoPipeline.start(config.withPace(Pace.AS_FAST_AS_POSSIBLE), listener, Clock.systemUTC());
    }
}
