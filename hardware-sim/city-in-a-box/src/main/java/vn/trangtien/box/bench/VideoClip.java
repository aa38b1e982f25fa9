package vn.trangtien.box.bench;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.DoubleFunction;
import vn.trangtien.sim.camera.film.Codec;
import vn.trangtien.sim.camera.film.FilmEncoder;
import vn.trangtien.sim.camera.film.FilmShelf;
import vn.trangtien.sim.camera.scene.Scene;
import vn.trangtien.sim.camera.scene.Scenes;

/** A busy street as H.264, 640 x 360 at 25 frames a second; drawn and encoded once, then kept. */
final class VideoClip {

    static final double RATE = 25;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final String SCENE = "street";

    private VideoClip() {}

    /** @param frames in the clip; the scene repeats */
    static Path street(Path directory, int frames) throws IOException {
        Scene scene = Scenes.named(SCENE);
        String name = "bench-%s-%d-edition%d.mp4".formatted(SCENE, frames, Scene.EDITION);
        return new FilmShelf(directory).file(name, file -> {
            DoubleFunction<BufferedImage> painter = scene.painter(WIDTH, HEIGHT);
            double loop = scene.truth().loopSeconds();
            FilmEncoder.encode(second -> painter.apply(second % loop), frames, RATE, Codec.H264, file);
        });
    }
}
