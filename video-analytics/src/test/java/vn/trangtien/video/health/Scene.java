package vn.trangtien.video.health;

import java.util.List;
import java.util.Random;
import vn.trangtien.video.picture.LumaFrame;

/** A rendered street: houses with windows, a road with marks, a pavement of slabs. The test changes light, lens and camera. */
final class Scene {

    static final int WIDTH = 320;
    static final int HEIGHT = 180;
    private static final int MARGIN = 80;

    /** A prime, so that the same grain never lies on the same pixels in order. */
    private static final int GRAIN = 104_729;

    private static final int WIDE = WIDTH + 2 * MARGIN;
    private static final int HIGH = HEIGHT + 2 * MARGIN;

    private final Random random = new Random(11);
    private final double[] world = new double[WIDE * HIGH];
    private final double[] view = new double[WIDTH * HEIGHT];
    private final double[] grain = new double[GRAIN];
    private List<Object> painted = List.of();
    private long micros;

    /** Set what is to be different from a clear day; everything stays until it is set again. */
    double gain = 1;

    double offset;
    double noise = 1.5;
    int blur;
    int turnedX;
    int turnedY;
    int rain;
    boolean night;
    double coveredShare;
    double coveredLevel = 60;
    int lorryX = Integer.MAX_VALUE;

    Scene() {
        for (int i = 0; i < GRAIN; i++) {
            grain[i] = random.nextGaussian();
        }
        for (int y = 0; y < HIGH; y++) {
            for (int x = 0; x < WIDE; x++) {
                world[y * WIDE + x] = paint(x, y);
            }
        }
    }

    private static double paint(int x, int y) {
        int horizon = HIGH / 2 - 20;
        if (y < horizon) {
            int house = x / 57;
            int tall = 60 + (house * 37) % 70;
            if (y < horizon - tall) {
                return 200 - y * 0.2;
            }
            int windowX = (x % 57) % 14;
            int windowY = y % 17;
            boolean window = windowX > 3 && windowX < 11 && windowY > 4 && windowY < 13;
            return window ? 55 + (house * 13) % 30 : 120 + (house * 53) % 70;
        }
        if (y < horizon + 34) {
            return (x / 12 + y / 9) % 2 == 0 ? 150 : 118;
        }
        boolean mark = y > horizon + 70 && y < horizon + 78 && x % 60 < 34;
        int hash = (x / 9 * 73 + y / 7 * 151) % 23;
        return mark ? 225 : 80 + hash;
    }

    /** The next picture, so many seconds later. */
    LumaFrame after(double seconds) {
        micros += Math.round(seconds * 1e6);
        return new LumaFrame(WIDTH, HEIGHT, render(), micros);
    }

    /** The same pixels again, later. */
    LumaFrame again(LumaFrame frame, double seconds) {
        micros += Math.round(seconds * 1e6);
        return new LumaFrame(WIDTH, HEIGHT, frame.pixels(), micros);
    }

    private byte[] render() {
        paintView();
        var pixels = new byte[view.length];
        int grainAt = random.nextInt(GRAIN);
        for (int i = 0; i < view.length; i++) {
            double level = view[i] * gain + offset + grain[(grainAt + i) % GRAIN] * noise;
            pixels[i] = (byte) Math.max(0, Math.min(255, Math.round(level)));
        }
        for (int i = 0; i < rain; i++) {
            int x = random.nextInt(WIDTH);
            int top = random.nextInt(HEIGHT - 14);
            for (int y = top; y < top + 14; y++) {
                pixels[y * WIDTH + x] = (byte) Math.min(255, (pixels[y * WIDTH + x] & 0xFF) + 35);
            }
        }
        return pixels;
    }

    /** Painting anew is only needed when something in front of the lens has changed. */
    private void paintView() {
        List<Object> wanted = List.of(blur, turnedX, turnedY, night, coveredShare, coveredLevel, lorryX);
        if (wanted.equals(painted)) {
            return;
        }
        painted = wanted;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                view[y * WIDTH + x] = seen(x, y);
            }
        }
        for (int i = 0; i < blur; i++) {
            soften();
        }
    }

    private double seen(int x, int y) {
        if (x < coveredShare * WIDTH) {
            return coveredLevel;
        }
        if (x >= lorryX && x < lorryX + 400 && y > 10) {
            return (y - 10) % 60 < 3 || (x - lorryX) % 90 < 3 ? 70 : 190;
        }
        double level = world[(y + MARGIN + turnedY) * WIDE + x + MARGIN + turnedX];
        if (!night) {
            return level;
        }
        double lamp = 0;
        for (int i = 0; i < 5; i++) {
            double dx = x + turnedX - 30 - 65 * i;
            double dy = y + turnedY - 60;
            lamp += 220 * Math.exp(-(dx * dx + dy * dy) / 300);
        }
        return level * (0.12 + lamp / 500) + lamp * 0.6;
    }

    private void soften() {
        double[] copy = view.clone();
        for (int y = 1; y < HEIGHT - 1; y++) {
            for (int x = 1; x < WIDTH - 1; x++) {
                double sum = 0;
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        sum += copy[(y + dy) * WIDTH + x + dx];
                    }
                }
                view[y * WIDTH + x] = sum / 9;
            }
        }
    }
}
