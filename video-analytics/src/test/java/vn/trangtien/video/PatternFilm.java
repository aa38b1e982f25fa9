package vn.trangtien.video;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.source.NativeVideo;

/**
 * Six seconds of a street on which everything that must stay hidden carries a pattern that exists nowhere else: a vehicle that
 * drives through, a pedestrian who arrives and stands still, and, if wanted, a person and a car that stood there from the
 * beginning. Another pattern lies behind a window, to be masked, and a third one on a wall, to be seen.
 */
final class PatternFilm {

    static final int WIDTH = 320;
    static final int HEIGHT = 180;
    static final int FRAMES = 150;

    /** What nobody may recognise. */
    static final Pattern SECRET = new Pattern(11);
    /** What lies in the mask. */
    static final Pattern WINDOW = new Pattern(12);
    /** What everybody may see: proves that a pattern would be found. */
    static final Pattern WALL = new Pattern(13);

    static final Box MASK = new Box(0.04, 0.08, 0.14, 0.24);
    static final Box STANDING_PERSON = box(250, 20, 24, 72);
    static final Box PARKED_CAR = box(180, 22, 52, 36);

    private static final int FRAMES_PER_SECOND = 25;

    private PatternFilm() {}

    /** Squares of {@value #CELL} pixels, dark or bright at random. */
    static final class Pattern {

        static final int SIDE = 24;
        private static final int CELL = 2;
        private final boolean[] bright = new boolean[(SIDE / CELL) * (SIDE / CELL)];

        Pattern(long seed) {
            var random = new Random(seed);
            for (int i = 0; i < bright.length; i++) {
                bright[i] = random.nextBoolean();
            }
        }

        int at(int x, int y) {
            return bright[y / CELL * (SIDE / CELL) + x / CELL] ? 205 : 45;
        }
    }

    static Path write(Path file, boolean standing) throws FrameRecorder.Exception {
        NativeVideo.load();
        var ground = new byte[WIDTH * HEIGHT];
        new Random(5).nextBytes(ground);
        try (var recorder = new FFmpegFrameRecorder(file.toFile(), WIDTH, HEIGHT);
                var frame = new Frame(WIDTH, HEIGHT, Frame.DEPTH_UBYTE, 1)) {
            recorder.setFormat("avi");
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_MJPEG);
            recorder.setPixelFormat(avutil.AV_PIX_FMT_YUVJ420P);
            recorder.setFrameRate(FRAMES_PER_SECOND);
            recorder.setVideoQuality(2);
            recorder.start();
            var pixels = new int[WIDTH * HEIGHT];
            for (int number = 0; number < FRAMES; number++) {
                draw(pixels, ground, number, standing);
                var target = (ByteBuffer) frame.image[0];
                for (int i = 0; i < pixels.length; i++) {
                    target.put(i / WIDTH * frame.imageStride + i % WIDTH, (byte) pixels[i]);
                }
                recorder.record(frame, avutil.AV_PIX_FMT_GRAY8);
            }
            recorder.stop();
        }
        return file;
    }

    private static void draw(int[] pixels, byte[] ground, int number, boolean standing) {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 100 + (ground[i] & 7);
        }
        paste(pixels, WINDOW, 20, 24);
        paste(pixels, WALL, 100, 20);
        if (standing) {
            fill(pixels, STANDING_PERSON, 160);
            paste(pixels, SECRET, 250, 22);
            fill(pixels, PARKED_CAR, 60);
            paste(pixels, SECRET, 194, 33);
        }
        int vehicle = (number - 40) * 4 - 60;
        fill(pixels, box(vehicle, 110, 60, 36), 230);
        paste(pixels, SECRET, vehicle + 18, 116);
        int pedestrian = HEIGHT - Math.min(Math.max(0, number - 30) * 2, 70);
        fill(pixels, box(30, pedestrian, 26, 60), 20);
        paste(pixels, SECRET, 31, pedestrian + 2);
    }

    private static Box box(int left, int top, int width, int height) {
        return new Box(left / (double) WIDTH, top / (double) HEIGHT, width / (double) WIDTH, height / (double) HEIGHT);
    }

    private static void fill(int[] pixels, Box box, int grey) {
        for (int y = 0; y < Math.round(box.height() * HEIGHT); y++) {
            for (int x = 0; x < Math.round(box.width() * WIDTH); x++) {
                put(pixels, (int) Math.round(box.left() * WIDTH) + x, (int) Math.round(box.top() * HEIGHT) + y, grey);
            }
        }
    }

    private static void paste(int[] pixels, Pattern pattern, int left, int top) {
        for (int y = 0; y < Pattern.SIDE; y++) {
            for (int x = 0; x < Pattern.SIDE; x++) {
                put(pixels, left + x, top + y, pattern.at(x, y));
            }
        }
    }

    private static void put(int[] pixels, int x, int y, int grey) {
        if (x >= 0 && x < WIDTH && y >= 0 && y < HEIGHT) {
            pixels[y * WIDTH + x] = grey;
        }
    }
}
