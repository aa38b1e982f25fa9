package vn.trangtien.video.source;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;

/**
 * Small films of four even quarters: red and green above, blue and white below. In each frame a white block has gone two
 * pixels further to the right, so that no two frames are the same.
 */
final class TestVideo {

    private final Path file;
    private int width = 128;
    private int height = 96;
    private int codec = avcodec.AV_CODEC_ID_MPEG4;
    private int pixelFormat = avutil.AV_PIX_FMT_YUV420P;
    private double framesPerSecond = 25;
    private int frames = 25;

    private TestVideo(Path file) {
        this.file = file;
    }

    static TestVideo at(Path file) {
        return new TestVideo(file);
    }

    TestVideo size(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        return this;
    }

    TestVideo codec(int id, int newPixelFormat) {
        codec = id;
        pixelFormat = newPixelFormat;
        return this;
    }

    TestVideo frames(int count, double perSecond) {
        frames = count;
        framesPerSecond = perSecond;
        return this;
    }

    Path write() throws FrameRecorder.Exception {
        NativeVideo.load();
        try (var recorder = new FFmpegFrameRecorder(file.toFile(), width, height);
                var frame = new Frame(width, height, Frame.DEPTH_UBYTE, 3)) {
            recorder.setVideoCodec(codec);
            recorder.setPixelFormat(pixelFormat);
            recorder.setFrameRate(framesPerSecond);
            recorder.setGopSize(10);
            recorder.setMaxBFrames(0);
            recorder.setVideoBitrate(2_000_000);
            recorder.start();
            for (int i = 0; i < frames; i++) {
                draw((ByteBuffer) frame.image[0], frame.imageStride, i);
                recorder.record(frame, avutil.AV_PIX_FMT_BGR24);
            }
            recorder.stop();
        }
        return file;
    }

    private void draw(ByteBuffer pixels, int stride, int number) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean white = x >= 2 * number && x < 2 * number + 8 && y >= height / 2 - 4 && y < height / 2 + 4;
                boolean right = x >= width / 2;
                boolean lower = y >= height / 2;
                put(pixels, y * stride + 3 * x, white || lower, white || right, white || right == lower);
            }
        }
    }

    private static void put(ByteBuffer pixels, int at, boolean blue, boolean green, boolean red) {
        pixels.put(at, (byte) (blue ? 255 : 0));
        pixels.put(at + 1, (byte) (green ? 255 : 0));
        pixels.put(at + 2, (byte) (red ? 255 : 0));
    }
}
