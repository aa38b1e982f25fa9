package vn.trangtien.video.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FfmpegErrorsTest {

    private static final SourceAddress CAMERA = new SourceAddress("rtsp://10.0.0.7/sub");
    private static final SourceAddress FILE = new SourceAddress("/var/lib/clip.mp4");

    @BeforeAll
    static void loadLibraries() {
        NativeVideo.load();
    }

    @Test
    void numbersOfACameraMeanWhatFfmpegSaysTheyMean() {
        assertThat(problem(avutil.AVERROR_HTTP_UNAUTHORIZED())).isEqualTo(SourceProblem.SIGN_IN_REFUSED);
        assertThat(problem(avutil.AVERROR_HTTP_FORBIDDEN())).isEqualTo(SourceProblem.SIGN_IN_REFUSED);
        assertThat(problem(avutil.AVERROR_HTTP_NOT_FOUND())).isEqualTo(SourceProblem.NO_SUCH_STREAM);
        assertThat(problem(avutil.AVERROR_HTTP_OTHER_4XX())).isEqualTo(SourceProblem.CAMERA_REFUSES);
        assertThat(problem(avutil.AVERROR_PROTOCOL_NOT_FOUND())).isEqualTo(SourceProblem.ADDRESS_NOT_SUPPORTED);
        assertThat(problem(-110)).as("timed out").isEqualTo(SourceProblem.UNREACHABLE);
        assertThat(problem(-16)).as("busy").isEqualTo(SourceProblem.DEVICE_BUSY);
    }

    @Test
    void aFileIsNeverUnreachable() {
        assertThat(FfmpegErrors.problem(-5, FILE)).isEqualTo(SourceProblem.NOT_A_VIDEO);
        assertThat(FfmpegErrors.problem(avutil.AVERROR_STREAM_NOT_FOUND(), FILE))
                .isEqualTo(SourceProblem.NO_PICTURES);
    }

    private static SourceProblem problem(int number) {
        return FfmpegErrors.problem(number, CAMERA);
    }
}
