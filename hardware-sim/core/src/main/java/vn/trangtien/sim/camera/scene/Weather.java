package vn.trangtien.sim.camera.scene;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Locale;
import java.util.Random;

/** What light and air do to a picture. The truth is the same in every weather. */
public enum Weather {
    DAY,
    NIGHT,
    RAIN,
    FOG,
    /** The camera's automatic exposure jumps: half as bright again in the second third of the film. */
    EXPOSURE,
    /** From daylight to dusk and back. */
    SUNSET;

    /** A cloud that passes makes the whole picture darker and lighter by this share. */
    private static final double CLOUD = 0.08;

    private static final double NIGHT_LIGHT = 0.22;
    private static final int NIGHT_NOISE = 9;
    private static final int DROPS = 220;
    private static final double EXPOSURE_JUMP = 1.5;
    private static final double DUSK_LIGHT = 0.35;
    private static final double THICKEST_FOG = 0.8;

    /** As it ends the name of a scene: {@code night}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether vehicles have their lamps on. */
    boolean isDark() {
        return this == NIGHT;
    }

    /** Changes a finished picture of type {@code TYPE_3BYTE_BGR}. */
    void apply(BufferedImage picture, double second, double loopSeconds) {
        double round = second / loopSeconds;
        switch (this) {
            case DAY -> light(picture, 1 + CLOUD * Math.sin(4 * Math.PI * round), 0);
            case NIGHT -> {
                light(picture, NIGHT_LIGHT, 0.3);
                noise(picture, second);
            }
            case RAIN -> {
                light(picture, 0.8, 0);
                rain(picture, second);
            }
            case FOG -> fog(picture);
            case EXPOSURE -> light(picture, round % 1 >= 1 / 3.0 && round % 1 < 2 / 3.0 ? EXPOSURE_JUMP : 1, 0);
            case SUNSET -> {
                double dusk = (1 - Math.cos(2 * Math.PI * round)) / 2;
                light(picture, 1 - (1 - DUSK_LIGHT) * dusk, -0.35 * dusk);
            }
        }
    }

    /** @param blue more than 0 for cold light, less for warm */
    private static void light(BufferedImage picture, double factor, double blue) {
        var tables = new byte[3][256];
        for (int level = 0; level < 256; level++) {
            tables[0][level] = (byte) Math.min(255, Math.round(level * factor * (1 + blue)));
            tables[1][level] = (byte) Math.min(255, Math.round(level * factor));
            tables[2][level] = (byte) Math.min(255, Math.round(level * factor * (1 - blue / 2)));
        }
        byte[] pixels = pixels(picture);
        for (int i = 0; i < pixels.length; i += 3) {
            pixels[i] = tables[0][pixels[i] & 0xFF];
            pixels[i + 1] = tables[1][pixels[i + 1] & 0xFF];
            pixels[i + 2] = tables[2][pixels[i + 2] & 0xFF];
        }
    }

    /** An image sensor that has too little light. */
    private static void noise(BufferedImage picture, double second) {
        byte[] pixels = pixels(picture);
        long state = Math.round(second * 1_000) * 2 + 0x9E3779B97F4A7C15L;
        for (int i = 0; i < pixels.length; i += 3) {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
            int change = (int) ((state >>> 40) % (2 * NIGHT_NOISE + 1)) - NIGHT_NOISE;
            for (int channel = i; channel < i + 3; channel++) {
                pixels[channel] = (byte) Math.max(0, Math.min(255, (pixels[channel] & 0xFF) + change));
            }
        }
    }

    private static void rain(BufferedImage picture, double second) {
        var random = new Random(Math.round(second * 1_000));
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(new Color(210, 215, 222, 90));
        graphics.setStroke(new BasicStroke(picture.getWidth() / 640f));
        for (int i = 0; i < DROPS; i++) {
            int x = random.nextInt(picture.getWidth());
            int y = random.nextInt(picture.getHeight());
            int length = picture.getHeight() / 30 + random.nextInt(picture.getHeight() / 24 + 1);
            graphics.drawLine(x, y, x - length / 5, y + length);
        }
        graphics.dispose();
    }

    /** Thicker where the picture looks farther. */
    private static void fog(BufferedImage picture) {
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(new Color(200, 203, 206));
        int height = picture.getHeight();
        for (int y = 0; y < height; y++) {
            float thickness = (float) (THICKEST_FOG * (1 - 0.7 * y / height));
            graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, thickness));
            graphics.fillRect(0, y, picture.getWidth(), 1);
        }
        graphics.dispose();
    }

    private static byte[] pixels(BufferedImage picture) {
        return ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    }
}
