package vn.trangtien.video.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CameraCredentialsTest {

    @ParameterizedTest
    @CsvSource({
        "rtsp://admin:s3cret@10.0.0.7:554/sub, rtsp://***@10.0.0.7:554/sub, 10.0.0.7",
        "rtsp://admin:p@ss@cam/sub, rtsp://***@cam/sub, cam",
        "rtsp://admin:a/b?c@cam/sub, rtsp://***@cam/sub, cam",
        "rtsp://cam/live@2, rtsp://cam/live@2, cam",
        "rtsp://cam:554/live@2, rtsp://cam:554/live@2, cam",
        "rtsp://admin:x@[fe80::1]:554/a, rtsp://***@[fe80::1]:554/a, fe80::1",
        "http://cam/video?user=admin&pwd=geheim&ch=1, http://cam/video?user=***&pwd=***&ch=1, cam",
        "http://cam/video?loginpassword=geheim, http://cam/video?loginpassword=***, cam",
    })
    void areNeverShown(String address, String shown, String host) {
        var source = new SourceAddress(address);

        assertThat(source.shown()).isEqualTo(shown);
        assertThat(source).hasToString(shown);
        assertThat(CameraCredentials.host(address)).isEqualTo(host);
    }

    @ParameterizedTest
    @CsvSource({
        "rtsp://admin:a/b?c@cam/sub, rtsp://admin:a%2Fb%3Fc@cam/sub",
        "rtsp://admin:p@ss@cam/sub, rtsp://admin:p%40ss@cam/sub",
        "rtsp://cam/sub?x=1, rtsp://cam/sub?x=1",
    })
    void areWrittenAsFfmpegUnderstandsThem(String address, String encoded) {
        assertThat(CameraCredentials.encode(address)).isEqualTo(encoded);
    }
}
