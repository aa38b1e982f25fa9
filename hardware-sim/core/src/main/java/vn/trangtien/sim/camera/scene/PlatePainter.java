package vn.trangtien.sim.camera.scene;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

/**
 * Draws number plates, seen straight on, in the JDK's own sans-serif letters; the real ones have a type of their own that is narrower
 * and bolder. Needs a machine with fonts.
 */
public final class PlatePainter {

    private static final Color WHITE = new Color(240, 240, 236);
    private static final Color BLUE = new Color(24, 60, 140);
    private static final Color YELLOW = new Color(240, 196, 24);
    private static final Color BLACK = new Color(18, 18, 20);

    private static final int LOWEST_PIXELS = 8;
    private static final int HIGHEST_PIXELS = 2_000;
    private static final int ON_VEHICLE_PIXELS = 120;
    private static final double PLATE_UP_METRES = 0.42;

    private PlatePainter() {}

    /**
     * A picture of the whole plate and nothing else.
     *
     * @param height pixels, 8 to 2000; letters are legible from about 20 on
     */
    public static BufferedImage paint(Plate plate, int height) {
        if (height < LOWEST_PIXELS || height > HIGHEST_PIXELS) {
            throw new IllegalArgumentException("height of a plate must be from 8 to 2000 pixels, but was " + height);
        }
        int width = (int) Math.round(height * plate.aspect());
        var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        Color ground = switch (plate.colour()) {
            case WHITE -> WHITE;
            case BLUE -> BLUE;
            case YELLOW -> YELLOW;
        };
        Color letters = plate.colour() == Plate.Colour.BLUE ? WHITE : BLACK;
        graphics.setColor(ground);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(letters);
        double edge = height * 0.03;
        graphics.setStroke(new BasicStroke((float) edge));
        graphics.draw(new RoundRectangle2D.Double(
                edge, edge, width - 2 * edge, height - 2 * edge, height * 0.1, height * 0.1));
        int lines = plate.lines().size();
        double margin = height * 0.09;
        double row = (height - 2 * margin) / lines;
        for (int i = 0; i < lines; i++) {
            var cell = new Rectangle2D.Double(
                    margin * 1.6, margin + i * row + row * 0.07, width - 3.2 * margin, row * 0.86);
            write(graphics, plate.lines().get(i), cell);
        }
        graphics.dispose();
        return image;
    }

    /** Stretches the letters to the height of the cell; they get as wide as they fit, but no wider than is usual. */
    private static void write(Graphics2D graphics, String text, Rectangle2D cell) {
        Font font = new Font(Font.SANS_SERIF, Font.BOLD, 100);
        GlyphVector glyphs = font.createGlyphVector(graphics.getFontRenderContext(), text);
        Rectangle2D drawn = glyphs.getVisualBounds();
        double tall = cell.getHeight() / drawn.getHeight();
        double wide = Math.min(cell.getWidth() / drawn.getWidth(), tall * 1.05);
        var place = new AffineTransform();
        place.translate(cell.getCenterX() - drawn.getWidth() * wide / 2, cell.getY());
        place.scale(wide, tall);
        place.translate(-drawn.getX(), -drawn.getY());
        graphics.fill(place.createTransformedShape(glyphs.getOutline()));
    }

    /** Hangs the plate on the end of the vehicle that the camera sees. */
    static void onVehicle(Graphics2D graphics, FigurePainter figures, Kind kind, Place place, Plate plate) {
        boolean towards = Math.cos(place.heading()) < 0;
        double at = (towards ? 1 : -1) * (kind.length() / 2 + 0.02);
        double half = plate.width() / 2 * (towards ? -1 : 1);
        double tall = plate.width() / plate.aspect();
        Point2D topLeft = figures.corner(place, -half, at, PLATE_UP_METRES + tall);
        Point2D topRight = figures.corner(place, half, at, PLATE_UP_METRES + tall);
        Point2D bottomLeft = figures.corner(place, -half, at, PLATE_UP_METRES);
        BufferedImage picture = paint(plate, ON_VEHICLE_PIXELS);
        double width = picture.getWidth();
        double height = picture.getHeight();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(
                picture,
                new AffineTransform(
                        (topRight.getX() - topLeft.getX()) / width,
                        (topRight.getY() - topLeft.getY()) / width,
                        (bottomLeft.getX() - topLeft.getX()) / height,
                        (bottomLeft.getY() - topLeft.getY()) / height,
                        topLeft.getX(),
                        topLeft.getY()),
                null);
    }
}
