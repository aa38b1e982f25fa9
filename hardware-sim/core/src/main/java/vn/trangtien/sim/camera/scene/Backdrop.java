package vn.trangtien.sim.camera.scene;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Random;

/** The street without anybody in it: asphalt, markings, pavements, lawn and trees. */
final class Backdrop {

    private static final Color LAWN = new Color(86, 112, 62);
    private static final Color PAVEMENT = new Color(160, 152, 142);
    private static final Color KERB = new Color(190, 186, 178);
    private static final Color ASPHALT = new Color(104, 106, 110);
    private static final Color MARKING = new Color(222, 222, 214);

    private static final double NEAR = 4;
    private static final double FAR = 120;
    private static final double ROAD_HALF_METRES = 7.5;
    private static final double PAVEMENT_METRES = 3.6;
    private static final long SEED = 1_933;
    private static final int GRAIN = 7;

    private final Graphics2D graphics;
    private final Perspective view;
    private final Random random = new Random(SEED);

    private Backdrop(Graphics2D graphics, Perspective view) {
        this.graphics = graphics;
        this.view = view;
    }

    /** What kind of place it is. */
    enum Ground {
        STREET,
        SQUARE,
        CAR_PARK
    }

    static BufferedImage paint(Perspective view, Ground place) {
        var image = new BufferedImage(view.width(), view.height(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        var backdrop = new Backdrop(graphics, view);
        switch (place) {
            case STREET -> backdrop.street(image);
            case SQUARE -> backdrop.square(image);
            case CAR_PARK -> backdrop.carPark(image);
        }
        graphics.dispose();
        return image;
    }

    private void street(BufferedImage image) {
        ground();
        grain(image);
        markings();
        trees();
    }

    private void square(BufferedImage image) {
        graphics.setColor(PAVEMENT);
        graphics.fillRect(0, 0, view.width(), view.height());
        for (double z = 4; z < 60; z += 2) {
            for (double x = -40; x < 40; x += 2) {
                double shade = 0.94 + 0.08 * random.nextDouble();
                strip(FigurePainter.shaded(PAVEMENT, shade), x + 0.05, x + 1.95, z + 0.05, z + 1.95);
            }
        }
        strip(LAWN, -60, 60, 38, 90);
        grain(image);
    }

    /** Five spaces on either side of the lane. */
    private void carPark(BufferedImage image) {
        graphics.setColor(ASPHALT);
        graphics.fillRect(0, 0, view.width(), view.height());
        for (int side = -1; side <= 1; side += 2) {
            for (int i = 0; i <= 5; i++) {
                double x = CarPark.LEFT_METRES + i * CarPark.SPACE_METRES;
                double near = side * CarPark.LANE_METRES;
                double far = side * CarPark.DEPTH_METRES;
                strip(MARKING, x - 0.06, x + 0.06, Math.min(near, far), Math.max(near, far));
            }
        }
        grain(image);
    }

    private void ground() {
        graphics.setColor(LAWN);
        graphics.fillRect(0, 0, view.width(), view.height());
        double outer = ROAD_HALF_METRES + PAVEMENT_METRES;
        strip(PAVEMENT, -outer, outer, NEAR, FAR);
        strip(KERB, -ROAD_HALF_METRES - 0.25, ROAD_HALF_METRES + 0.25, NEAR, FAR);
        strip(ASPHALT, -ROAD_HALF_METRES, ROAD_HALF_METRES, NEAR, FAR);
    }

    /** Asphalt and lawn are never even. */
    private void grain(BufferedImage image) {
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < pixels.length; i += 3) {
            int factor = 128 + random.nextInt(2 * GRAIN + 1) - GRAIN;
            for (int channel = i; channel < i + 3; channel++) {
                pixels[channel] = (byte) Math.min(255, (pixels[channel] & 0xFF) * factor / 128);
            }
        }
    }

    private void markings() {
        strip(MARKING, -0.25, -0.1, NEAR, FAR);
        strip(MARKING, 0.1, 0.25, NEAR, FAR);
        for (double z = NEAR; z < FAR; z += 6) {
            strip(MARKING, 4.1, 4.25, z, z + 3);
            strip(MARKING, -4.25, -4.1, z, z + 3);
        }
        for (double x = -ROAD_HALF_METRES + 0.5; x < ROAD_HALF_METRES - 0.5; x += 1) {
            strip(MARKING, x, x + 0.5, 30, 33);
        }
    }

    private void trees() {
        for (double z = 70; z > 14; z -= 9) {
            tree(-14.5, z);
            tree(14.5, z + 4);
        }
    }

    private void tree(double x, double z) {
        for (int i = 0; i < 40; i++) {
            Point2D centre = view.project(
                    x + random.nextGaussian() * 0.7,
                    2.6 + random.nextGaussian() * 0.7,
                    z + random.nextGaussian() * 0.7);
            double radius = (0.5 + random.nextDouble() * 0.4) * view.pixelsPerMetre(z);
            graphics.setColor(FigurePainter.shaded(new Color(46, 92, 44), 0.7 + random.nextDouble() * 0.6));
            graphics.fill(new Ellipse2D.Double(centre.getX() - radius, centre.getY() - radius, 2 * radius, 2 * radius));
        }
    }

    private void strip(Color colour, double left, double right, double near, double far) {
        var path = new Path2D.Double();
        corner(path, left, near, true);
        corner(path, right, near, false);
        corner(path, right, far, false);
        corner(path, left, far, false);
        path.closePath();
        graphics.setColor(colour);
        graphics.fill(path);
    }

    private void corner(Path2D path, double x, double z, boolean first) {
        Point2D point = view.project(x, 0, z);
        if (first) {
            path.moveTo(point.getX(), point.getY());
        } else {
            path.lineTo(point.getX(), point.getY());
        }
    }
}
