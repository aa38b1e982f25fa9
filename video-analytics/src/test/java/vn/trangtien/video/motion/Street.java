package vn.trangtien.video.motion;

import java.util.Random;
import vn.trangtien.video.picture.LumaFrame;

/** A grey, grainy picture in which the test puts bright rectangles; time goes on by a 25th of a second each frame. */
final class Street {

    static final int WIDTH = 320;
    static final int HEIGHT = 180;
    private static final int FRAME_MICROS = 40_000;

    private final byte[] ground = new byte[WIDTH * HEIGHT];
    private byte[] pixels = new byte[0];
    private long micros;

    Street() {
        var random = new Random(7);
        for (int i = 0; i < ground.length; i++) {
            ground[i] = (byte) (90 + random.nextInt(40));
        }
        clear();
    }

    Street clear() {
        pixels = ground.clone();
        return this;
    }

    Street put(int left, int top, int width, int height, int level) {
        for (int y = Math.max(0, top); y < Math.min(HEIGHT, top + height); y++) {
            for (int x = Math.max(0, left); x < Math.min(WIDTH, left + width); x++) {
                pixels[y * WIDTH + x] = (byte) level;
            }
        }
        return this;
    }

    /** The camera opens or closes its iris. */
    Street expose(double factor) {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.min(255, Math.round((pixels[i] & 0xFF) * factor));
        }
        return this;
    }

    LumaFrame next() {
        micros += FRAME_MICROS;
        return new LumaFrame(WIDTH, HEIGHT, pixels, micros);
    }
}
