package vn.trangtien.video.pattern;

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
public final class PatternFilm {

    public static final int WIDTH = 320;
    public static final int HEIGHT = 180;
    public static final int FRAMES = 150;

    /** What nobody may recognise. */
    public static final Pattern SECRET = new Pattern(11);
    /** What lies in the mask. */
    public static final Pattern WINDOW = new Pattern(12);
    /** What everybody may see: proves that a pattern would be found. */
    public static final Pattern WALL = new Pattern(13);

    public static final Box MASK = new Box(0.04, 0.08, 0.14, 0.24);
    public static final Box STANDING_PERSON = box(250, 20, 24, 72);
    public static final Box PARKED_CAR = box(180, 22, 52, 36);

    private static final int FRAMES_PER_SECOND = 25;

    private PatternFilm() {}

    /** @param standing whether a person and a car stand there from the beginning */
    public static Path write(Path file, boolean standing) throws FrameRecorder.Exception {
        NativeVideo.load();
        byte[] ground = ground();
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

    /** One picture of it, as grey levels row by row. */
    public static byte[] grey(int number, boolean standing) {
        var pixels = new int[WIDTH * HEIGHT];
        draw(pixels, ground(), number, standing);
        var grey = new byte[pixels.length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) pixels[i];
        }
        return grey;
    }

    private static byte[] ground() {
        var ground = new byte[WIDTH * HEIGHT];
        new Random(5).nextBytes(ground);
        return ground;
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
