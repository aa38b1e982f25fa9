package vn.trangtien.sim.camera.film;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.DoubleFunction;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/**
 * Encodes pictures with what comes with the FFmpeg on the class path: OpenH264, or one JPEG after another. That FFmpeg has no
 * H.265 encoder that works without special hardware.
 */
public final class FilmEncoder {

    private static final String CACHE_DIRECTORY = "org.bytedeco.javacpp.cachedir";
    private static final double BITS_PER_PIXEL = 0.5;
    private static final int FEWEST_BITS_PER_SECOND = 300_000;
    /** FFmpeg's scale of JPEG quality, 2 best to 31 worst. */
    private static final double JPEG_QUALITY = 5;

    private FilmEncoder() {}

    /**
     * Encodes a film, with a key picture every second.
     *
     * @param pictures the picture at a second of the film, as {@code TYPE_3BYTE_BGR}, all of the same even size
     * @param codec {@link Codec#H264} (the file is an MP4) or {@link Codec#MJPEG} (the file is an AVI)
     * @throws IOException if the file cannot be written or the encoder does not work on this machine
     */
    public static void encode(
            DoubleFunction<BufferedImage> pictures, int frames, double framesPerSecond, Codec codec, Path file)
            throws IOException {
        keepHomeTidy();
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        BufferedImage first = pictures.apply(0);
        try (var recorder = recorder(file, first.getWidth(), first.getHeight(), framesPerSecond, codec);
                var frame = new Frame(first.getWidth(), first.getHeight(), Frame.DEPTH_UBYTE, 3)) {
            recorder.start();
            for (int i = 0; i < frames; i++) {
                copy(pictures.apply(i / framesPerSecond), frame);
                recorder.record(frame, avutil.AV_PIX_FMT_BGR24);
            }
            recorder.stop();
        } catch (FFmpegFrameRecorder.Exception e) {
            throw unwritable(file, e);
        }
    }

    /**
     * Encodes the video of a file anew, because its own format is none that cameras send.
     *
     * @throws IOException if the file has no video that can be read, or the new file cannot be written
     */
    static void convert(Path from, Codec codec, Path to) throws IOException {
        keepHomeTidy();
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        try (var grabber = new FFmpegFrameGrabber(from.toFile())) {
            grabber.start();
            int width = grabber.getImageWidth() & ~1;
            int height = grabber.getImageHeight() & ~1;
            double rate = grabber.getVideoFrameRate() > 0 ? grabber.getVideoFrameRate() : 25;
            try (var recorder = recorder(to, width, height, rate, codec)) {
                recorder.start();
                for (Frame frame = grabber.grabImage(); frame != null; frame = grabber.grabImage()) {
                    recorder.record(frame);
                }
                recorder.stop();
            } catch (FFmpegFrameRecorder.Exception e) {
                throw unwritable(to, e);
            }
        } catch (FFmpegFrameGrabber.Exception e) {
            throw new IOException("%s has no video that can be read: %s".formatted(from, e.getMessage()), e);
        }
    }

    private static FFmpegFrameRecorder recorder(Path file, int width, int height, double framesPerSecond, Codec codec) {
        var recorder = new FFmpegFrameRecorder(file.toFile(), width, height);
        recorder.setFrameRate(framesPerSecond);
        recorder.setGopSize((int) Math.max(1, Math.round(framesPerSecond)));
        switch (codec) {
            case H264 -> {
                recorder.setFormat("mp4");
                recorder.setVideoCodec(avcodec.AV_CODEC_ID_H264);
                recorder.setVideoCodecName("libopenh264");
                recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
                recorder.setVideoBitrate(
                        (int) Math.max(FEWEST_BITS_PER_SECOND, width * height * framesPerSecond * BITS_PER_PIXEL));
                recorder.setVideoOption("allow_skip_frames", "0");
            }
            case MJPEG -> {
                recorder.setFormat("avi");
                recorder.setVideoCodec(avcodec.AV_CODEC_ID_MJPEG);
                recorder.setPixelFormat(avutil.AV_PIX_FMT_YUVJ420P);
                recorder.setVideoQuality(JPEG_QUALITY);
            }
            case H265 ->
                throw new IllegalArgumentException(
                        "there is no H.265 encoder in this FFmpeg; play a file that is H.265 already");
        }
        return recorder;
    }

    private static IOException unwritable(Path file, Exception cause) {
        return new IOException(
                "film of the simulated camera cannot be written to %s: %s; check that the directory is writable and has 50 MB left"
                        .formatted(file, cause.getMessage()),
                cause);
    }

    /** Native libraries are unpacked beside our other caches unless the operator has chosen a place. */
    static void keepHomeTidy() {
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
