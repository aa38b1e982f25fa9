package vn.trangtien.box.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VideoBenchResultTest {

    @Test
    void theJsonIsWhatItAlwaysWas() {
        var result = new VideoBenchResult(
                "street.mp4",
                2250,
                2,
                0.5,
                1.75,
                List.of(
                        VideoFigure.atMost("motionToDecode", 2.34567, 2.6, "ratio", "how"),
                        VideoFigure.skipped("decodeToFfmpeg", "ffmpeg is not installed")),
                List.of(new MemoryPoint(15, 333.4, 83)));

        assertThat(result.toJson()).isEqualTo("""
                        {"clip":"street.mp4","frames":2250,"cores":2,"loadBefore":0.5,"loadAfter":1.75,"figures":[\
                        {"name":"motionToDecode","value":2.346,"unit":"ratio","bar":"<= 2.6","verdict":"PASSED","note":"how"},\
                        {"name":"decodeToFfmpeg","value":0.0,"unit":"","bar":"","verdict":"SKIPPED",\
                        "note":"ffmpeg is not installed"}],\
                        "memory":[{"seconds":15.0,"residentMiB":333.4,"heapMiB":83.0}]}""");
        assertThat(result.keepsAll()).isTrue();
    }

    @Test
    void oneMissedBarIsEnough() {
        var result = new VideoBenchResult(
                "street.mp4", 2250, 2, 0, 0, List.of(VideoFigure.atLeast("looks", 4.8, 5, "1/s", "how")), List.of());

        assertThat(result.keepsAll()).isFalse();
    }
}
