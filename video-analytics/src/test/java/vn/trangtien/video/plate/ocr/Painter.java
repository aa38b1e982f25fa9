package vn.trangtien.video.plate.ocr;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.GlyphVector;
import java.awt.font.TextAttribute;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import vn.trangtien.video.picture.Picture;

/**
 * Paints the back of a vehicle with a plate, as a camera may see it: blurred, noisy, a little tilted, by day or by night.
 * The letters are those of an ordinary bold font, squeezed to the proportions of plates; real plates differ.
 */
public final class Painter {

    private static final Font FONT = new Font(Map.of(
            TextAttribute.FAMILY,
            Font.SANS_SERIF,
            TextAttribute.WEIGHT,
            TextAttribute.WEIGHT_BOLD,
            TextAttribute.SIZE,
            100f));

    /** Black on white, black on yellow, white on blue, white on red. */
    public enum Look {
        WHITE(Color.WHITE, Color.BLACK),
        YELLOW(new Color(250, 200, 30), Color.BLACK),
        BLUE(new Color(20, 70, 160), Color.WHITE),
        RED(new Color(170, 25, 25), Color.WHITE);

        final Color ground;
        final Color ink;

        Look(Color ground, Color ink) {
            this.ground = ground;
            this.ink = ink;
        }
    }

    /**
     * @param lines what is written, one or two lines
     * @param characterPixels height of the characters
     * @param tilt degrees
     * @param blur radius of a box, pixels
     * @param noise standard deviation, of 255
     * @param light 1 by day, less by night
     * @param skew degrees by which uprights lean, as they do on a plate that is seen from the side
     * @param dirt share of the plate under spots of mud, 0 to 1
     */
    public record Scene(
            List<String> lines,
            Look look,
            int characterPixels,
            double tilt,
            int blur,
            double noise,
            double light,
            double skew,
            double dirt) {

        public Scene(
                List<String> lines, Look look, int characterPixels, double tilt, int blur, double noise, double light) {
            this(lines, look, characterPixels, tilt, blur, noise, light, 0, 0);
        }
    }

    private final Random random;
    private final Random mud;

    public Painter(long seed) {
        this(seed, seed);
    }

    /** @param mud its spots are the same in every picture of a vehicle, other than the grain */
    public Painter(long seed, long mud) {
        this.random = new Random(seed);
        this.mud = new Random(mud);
    }

    /** The whole picture is the vehicle, about twelve characters high. */
    public Picture paint(Scene scene) {
        int height = scene.characterPixels * (scene.lines.size() == 1 ? 13 : 10);
        int width = (int) (height * (scene.lines.size() == 1 ? 1.15 : 0.75));
        var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        body(graphics, width, height);
        plate(graphics, scene, width, height);
        graphics.dispose();
        return new PaintedPicture(seen(scene.blur > 0 ? blurred(image, scene.blur) : image, scene));
    }

    private void body(Graphics2D graphics, int width, int height) {
        graphics.setColor(new Color(90, 95, 100));
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(new Color(60 + random.nextInt(120), 60 + random.nextInt(120), 60 + random.nextInt(120)));
        graphics.fillRoundRect(width / 20, height / 12, width * 18 / 20, height * 10 / 12, width / 8, width / 8);
        graphics.setColor(new Color(30, 35, 45));
        graphics.fillRoundRect(width / 6, height / 7, width * 2 / 3, height / 4, width / 12, width / 12);
        graphics.setColor(new Color(170, 30, 30));
        graphics.fillOval(width / 12, height / 2, width / 9, height / 14);
        graphics.fillOval(width - width / 12 - width / 9, height / 2, width / 9, height / 14);
        graphics.setColor(new Color(20, 20, 20));
        graphics.fillRect(width / 10, height * 10 / 12, width * 8 / 10, height / 12);
    }

