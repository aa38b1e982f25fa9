package vn.trangtien.video.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FfmpegErrorsTest {

    @BeforeAll
    static void loadLibraries() {
        NativeVideo.load();
    }

    @Test
    void numbersMeanWhatFfmpegSaysTheyMean() {
        assertThat(problem(avutil.AVERROR_HTTP_UNAUTHORIZED())).isEqualTo(SourceProblem.SIGN_IN_REFUSED);
        assertThat(problem(avutil.AVERROR_HTTP_FORBIDDEN())).isEqualTo(SourceProblem.SIGN_IN_REFUSED);
        assertThat(problem(avutil.AVERROR_HTTP_NOT_FOUND())).isEqualTo(SourceProblem.NO_SUCH_STREAM);
        assertThat(problem(avutil.AVERROR_PROTOCOL_NOT_FOUND())).isEqualTo(SourceProblem.ADDRESS_NOT_SUPPORTED);
        assertThat(problem(-110)).as("timed out").isEqualTo(SourceProblem.UNREACHABLE);
    }

    @Test
    void aMessageWithoutANumberIsAboutTheContent() {
        assertThat(FfmpegErrors.problemIn("Did not find a video or audio stream"))
                .isEqualTo(SourceProblem.NOT_A_VIDEO);
    }

    private static SourceProblem problem(int number) {
        return FfmpegErrors.problemIn("avformat_open_input() error %d: Could not open input".formatted(number));
    }
}
