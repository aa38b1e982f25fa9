package vn.trangtien.sim.camera;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Comparator;
import java.util.List;

/** Draws one moment of the street. Keeps its canvas; not thread-safe. The same moment gives the same pixels. */
final class SceneRenderer {

    static final int WIDTH = 640;
    static final int HEIGHT = 360;

    /** A cloud that passes makes the whole picture darker and lighter by this share. */
    private static final double CLOUD = 0.08;

    private static final double NEAREST_METRES = 3;
    private static final double FARTHEST_METRES = 95;

    private final StreetScene scene;
    private final Perspective view = Perspective.overRoad(WIDTH, HEIGHT);
    private final BufferedImage backdrop = Backdrop.paint(view);
    private final BufferedImage canvas = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);

    SceneRenderer(StreetScene scene) {
        this.scene = scene;
    }

    /** Draws onto the renderer's own canvas, which the next call paints over. */
    BufferedImage render(double second) {
        double loop = scene.loop().toNanos() / 1e9;
        Graphics2D graphics = canvas.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.drawImage(backdrop, 0, 0, null);
        var painter = new MoverPainter(graphics, view);
        for (Placed placed : visible(second, loop)) {
            painter.paint(placed.mover, placed.along);
        }
        graphics.dispose();
        shade(1 + CLOUD * Math.sin(2 * Math.PI * second * 2 / loop));
        return canvas;
    }

    private record Placed(Mover mover, double along) {}

    /** The far ones first, so that near ones cover them. */
    private List<Placed> visible(double second, double loop) {
        return scene.movers().stream()
                .map(mover -> new Placed(mover, mover.along(second, loop, StreetScene.LINE_METRES)))
                .filter(placed -> placed.along > NEAREST_METRES && placed.along < FARTHEST_METRES)
                .sorted(Comparator.comparingDouble(Placed::along).reversed())
                .toList();
    }

    private void shade(double factor) {
        var table = new byte[256];
        for (int level = 0; level < table.length; level++) {
            table[level] = (byte) Math.min(255, Math.round(level * factor));
        }
        byte[] pixels = ((DataBufferByte) canvas.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = table[pixels[i] & 0xFF];
        }
    }

    static Color shaded(Color colour, double factor) {
        return new Color(
                (int) Math.min(255, colour.getRed() * factor), (int) Math.min(255, colour.getGreen() * factor), (int)
                        Math.min(255, colour.getBlue() * factor));
    }
}
