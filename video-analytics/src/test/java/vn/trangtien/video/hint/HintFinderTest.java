package vn.trangtien.video.hint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.trangtien.video.picture.ColourImage;

class HintFinderTest {

    private static final int WIDTH = HintFinder.WIDTH;
    private static final int HEIGHT = HintFinder.HEIGHT;
    private static final double RATE = 5;

    /** Paints one moment into a picture of the place. */
    private interface Moment {
        void paint(double seconds, Canvas canvas);
    }

    private static final class Canvas {
        private final double[] rgb = new double[WIDTH * HEIGHT * 3];

        void set(int x, int y, double red, double green, double blue, double share) {
            if (x >= 0 && x < WIDTH && y >= 0 && y < HEIGHT) {
                int at = (y * WIDTH + x) * 3;
                rgb[at] += share * (red - rgb[at]);
                rgb[at + 1] += share * (green - rgb[at + 1]);
                rgb[at + 2] += share * (blue - rgb[at + 2]);
            }
        }

        void box(int left, int top, int width, int height, double red, double green, double blue, double share) {
            for (int y = top; y < top + height; y++) {
                for (int x = left; x < left + width; x++) {
                    set(x, y, red, green, blue, share);
                }
            }
        }
    }

    @Test
    void flamesThatBeginAreHintedAtAndNeverMoreThanThat() {
        var random = new Random(1);
        List<Hint> hints = watch(60, (seconds, canvas) -> {
            double size = Math.min(1, Math.max(0, (seconds - 20) / 15));
            for (int tongue = 0; tongue < 5; tongue++) {
                int height = (int) (size * (8 + 14 * random.nextDouble()));
                int width = (int) (size * (4 + 4 * random.nextDouble()));
                canvas.box(60 + 6 * tongue, 70 - height, width, height, 250, 150 + 60 * random.nextDouble(), 40, 1);
            }
        });

        assertThat(hints).isNotEmpty().allMatch(hint -> hint.kind() == HintKind.FIRE);
        assertThat(hints).allMatch(hint -> hint.confidence() <= Hint.MOST);
    }

    @Test
    void aSunsetARedSignABlinkingLampAndABrakingCarAreNoFire() {
        assertThat(watch(
                        90,
                        (seconds, canvas) ->
                                canvas.box(0, 0, WIDTH, 40, 230, 90 + seconds, 60, Math.min(0.9, seconds / 60))))
                .as("sunset")
                .isEmpty();
        assertThat(watch(60, (seconds, canvas) -> canvas.box(40, 20, 30, 20, 230, 60, 40, 1)))
                .as("red sign")
                .isEmpty();
        assertThat(watch(60, (seconds, canvas) -> {
                    if (seconds > 20 && seconds * 0.6 % 1 < 0.5) {
                        canvas.box(40, 20, 12, 12, 250, 160, 40, 1);
                    }
                }))
                .as("a blinking lamp")
                .isEmpty();
        assertThat(watch(
                        60,
                        (seconds, canvas) -> canvas.box((int) (seconds * 12 % 400) - 60, 50, 50, 25, 220, 60, 30, 1)))
                .as("red buses that drive past")
                .isEmpty();
    }

    @Test
    void smokeThatSpreadsIsHintedAt() {
        var random = new Random(2);
        List<Hint> hints = watch(70, (seconds, canvas) -> {
            double size = Math.min(1, Math.max(0, (seconds - 20) / 25));
            for (int puff = 0; puff < 40 * size; puff++) {
                double rise = random.nextDouble() * 50 * size;
                int x = (int) (80 + (random.nextDouble() - 0.5) * (10 + rise) * 1.2);
                int y = (int) (70 - rise);
                double grey = 150 + 30 * random.nextDouble();
                canvas.box(x - 7, y - 7, 14, 14, grey, grey, grey + 4, 0.75);
            }
        });

        assertThat(hints).isNotEmpty().allMatch(hint -> hint.kind() == HintKind.SMOKE);
    }

    @Test
    void fogDuskAndAParkedVanAreNoSmoke() {
        var random = new Random(3);
        assertThat(watch(120, (seconds, canvas) -> {
                    double fog = Math.min(0.85, Math.max(0, (seconds - 20) / 60));
                    for (int y = 0; y < HEIGHT; y++) {
                        double share = Math.min(0.95, fog * (1.3 - 0.6 * y / HEIGHT));
                        double grey = 180 + 4 * random.nextGaussian();
                        canvas.box(0, y, WIDTH, 1, grey, grey, grey, share);
                    }
                }))
                .as("fog, thicker in the distance")
                .isEmpty();
        assertThat(watch(
                        120,
                        (seconds, canvas) -> canvas.box(0, 0, WIDTH, HEIGHT, 10, 10, 15, Math.min(0.9, seconds / 100))))
                .as("dusk")
                .isEmpty();
        assertThat(watch(60, (seconds, canvas) -> {
                    int left = (int) Math.min(60, -60 + Math.max(0, seconds - 20) * 30);
                    canvas.box(left, 30, 55, 35, 190, 190, 190, 1);
                }))
                .as("a van")
                .isEmpty();
    }

    @Test
    void nothingHappensInAnEmptyStreet() {
        assertThat(watch(60, (seconds, canvas) -> {})).isEmpty();
    }

    private static List<Hint> watch(double seconds, Moment moment) {
        var finder = new HintFinder(Set.of(HintKind.values()));
        var random = new Random(9);
        var hints = new ArrayList<Hint>();
        for (int frame = 0; frame < seconds * RATE; frame++) {
            var canvas = new Canvas();
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    double brick = (x / 3 + y / 4) % 2 == 0 ? 120 : 95;
                    canvas.set(x, y, brick + 8, brick, brick - 6, 1);
                }
            }
            moment.paint(frame / RATE, canvas);
            byte[] bgr = new byte[WIDTH * HEIGHT * 3];
            for (int i = 0; i < bgr.length; i++) {
                int channel = i % 3;
                double value = canvas.rgb[i - channel + 2 - channel] + random.nextInt(5) - 2;
                bgr[i] = (byte) Math.max(0, Math.min(255, Math.round(value)));
            }
            hints.addAll(finder.look(new ColourImage(WIDTH, HEIGHT, bgr), Math.round(frame * 1e6 / RATE)));
        }
        return hints;
    }
}
