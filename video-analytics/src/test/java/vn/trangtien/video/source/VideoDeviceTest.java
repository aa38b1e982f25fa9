package vn.trangtien.video.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of USB cameras. No device is opened here. */
class VideoDeviceTest {

    @ParameterizedTest
    @CsvSource({
        "/dev/video0, /dev/video0",
        "v4l2:/dev/video12, /dev/video12",
        "v4l2:///dev/video1, /dev/video1",
        "/dev/v4l/by-id/usb-046d_HD_Pro-video-index0, /dev/v4l/by-id/usb-046d_HD_Pro-video-index0"
    })
    void aDeviceIsALiveSource(String text, String path) throws VideoSourceException {
        var address = new SourceAddress(text);

        assertThat(address.isLive()).isTrue();
        assertThat(address.isDevice()).isTrue();
        assertThat(address.forFfmpeg()).isEqualTo(path);
    }

    @Test
    void wishesBecomeOptionsOfFfmpeg() throws VideoSourceException {
        var address = new SourceAddress("v4l2:/dev/video0?size=1280x720&rate=15&format=mjpeg");

        Map<String, String> options = InputOptions.of(address, Transport.TCP, Duration.ofSeconds(5));

        assertThat(options)
                .containsEntry("video_size", "1280x720")
                .containsEntry("framerate", "15")
                .containsEntry("input_format", "mjpeg")
                .doesNotContainKey("rtsp_transport");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v4l2:/etc/passwd",
                "v4l2:/dev/video0?size=big",
                "v4l2:/dev/video0?colour=red",
                "v4l2:/dev/video0?rate",
                "v4l2:/dev/../etc/passwd"
            })
    void whatIsNoDeviceOrNoWishIsRefused(String text) {
        assertThat(problem(text)).isEqualTo(SourceProblem.ADDRESS_NOT_SUPPORTED);
    }

    @Test
    void aDeviceThatIsNotThereSaysWhatToCheck() {
        assertThat(problem("/dev/video987")).isEqualTo(SourceProblem.DEVICE_NOT_FOUND);
        assertThat(SourceProblem.DEVICE_NOT_FOUND.english()).contains("/dev/video*");
        assertThat(SourceProblem.DEVICE_NOT_READABLE.vietnamese()).contains("nhóm video");
    }

    private static SourceProblem problem(String text) {
        var failure = catchThrowableOfType(
                VideoSourceException.class, () -> FfmpegFrameSource.open(SourceSettings.of(text), 0));
        assertThat(failure).isNotNull();
        return failure.problem();
    }
}
