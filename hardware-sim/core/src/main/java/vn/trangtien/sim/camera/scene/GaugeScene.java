package vn.trangtien.sim.camera.scene;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import vn.trangtien.sim.camera.truth.SceneTruth;
import vn.trangtien.sim.camera.truth.TrueCrossing;
import vn.trangtien.sim.camera.truth.TrueFrame;
import vn.trangtien.sim.camera.truth.TrueLine;
import vn.trangtien.sim.camera.truth.TrueMark;
import vn.trangtien.sim.camera.truth.TruePoint;
import vn.trangtien.sim.camera.truth.TrueZone;

/**
 * A staff gauge on a bridge pier: black marks of 5 cm and figures at each decimetre on a white board from 0 to 2.5 m, and water that
 * rises and falls evenly, with waves of up to 1.5 cm about its level.
 */
record GaugeScene(String name, Weather weather) implements Scene {

    static final double LOOP_SECONDS = 60;
    private static final double HIGHEST_METRES = 2.5;
    private static final double MEAN_METRES = 1.2;
    private static final double SWING_METRES = 0.8;
    private static final double WAVE_METRES = 0.015;

    private static final double BOARD_LEFT = 0.46;
    private static final double BOARD_RIGHT = 0.54;
    private static final double BOARD_TOP = 0.06;
    private static final double BOARD_BOTTOM = 0.94;

    private static final Color BOARD = new Color(238, 238, 232);
    private static final Color MARK = new Color(20, 20, 22);
    private static final Color FULL_METRE = new Color(190, 24, 24);
    private static final Color PIER = new Color(140, 136, 128);
    private static final Color WATER = new Color(78, 84, 66);
    private static final long SEED = 2_020;

    /** Mean level of the water, metres on the gauge. */
    static double level(double second) {
        return MEAN_METRES + SWING_METRES * Math.sin(2 * Math.PI * second / LOOP_SECONDS);
    }

    /** Where a height lies, as a share of the picture's height. */
    private static double share(double metres) {
        return BOARD_BOTTOM - metres / HIGHEST_METRES * (BOARD_BOTTOM - BOARD_TOP);
    }

    @Override
    public DoubleFunction<BufferedImage> painter(int width, int height) {
        BufferedImage dry = dry(width, height);
        var canvas = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        return at -> {
            double second = at % LOOP_SECONDS;
            Graphics2D graphics = canvas.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.drawImage(dry, 0, 0, null);
            water(graphics, width, height, second);
            graphics.dispose();
            weather.apply(canvas, second, LOOP_SECONDS);
            return canvas;
        };
    }

    private static BufferedImage dry(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(PIER);
        graphics.fillRect(0, 0, width, height);
        var random = new Random(SEED);
        for (int i = 0; i < 900; i++) {
            graphics.setColor(FigurePainter.shaded(PIER, 0.88 + random.nextDouble() * 0.24));
            graphics.fill(new Rectangle2D.Double(
                    random.nextDouble() * width, random.nextDouble() * height, width / 40.0, height / 60.0));
        }
        graphics.setColor(BOARD);
        graphics.fill(rectangle(width, height, BOARD_LEFT, share(HIGHEST_METRES), BOARD_RIGHT, share(0)));
        int fives = (int) Math.round(HIGHEST_METRES * 20);
        for (int i = 0; i < fives; i += 2) {
            double bottom = i / 20.0;
            boolean right = i / 2 % 2 == 0;
            graphics.setColor(MARK);
            graphics.fill(rectangle(
                    width,
                    height,
                    right ? BOARD_LEFT + 0.045 : BOARD_LEFT,
                    share(bottom + 0.05),
                    right ? BOARD_RIGHT : BOARD_LEFT + 0.035,
                    share(bottom)));
        }
        figures(graphics, width, height);
        graphics.dispose();
        return image;
    }

    private static void figures(Graphics2D graphics, int width, int height) {
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, Math.max(6, height / 30)));
        for (int decimetre = 0; decimetre < HIGHEST_METRES * 10; decimetre++) {
            graphics.setColor(decimetre % 10 == 0 ? FULL_METRE : MARK);
            graphics.drawString(
                    decimetre % 10 == 0 ? decimetre / 10 + " m" : Integer.toString(decimetre % 10),
                    (float) ((BOARD_RIGHT + 0.01) * width),
                    (float) (share(decimetre / 10.0) * height));
        }
    }

    private static void water(Graphics2D graphics, int width, int height, double second) {
        var surface = new Path2D.Double();
        surface.moveTo(0, height);
        for (int x = 0; x <= width; x += 2) {
            double place = x * 640.0 / width;
            double wave = WAVE_METRES
                    * (0.6 * Math.sin(place / 23 + second * 2.1) + 0.4 * Math.sin(place / 9.0 - second * 3.3));
            surface.lineTo(x, share(level(second) + wave) * height);
        }
        surface.lineTo(width, height);
        surface.closePath();
        graphics.setColor(WATER);
        graphics.fill(surface);
        var random = new Random(SEED);
        double top = share(level(second)) * height;
        for (int i = 0; i < 120; i++) {
            double x = (random.nextDouble() * width + second * (10 + random.nextInt(20))) % width;
            double y = top + 4 + random.nextDouble() * (height - top);
            graphics.setColor(FigurePainter.shaded(WATER, 0.9 + random.nextDouble() * 0.3));
            graphics.fill(new Rectangle2D.Double(x, y, width / 30.0, 1.5));
        }
    }

    private static Rectangle2D rectangle(int width, int height, double left, double top, double right, double bottom) {
        return new Rectangle2D.Double(left * width, top * height, (right - left) * width, (bottom - top) * height);
    }

    @Override
    public SceneTruth truth() {
        return new Truth(name);
    }

    /** Nobody is there, but the level is known. */
    private record Truth(String scene) implements SceneTruth {

        @Override
        public double loopSeconds() {
            return LOOP_SECONDS;
        }

        @Override
        public List<TrueLine> lines() {
            return List.of();
        }

        @Override
        public List<TrueZone> zones() {
            return List.of(new TrueZone(
                    "board",
                    List.of(
                            new TruePoint(BOARD_LEFT, BOARD_TOP),
                            new TruePoint(BOARD_RIGHT, BOARD_TOP),
                            new TruePoint(BOARD_RIGHT, BOARD_BOTTOM),
                            new TruePoint(BOARD_LEFT, BOARD_BOTTOM))));
        }

        @Override
        public List<TrueMark> marks() {
            return IntStream.rangeClosed(0, 5)
                    .mapToObj(i -> new TrueMark(new TruePoint((BOARD_LEFT + BOARD_RIGHT) / 2, share(i * 0.5)), i * 0.5))
                    .toList();
        }

        @Override
        public TrueFrame at(double second) {
            double within = second % LOOP_SECONDS;
            return new TrueFrame(within, List.of(), Map.of("board", 0), OptionalDouble.of(level(within)));
        }

        @Override
        public List<TrueCrossing> crossings() {
            return List.of();
        }
    }
}
