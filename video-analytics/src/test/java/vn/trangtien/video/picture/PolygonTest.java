package vn.trangtien.video.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolygonTest {

    @Test
    void whatIsInsideOfAnAngledAreaIsInside() {
        Polygon corner = polygon(0.1, 0.1, 0.9, 0.1, 0.9, 0.4, 0.4, 0.4, 0.4, 0.9, 0.1, 0.9);

        assertThat(corner.contains(new Point(0.2, 0.8))).isTrue();
        assertThat(corner.contains(new Point(0.8, 0.2))).isTrue();
        assertThat(corner.contains(new Point(0.7, 0.7)))
                .as("beyond the inner corner")
                .isFalse();
        assertThat(corner.contains(new Point(0.05, 0.5))).isFalse();
        assertThat(corner.area()).isCloseTo(0.8 * 0.8 - 0.5 * 0.5, within(1e-9));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0 0 1 1                              | must be 3 to 64, but were 2",
                "0.1 0.1 0.9 0.9 0.9 0.1 0.1 0.9      | must not cross",
                "0.1 0.1 0.5 0.1 0.9 0.1              | on one line",
                "10 10 200 10 200 200                 | divide pixels",
                "0.1 0.1 0.1 0.1 0.9 0.1 0.9 0.9      | remove one",
                "0.1 0.1 0.9 0.1 0.5 0.1 0.5 0.9      | must not cross",
            })
    void aDrawingThatCannotBeMeantIsRefusedWithTheRemedy(String coordinates, String message) {
        double[] values = Arrays.stream(coordinates.trim().split(" +"))
                .mapToDouble(Double::parseDouble)
                .toArray();

        assertThatThrownBy(() -> polygon(values))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aClosingPointIsDropped() {
        assertThat(polygon(0, 0, 0.2, 0, 0.2, 0.1, 0, 0).points()).hasSize(3);
    }

    @Test
    void randomStarsContainAsMuchAsTheirAreaSaysEitherWayRound() {
        var random = new Random(20_190_815);
        for (int i = 0; i < 50; i++) {
            List<Point> points = star(random);
            var star = new Polygon(points);
            Collections.reverse(points);
            var reversed = new Polygon(points);
            Box bounds = star.bounds();
            int inside = 0;
            int wrong = 0;
            for (int k = 0; k < 4_000; k++) {
                var point = new Point(random.nextDouble(), random.nextDouble());
                boolean in = star.contains(point);
                wrong += in != reversed.contains(point) || in && !bounds.contains(point) ? 1 : 0;
                inside += in ? 1 : 0;
            }
            assertThat(wrong).isZero();
            assertThat(inside / 4_000.0).isCloseTo(star.area(), within(0.04));
        }
    }

    private static List<Point> star(Random random) {
        int corners = 3 + random.nextInt(20);
        var points = new ArrayList<Point>();
        for (int k = 0; k < corners; k++) {
            double angle = 2 * Math.PI * k / corners;
            double radius = 0.1 + 0.39 * random.nextDouble();
            points.add(new Point(0.5 + radius * Math.cos(angle), 0.5 + radius * Math.sin(angle)));
        }
        return points;
    }

    private static Polygon polygon(double... values) {
        var points = new ArrayList<Point>();
        for (int i = 0; i < values.length; i += 2) {
            points.add(new Point(values[i], values[i + 1]));
        }
        return new Polygon(points);
    }
}
