package vn.trangtien.sim.camera.rtsp;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import vn.trangtien.sim.camera.fault.Fault;
import vn.trangtien.sim.camera.film.Codec;
import vn.trangtien.sim.camera.film.Film;
import vn.trangtien.sim.camera.film.FilmEncoder;
import vn.trangtien.sim.camera.film.FilmShelf;
import vn.trangtien.sim.camera.scene.PictureFault;
import vn.trangtien.sim.camera.scene.Scene;

/** A drawn scene in one size; what a picture fault shows is drawn when it is asked for first, and kept. */
public final class SceneFootage implements Footage {

    /** Long enough to see movement in it. */
    private static final double FAULT_SECONDS = 8;

    private final Scene scene;
    private final int width;
    private final int height;
    private final double framesPerSecond;
    private final Codec codec;
    private final FilmShelf shelf;
    private final Film film;
    private final Map<Fault, Film> faulty = new EnumMap<>(Fault.class);

    /**
     * Draws and encodes the film if it is not on the shelf.
     *
     * @param width pixels, even
     * @param height pixels, even
     * @param codec not H.265, for which there is no encoder
     */
    public SceneFootage(Scene scene, int width, int height, double framesPerSecond, Codec codec, FilmShelf shelf)
            throws IOException {
        if (width < 32 || height < 32 || width % 2 != 0 || height % 2 != 0 || width > 3840 || height > 2160) {
            throw new IllegalArgumentException(
                    "a picture must be from 32x32 to 3840x2160 and even, but was %dx%d".formatted(width, height));
        }
        if (!(framesPerSecond >= 1 && framesPerSecond <= 60)) {
            throw new IllegalArgumentException("frames per second must be from 1 to 60, but were " + framesPerSecond);
        }
        this.scene = scene;
        this.width = width;
        this.height = height;
        this.framesPerSecond = framesPerSecond;
        this.codec = codec;
        this.shelf = shelf;
        this.film = film("", scene.truth().loopSeconds(), width, height, picture -> picture);
    }

    @Override
    public Film film() {
        return film;
    }

    @Override
    public synchronized Film film(Fault fault) throws IOException {
        Film known = faulty.get(fault);
        if (known == null) {
            boolean large = width > 400;
            known = fault == Fault.RESOLUTION
                    ? film(
                            "-size",
                            FAULT_SECONDS,
                            large ? width / 4 * 2 : width * 2,
                            large ? height / 4 * 2 : height * 2,
                            picture -> picture)
                    : film("-" + fault.word(), FAULT_SECONDS, width, height, PictureFault.of(fault.word()));
            faulty.put(fault, known);
        }
        return known;
    }

    private Film film(String variant, double seconds, int filmWidth, int filmHeight, PictureFault change)
            throws IOException {
        String name = String.format(
                Locale.ROOT,
                "%s%s-%dx%d-%.2f-%s-edition%d.%s",
                scene.name(),
                variant,
                filmWidth,
                filmHeight,
                framesPerSecond,
                codec.word(),
                Scene.EDITION,
                FilmShelf.ending(codec));
        return shelf.film(name, file -> {
            DoubleFunction<BufferedImage> painter = scene.painter(filmWidth, filmHeight);
            int frames = (int) Math.round(seconds * framesPerSecond);
            FilmEncoder.encode(second -> change.apply(painter.apply(second)), frames, framesPerSecond, codec, file);
        });
    }
}
