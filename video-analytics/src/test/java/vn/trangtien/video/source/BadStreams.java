package vn.trangtien.video.source;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;

/** One recording of each kind that nobody wants to meet, made anew in a folder. */
public final class BadStreams {

    private BadStreams() {}

    /** Makes the recording of that kind. */
    public static Path write(String kind, Path folder) throws IOException {
        return switch (kind) {
            case "missing" -> folder.resolve("missing.mp4");
            case "folder" -> Files.createDirectories(folder.resolve("folder.mp4"));
            case "empty" -> Files.write(folder.resolve("empty.mp4"), new byte[0]);
            case "text" -> Files.writeString(folder.resolve("text.mp4"), "no film\n".repeat(500));
            case "noise" -> Files.write(folder.resolve("noise.mp4"), noise());
            case "truncated" -> cut(good(folder.resolve("whole.mp4")), folder.resolve("truncated.mp4"));
            case "cut-stream" -> cut(good(folder.resolve("whole.ts")), folder.resolve("cut.ts"));
            case "corrupt" -> corrupt(h264(folder.resolve("whole.h264"), 128, 96), folder.resolve("corrupt.h264"));
            case "sound" -> sound(folder.resolve("sound.wav"));
            case "sound-with-cover" -> cover(folder.resolve("cover.mp3"));
            case "thin" -> jpegs(folder.resolve("thin.mjpeg"), 400, 8);
            case "beyond-8k" -> beyond(folder.resolve("beyond.avi"));
            case "8k" -> jpegs(folder.resolve("eight.mjpeg"), 7680, 4320);
            case "odd" -> jpegs(folder.resolve("odd.mjpeg"), 333, 217);
            case "one-a-second" ->
                TestVideo.at(folder.resolve("slow.mp4")).frames(8, 1).write();
            case "changing" -> changing(folder);
            case "turning-thin" -> joined(folder, jpegs(folder.resolve("a.mjpeg"), 64, 48), "thin");
            default -> throw new IllegalArgumentException("no such kind: " + kind);
        };
    }

    /** A recording with which nothing is wrong. */
    public static Path good(Path file) throws IOException {
        return TestVideo.at(file).frames(40, 25).write();
    }

    private static Path h264(Path file, int width, int height) throws FrameRecorder.Exception {
        return TestVideo.at(file)
                .codec(avcodec.AV_CODEC_ID_H264, avutil.AV_PIX_FMT_YUV420P)
                .size(width, height)
                .frames(60, 25)
                .write();
    }

    private static byte[] noise() {
        var bytes = new byte[40_000];
        new Random(20_261_123).nextBytes(bytes);
        return bytes;
    }

    private static Path cut(Path whole, Path half) throws IOException {
        byte[] bytes = Files.readAllBytes(whole);
        return Files.write(half, Arrays.copyOf(bytes, bytes.length / 2));
    }

    /** Keeps the head, or the file would be none. */
    private static Path corrupt(Path whole, Path damaged) throws IOException {
        byte[] bytes = Files.readAllBytes(whole);
        var random = new Random(20_261_123);
        for (int i = 0; i < bytes.length / 100; i++) {
            bytes[bytes.length / 10 + random.nextInt(bytes.length * 9 / 10)] = (byte) random.nextInt(256);
        }
        return Files.write(damaged, bytes);
    }

    private static Path sound(Path file) throws FrameRecorder.Exception {
        NativeVideo.load();
        try (var recorder = new FFmpegFrameRecorder(file.toFile(), 1);
                var frame = new Frame()) {
            recorder.setAudioCodec(avcodec.AV_CODEC_ID_PCM_S16LE);
            recorder.setSampleRate(8_000);
            recorder.start();
            frame.sampleRate = 8_000;
            frame.audioChannels = 1;
            frame.samples = new ShortBuffer[] {ShortBuffer.wrap(new short[8_000])};
            recorder.record(frame);
            recorder.stop();
        }
        return file;
    }

    /** Made by hand: our recorder cannot write a cover. */
    private static Path cover(Path file) throws IOException {
        try (InputStream in = BadStreams.class.getResourceAsStream("cover.mp3")) {
            if (in == null) {
                throw new IOException("not on the class path: cover.mp3");
            }
            return Files.write(file, in.readAllBytes());
        }
    }

    private static Path jpegs(Path file, int width, int height) throws IOException {
        byte[] jpeg = jpeg(width, height);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < 3; i++) {
                out.write(jpeg);
            }
        }
        return file;
    }

    private static byte[] jpeg(int width, int height) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        return bytes.toByteArray();
    }

    private static Path beyond(Path file) throws FrameRecorder.Exception {
        return TestVideo.at(file)
                .size(8_208, 4_400)
                .codec(avcodec.AV_CODEC_ID_MJPEG, avutil.AV_PIX_FMT_YUVJ420P)
                .frames(1, 25)
                .write();
    }

    private static Path changing(Path folder) throws IOException {
        Path joined = folder.resolve("changing.h264");
        try (OutputStream out = Files.newOutputStream(joined)) {
            Files.copy(h264(folder.resolve("large.h264"), 128, 96), out);
            Files.copy(h264(folder.resolve("small.h264"), 64, 48), out);
        }
        return joined;
    }

    private static Path joined(Path folder, Path first, String second) throws IOException {
        Path joined = folder.resolve("joined.mjpeg");
        try (OutputStream out = Files.newOutputStream(joined)) {
            Files.copy(first, out);
            Files.copy(write(second, folder), out);
        }
        return joined;
    }
}
