package vn.trangtien.box.video;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import vn.trangtien.sim.camera.film.Codec;
import vn.trangtien.sim.camera.film.FilmEncoder;

/** A grey place through which {@value #BOXES} bright boxes with fine stripes go from left to right, one after another. */
public final class BoxesFilm {

    public static final int BOXES = 3;
    public static final int WIDTH = 320;
    public static final int HEIGHT = 180;
    public static final double RATE = 10;
    private static final double SECONDS_EACH = 4;
    private static final double FIRST = 2;

    /** Pictures of the whole film. */
    public static final int FRAMES = (int) (RATE * (FIRST + BOXES * SECONDS_EACH));

    private BoxesFilm() {}

    public static Path in(Path folder) throws IOException {
        Path file = folder.resolve("boxes.mp4");
        FilmEncoder.encode(BoxesFilm::picture, FRAMES, RATE, Codec.H264, file);
        return file;
    }

    private static BufferedImage picture(double second) {
        var picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(new Color(90, 90, 90));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        double within = (second - FIRST) % SECONDS_EACH;
        if (second >= FIRST) {
            graphics.setColor(new Color(230, 220, 60));
            int left = (int) (within / SECONDS_EACH * (WIDTH + 60)) - 50;
            graphics.fillRect(left, 80, 40, 40);
            graphics.setColor(new Color(40, 30, 20));
            for (int stripe = 2; stripe < 40; stripe += 8) {
                graphics.fillRect(left + stripe, 82, 4, 36);
            }
        }
        graphics.dispose();
        return picture;
    }
}
