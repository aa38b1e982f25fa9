package vn.trangtien.egov.signing.stamp;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.Random;

/**
 * Pictures for those who have uploaded none: a plain red seal with the agency's name, a blue signature written from a name. Both say
 * that they are samples. The same name always gives the same picture. Immutable.
 */
public final class SamplePictures {

    private static final int SEAL = 512;
    private static final Color RED = new Color(0xD0, 0x10, 0x10);
    private static final Color BLUE = new Color(0x10, 0x30, 0xB0);
    private static final int WRITTEN_WIDTH = 600;
    private static final int WRITTEN_HEIGHT = 260;
    private static final int STAR_POINTS = 5;
    private static final double STAR_INNER = 0.382;

    private final Font font;

    public SamplePictures(Lettering lettering) {
        font = lettering.forPictures();
    }

    /** A round seal; the picture is as wide as the seal. */
    public Picture seal(String agency) {
        var image = new BufferedImage(SEAL, SEAL, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = graphics(image, RED);
        ring(graphics, 5, 10);
        ring(graphics, 22, 3);
        ring(graphics, 120, 4);
        around(graphics, agency.toUpperCase(Locale.ROOT), 34, 178, -90, 250);
        around(graphics, "MẪU", 30, 178, 90, 60);
        graphics.fill(star(SEAL / 2.0, SEAL / 2.0, 78));
        graphics.dispose();
        return Picture.of(image);
    }

    /** A signature as by hand. */
    public Picture signature(String name) {
        var image = new BufferedImage(WRITTEN_WIDTH, WRITTEN_HEIGHT, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = graphics(image, BLUE);
        GlyphVector word = font.deriveFont(Font.ITALIC, 110f)
                .deriveFont(AffineTransform.getShearInstance(-0.25, 0))
                .createGlyphVector(graphics.getFontRenderContext(), lastWord(name));
        double wide = word.getVisualBounds().getWidth();
        double scale = Math.min(1.6, (WRITTEN_WIDTH - 120) / wide);
        var place = AffineTransform.getTranslateInstance(70, 150);
        place.scale(scale, 1);
        graphics.setStroke(new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(place.createTransformedShape(word.getOutline()));
        graphics.setStroke(new BasicStroke(6, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(flourish(new Random(name.hashCode())));
        graphics.setFont(font.deriveFont(24f));
        graphics.drawString("mẫu", WRITTEN_WIDTH - 60, WRITTEN_HEIGHT - 12);
        graphics.dispose();
        return Picture.of(image);
    }

    private static Graphics2D graphics(BufferedImage image, Color colour) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(colour);
        return graphics;
    }

    private static void ring(Graphics2D graphics, int inset, float stroke) {
        graphics.setStroke(new BasicStroke(stroke));
        graphics.drawOval(inset, inset, SEAL - 2 * inset, SEAL - 2 * inset);
    }

    /** Letters on a circle, upright at the top, their middle at the given angle; squeezed if they need more than their part of it. */
    private void around(Graphics2D graphics, String text, float size, double radius, double middle, double maxDegrees) {
        GlyphVector glyphs = font.deriveFont(Font.BOLD, size).createGlyphVector(graphics.getFontRenderContext(), text);
        double length = glyphs.getLogicalBounds().getWidth();
        double squeeze = Math.min(1, Math.toRadians(maxDegrees) * radius / length);
        boolean below = middle > 0;
        double start = Math.toRadians(middle) - (below ? -1 : 1) * length * squeeze / radius / 2;
        for (int i = 0; i < glyphs.getNumGlyphs(); i++) {
            Point2D at = glyphs.getGlyphPosition(i);
            double half = glyphs.getGlyphMetrics(i).getAdvanceX() / 2;
            double angle = start + (below ? -1 : 1) * (at.getX() + half) * squeeze / radius;
            double baseline = below ? radius + size * 0.7 : radius;
            var place = AffineTransform.getTranslateInstance(
                    SEAL / 2.0 + baseline * Math.cos(angle), SEAL / 2.0 + baseline * Math.sin(angle));
            place.rotate(angle + (below ? -1 : 1) * Math.PI / 2);
            place.scale(squeeze, 1);
            place.translate(-at.getX() - half, 0);
            Shape letter = place.createTransformedShape(glyphs.getGlyphOutline(i));
            graphics.fill(letter);
        }
    }

    private static Shape star(double x, double y, double radius) {
        var path = new Path2D.Double();
        for (int i = 0; i < 2 * STAR_POINTS; i++) {
            double angle = Math.PI * i / STAR_POINTS - Math.PI / 2;
            double length = i % 2 == 0 ? radius : radius * STAR_INNER;
            if (i == 0) {
                path.moveTo(x + length * Math.cos(angle), y + length * Math.sin(angle));
            } else {
                path.lineTo(x + length * Math.cos(angle), y + length * Math.sin(angle));
            }
        }
        path.closePath();
        return path;
    }

    private static Shape flourish(Random random) {
        var path = new Path2D.Double();
        path.moveTo(10, 170 + random.nextInt(30));
        path.curveTo(
                160 + random.nextInt(60),
                60 + random.nextInt(60),
                240 + random.nextInt(60),
                240,
                WRITTEN_WIDTH - 20.0,
                150 + random.nextInt(40));
        path.curveTo(480, 220, 320, 200 + random.nextInt(30), 120, 225 + random.nextInt(20));
        return path;
    }

    private static String lastWord(String name) {
        String stripped = name.strip();
        return stripped.substring(stripped.lastIndexOf(' ') + 1);
    }
}