    private void plate(Graphics2D graphics, Scene scene, int width, int height) {
        double high = scene.characterPixels;
        boolean two = scene.lines.size() == 2;
        double plateHeight = high * (two ? 2.55 : 1.6);
        double textWidth = scene.lines.stream()
                .mapToDouble(line -> outline(line, high).getBounds2D().getWidth())
                .max()
                .orElse(0);
        double plateWidth = textWidth + high * (two ? 0.7 : 0.9);
        AffineTransform before = graphics.getTransform();
        graphics.translate(width / 2.0, height * 0.66);
        graphics.rotate(Math.toRadians(scene.tilt));
        graphics.shear(Math.tan(Math.toRadians(scene.skew)), 0);
        graphics.setColor(scene.look.ground);
        fillRound(graphics, plateWidth, plateHeight, high / 4, true);
        graphics.setColor(scene.look.ink);
        graphics.setStroke(new BasicStroke((float) (high / 22)));
        fillRound(graphics, plateWidth - high / 8, plateHeight - high / 8, high / 5, false);
        for (int i = 0; i < scene.lines.size(); i++) {
            java.awt.Shape text = outline(scene.lines.get(i), high);
            Rectangle2D bounds = text.getBounds2D();
            double centre = two ? (i == 0 ? -0.6 : 0.6) * high : 0;
            AffineTransform here = graphics.getTransform();
            graphics.translate(-bounds.getCenterX(), centre + high / 2);
            graphics.fill(text);
            graphics.setTransform(here);
        }
        if (scene.dirt > 0) {
            muddy(graphics, scene, plateWidth, plateHeight);
        }
        graphics.setTransform(before);
    }

    /** Spots up to half a character wide, more or less opaque. */
    private void muddy(Graphics2D graphics, Scene scene, double width, double height) {
        double covered = 0;
        while (covered < scene.dirt * width * height) {
            double size = scene.characterPixels * (0.1 + 0.4 * mud.nextDouble());
            double x = (mud.nextDouble() - 0.5) * width;
            double y = (mud.nextDouble() - 0.5) * height;
            graphics.setColor(new Color(95, 75, 55, 140 + mud.nextInt(116)));
            graphics.fill(new java.awt.geom.Ellipse2D.Double(x - size / 2, y - size / 2, size, size * 0.8));
            covered += size * size * 0.63;
        }
    }

    private static void fillRound(Graphics2D graphics, double width, double height, double corner, boolean fill) {
        var shape = new java.awt.geom.RoundRectangle2D.Double(-width / 2, -height / 2, width, height, corner, corner);
        if (fill) {
            graphics.fill(shape);
        } else {
            graphics.draw(shape);
        }
    }

    /** Standing on the zero line, as high as asked for, four fifths as wide as the font has it, spaced as on plates. */
    private static java.awt.Shape outline(String line, double high) {
        var context = new java.awt.font.FontRenderContext(null, true, true);
        double capital =
                FONT.createGlyphVector(context, "H").getOutline().getBounds2D().getHeight();
        double scale = high / capital;
        var path = new java.awt.geom.Path2D.Double();
        double x = 0;
        for (char c : line.toCharArray()) {
            GlyphVector glyph = FONT.createGlyphVector(context, String.valueOf(c));
            path.append(AffineTransform.getTranslateInstance(x, 0).createTransformedShape(glyph.getOutline()), false);
            x += glyph.getGlyphMetrics(0).getAdvance() * (Character.isLetterOrDigit(c) ? 1.1 : 1);
        }
        return AffineTransform.getScaleInstance(scale * 0.8, scale).createTransformedShape(path);
    }

    private static BufferedImage blurred(BufferedImage image, int radius) {
        int side = 2 * radius + 1;
        var weights = new float[side * side];
        Arrays.fill(weights, 1f / weights.length);
        var result = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        return new ConvolveOp(new Kernel(side, side, weights), ConvolveOp.EDGE_NO_OP, null).filter(image, result);
    }

    private BufferedImage seen(BufferedImage image, Scene scene) {
        byte[] bytes = ((java.awt.image.DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < bytes.length; i++) {
            double value = (bytes[i] & 0xFF) * scene.light + random.nextGaussian() * scene.noise;
            bytes[i] = (byte) Math.max(0, Math.min(255, Math.round(value)));
        }
        return image;
    }
}
