package vn.trangtien.video;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;
import vn.trangtien.video.source.NativeVideo;

/** Six seconds of a grainy grey street on which one white block drives down after two seconds, and one up after four. */
final class TestClip {

    static final int WIDTH = 320;
    static final int HEIGHT = 180;
    static final int FRAMES = 150;
    private static final int FRAMES_PER_SECOND = 25;

    private TestClip() {}

    static Path write(Path file) throws FrameRecorder.Exception {
        NativeVideo.load();
        var ground = new byte[WIDTH * HEIGHT];
        new Random(5).nextBytes(ground);
        try (var recorder = new FFmpegFrameRecorder(file.toFile(), WIDTH, HEIGHT);
                var frame = new Frame(WIDTH, HEIGHT, Frame.DEPTH_UBYTE, 1)) {
            recorder.setFormat("avi");
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_MJPEG);
            recorder.setPixelFormat(avutil.AV_PIX_FMT_YUVJ420P);
            recorder.setFrameRate(FRAMES_PER_SECOND);
            recorder.setVideoQuality(3);
            recorder.start();
            for (int i = 0; i < FRAMES; i++) {
                draw((ByteBuffer) frame.image[0], frame.imageStride, ground, i);
                recorder.record(frame, avutil.AV_PIX_FMT_GRAY8);
            }
            recorder.stop();
        }
        return file;
    }

    private static void draw(ByteBuffer pixels, int stride, byte[] ground, int number) {
        int down = (number - 2 * FRAMES_PER_SECOND) * 5 - 30;
        int up = HEIGHT - (number - 4 * FRAMES_PER_SECOND) * 5;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean block = x >= 80 && x < 120 && y >= down && y < down + 30
                        || x >= 200 && x < 240 && y >= up && y < up + 30;
                pixels.put(y * stride + x, block ? (byte) 235 : (byte) (100 + (ground[y * WIDTH + x] & 7)));
            }
        }
    }
}
