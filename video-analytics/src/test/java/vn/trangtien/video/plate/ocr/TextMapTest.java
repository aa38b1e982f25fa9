package vn.trangtien.video.plate.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextMapTest {

    private static final int WIDTH = 160;
    private static final int HEIGHT = 120;

    @ParameterizedTest(name = "a line tilted by {0} degrees")
    @ValueSource(ints = {-30, -12, -5, 0, 3, 10, 25, 40})
    void aTiltedLineIsMeasuredAlongItself(int degrees) {
        float[] map = new float[WIDTH * HEIGHT];
        mark(map, 80, 60, 70, 10, degrees, 0.9f);

        TextBox box = TextMap.boxes(map, WIDTH, HEIGHT).get(0);

        assertThat(Math.toDegrees(box.angle())).isCloseTo(degrees, within(2.0));
        assertThat(box.x()).isCloseTo(80, within(1.0));
        assertThat(box.y()).isCloseTo(60, within(1.0));
        // Core of 70 x 10 grown by 1.9 times its area over its circumference on each side.
        double growth = 2 * 1.9 * 700 / 160;
        assertThat(box.width()).isCloseTo(70 + growth, within(3.5));
        assertThat(box.height()).isCloseTo(10 + growth, within(3.5));
        assertThat(box.score()).isCloseTo(0.9, within(0.01));
    }

    @Test
    void linesApartAreTwoBoxesLargestFirst() {
        float[] map = new float[WIDTH * HEIGHT];
        mark(map, 60, 30, 40, 8, 0, 0.8f);
        mark(map, 80, 80, 90, 12, 0, 0.8f);

        List<TextBox> boxes = TextMap.boxes(map, WIDTH, HEIGHT);

        assertThat(boxes).hasSize(2);
        assertThat(boxes.get(0).y()).isCloseTo(80, within(1.0));
        assertThat(boxes.get(1).y()).isCloseTo(30, within(1.0));
    }

    @Test
    void faintAndTinyMarksAreNoText() {
        float[] map = new float[WIDTH * HEIGHT];
        mark(map, 60, 30, 40, 8, 0, 0.4f);
        mark(map, 80, 80, 2, 2, 0, 0.9f);
        mark(map, 80, 100, 50, 1, 0, 0.9f);

        assertThat(TextMap.boxes(map, WIDTH, HEIGHT)).isEmpty();
    }

    @Test
    void aMapFullOfTextIsOneBoxAndNoTrouble() {
        float[] map = new float[WIDTH * HEIGHT];
        java.util.Arrays.fill(map, 1);

        assertThat(TextMap.boxes(map, WIDTH, HEIGHT))
                .singleElement()
                .satisfies(box -> assertThat(box.x()).isEqualTo(WIDTH / 2.0));
    }

    @Test
    void aMapThatIsTooSmallIsRefused() {
        assertThatThrownBy(() -> TextMap.boxes(new float[5], 3, 2)).hasMessageContaining("needs 6 values, but has 5");
    }

    @Test
    void halvesLieAboveEachOtherAcrossTheLine() {
        var box = new TextBox(50, 50, 40, 20, Math.toRadians(90 / 4.0), 1);

        TextBox upper = box.half(true);
        TextBox lower = box.half(false);

        assertThat(Math.hypot(upper.x() - lower.x(), upper.y() - lower.y())).isCloseTo(10, within(1e-9));
        assertThat(upper.y()).isLessThan(lower.y());
        assertThat((upper.x() + lower.x()) / 2).isCloseTo(50, within(1e-9));
    }

    private static void mark(
            float[] map, double x, double y, double width, double height, double degrees, float value) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        for (int py = 0; py < HEIGHT; py++) {
            for (int px = 0; px < WIDTH; px++) {
                double dx = px + 0.5 - x;
                double dy = py + 0.5 - y;
                double along = dx * cos + dy * sin;
                double across = dy * cos - dx * sin;
                if (Math.abs(along) <= width / 2 && Math.abs(across) <= height / 2) {
                    map[py * WIDTH + px] = value;
                }
            }
        }
    }
}
