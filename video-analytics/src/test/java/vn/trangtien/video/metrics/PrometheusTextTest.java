package vn.trangtien.video.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {

    static final CameraMetrics CAMERA = new CameraMetrics(
            "cổng \"A\"\\1\n2",
            true,
            new CameraMetrics.Source(24.5, 100, 90, 10, 2),
            new CameraMetrics.Looks(40, 1, 3, 5, 0.7, 120, 950, 21, 60),
            new CameraMetrics.Plates(true, 20, 3, 1, 5, 11, 4, 300, 1_500),
            new CameraMetrics.Output(4, 30, 12, 2, 7, 1));

    @Test
    void everySampleHasItsHelpAndTypeOnceAndBefore() {
        String text = PrometheusText.of(List.of(CAMERA, CAMERA), new ProcessMemory(1024, 512));
        List<String> lines = text.lines().toList();
        List<String> types =
                lines.stream().filter(line -> line.startsWith("# TYPE ")).toList();
        Set<String> names = types.stream().map(line -> line.split(" ")[2]).collect(Collectors.toSet());

        assertThat(names).hasSameSizeAs(types);
        assertThat(text).endsWith("\n");
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.startsWith("#")) {
                String name = line.split("[{ ]")[0];
                assertThat(lines.subList(0, i)).anyMatch(earlier -> earlier.startsWith("# TYPE " + name + " "));
                assertThat(line).matches("[a-z_]+(\\{([a-z]+=\"([^\"\\\\\n]|\\\\[\\\\\"n])*\",?)+})? [0-9.E+-]+");
            }
        }
    }

    @Test
    void labelsAreEscapedAndFiguresAreInSeconds() {
        String text = PrometheusText.of(List.of(CAMERA), new ProcessMemory(Double.NaN, 512));

        assertThat(text)
                .contains("trangtien_video_up{camera=\"cổng \\\"A\\\"\\\\1\\n2\"} 1\n")
                .contains("_detection_age_seconds{camera=\"cổng \\\"A\\\"\\\\1\\n2\",quantile=\"0.95\"} 0.95\n")
                .contains("trangtien_video_frames_per_second{camera=\"cổng \\\"A\\\"\\\\1\\n2\"} 24.5\n")
                .contains("_plate_age_seconds{camera=\"cổng \\\"A\\\"\\\\1\\n2\",quantile=\"0.5\"} 0.3\n")
                .contains("trangtien_video_plate_looks_refused_total{camera=\"cổng \\\"A\\\"\\\\1\\n2\"} 5\n")
                .contains("trangtien_video_resident_memory_bytes NaN\n");
    }

    @Test
    void percentilesAreThoseOfTheLastValues() {
        var percentiles = new Percentiles();
        assertThat(percentiles.at(0.95)).isZero();
        for (int i = 1; i <= 1_000; i++) {
            percentiles.add(i > 744 ? i - 744 : 1e9);
        }

        assertThat(percentiles.at(0.5)).isEqualTo(128);
        assertThat(percentiles.at(0.95)).isEqualTo(244);
    }
}
