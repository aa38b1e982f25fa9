package vn.trangtien.sim.camera;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.DoubleFunction;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/** Encodes pictures as an H.264 byte stream with OpenH264, which comes with the FFmpeg that is on the class path. */
final class FilmEncoder {

    private static final String CACHE_DIRECTORY = "org.bytedeco.javacpp.cachedir";
    private static final int BITS_PER_SECOND = 1_500_000;
    private static final int SECONDS_BETWEEN_KEY_FRAMES = 2;

    private FilmEncoder() {}

    /**
     * @param pictures the picture at a second of the film, as {@code TYPE_3BYTE_BGR}
     * @throws IOException if the file cannot be written or the encoder does not work on this machine
     */
    static void encode(DoubleFunction<BufferedImage> pictures, int frames, double framesPerSecond, Path file)
            throws IOException {
        keepHomeTidy();
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        BufferedImage first = pictures.apply(0);
        try (var recorder = new FFmpegFrameRecorder(file.toFile(), first.getWidth(), first.getHeight());
                var frame = new Frame(first.getWidth(), first.getHeight(), Frame.DEPTH_UBYTE, 3)) {
            recorder.setFormat("h264");
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_H264);
            recorder.setVideoCodecName("libopenh264");
            recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
            recorder.setFrameRate(framesPerSecond);
            recorder.setVideoBitrate(BITS_PER_SECOND);
            recorder.setVideoOption("allow_skip_frames", "0");
            recorder.setGopSize((int) Math.round(framesPerSecond * SECONDS_BETWEEN_KEY_FRAMES));
            recorder.start();
            for (int i = 0; i < frames; i++) {
                copy(pictures.apply(i / framesPerSecond), frame);
                recorder.record(frame, avutil.AV_PIX_FMT_BGR24);
            }
            recorder.stop();
        } catch (FFmpegFrameRecorder.Exception e) {
            throw new IOException(
                    "film of the simulated camera cannot be written to %s: %s; check that the directory is writable and has 20 MB left"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /** Native libraries are unpacked beside our other caches unless the operator has chosen a place. */
    private static void keepHomeTidy() {
        if (System.getProperty(CACHE_DIRECTORY) == null) {
            String home = System.getProperty("user.home", ".");
            System.setProperty(
                    CACHE_DIRECTORY,
                    Path.of(home, ".cache", "trangtien", "native").toString());
        }
    }

    private static void copy(BufferedImage picture, Frame frame) {
        byte[] pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        var target = (ByteBuffer) frame.image[0];
        int rowBytes = picture.getWidth() * 3;
        for (int y = 0; y < picture.getHeight(); y++) {
            target.position(y * frame.imageStride).put(pixels, y * rowBytes, rowBytes);
        }
        target.position(0);
    }
}
