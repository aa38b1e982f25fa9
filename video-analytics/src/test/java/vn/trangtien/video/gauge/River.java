package vn.trangtien.video.gauge;

import java.util.List;
import java.util.Random;
import vn.trangtien.video.gauge.StaffGauge.Mark;
import vn.trangtien.video.picture.LumaFrame;
import vn.trangtien.video.picture.Point;

/**
 * A staff gauge of two metres at a bridge pier, drawn for each moment with the water exactly where the test wants it: black
 * and white fields of 10 cm with marks of 2 cm, brown water with ripples that reflects a little of the staff.
 */
final class River {

    static final int WIDTH = 32;
    static final int HEIGHT = 240;
    /** Metres from 0 at the lower end to 2 at the upper one. */
    static final StaffGauge GAUGE = new StaffGauge(
            "đập đá",
            new Point(0.5, 0.05),
            new Point(0.5, 0.95),
            List.of(
                    new Mark(new Point(0.5, 0.95), 0.0),
                    new Mark(new Point(0.5, 0.5), 1.0),
                    new Mark(new Point(0.5, 0.05), 2.0)));

    static final double METRES_PER_ROW = 2.0 / (0.9 * HEIGHT);

    double level = 1;
    double waveMetres = 0.01;
    double light = 1;
    double rain;
    double glare;
    double noise = 2;
    /** Centre of a floating branch on the scale, or NaN. */
    double debris = Double.NaN;

    private final Random random = new Random(3);
    private final byte[] pixels = new byte[WIDTH * HEIGHT];

    LumaFrame at(double seconds) {
        double wave = waveMetres
                * (Math.sin(seconds * 2.1) + 0.5 * Math.sin(seconds * 5.3 + 1) + 0.3 * random.nextGaussian());
        for (int y = 0; y < HEIGHT; y++) {
            double metres = 2 - (y / (double) HEIGHT - 0.05) / 0.9 * 2;
            for (int x = 0; x < WIDTH; x++) {
                boolean wet = metres < level + wave;
                double value = wet ? water(x, metres, seconds) : dry(x, metres);
                if (Math.abs(metres - debris) < 0.06 && Math.abs(x - WIDTH / 2) < 20) {
                    value = 60 + 10 * ((x * 7 + y * 3) % 3);
                }
                if (random.nextDouble() < rain) {
                    value = 220;
                }
                value = value * light + glare + noise * random.nextGaussian();
                pixels[y * WIDTH + x] = (byte) Math.max(0, Math.min(255, Math.round(value)));
            }
        }
        return new LumaFrame(WIDTH, HEIGHT, pixels, Math.round(seconds * 1e6));
    }

    private static double dry(int x, double metres) {
        if (Math.abs(x - WIDTH / 2) > 12) {
            return 110 + (x * 13 + (int) (metres * 40)) % 9;
        }
        int centimetres = (int) Math.floor(metres * 100 + 1e-9);
        boolean field = Math.floorMod(centimetres / 10, 2) == 0;
        boolean mark = x > WIDTH / 2 && Math.floorMod(centimetres / 2, 2) == 0;
        return field == mark ? 210 : 50;
    }

    private double water(int x, double metres, double seconds) {
        double ripple = 14 * Math.sin(x * 0.25 + seconds * 4 + metres * 90) * Math.sin(seconds * 3.1 + metres * 61);
        double mirrored = dry(x, 2 * level - metres);
        return 95 + ripple + 0.08 * (mirrored - 130);
    }
}
