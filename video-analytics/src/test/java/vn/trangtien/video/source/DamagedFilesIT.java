package vn.trangtien.video.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Picture;

/** Two hundred damaged films in a process of their own: were one of them to crash native code, the process would be gone. */
class DamagedFilesIT {

    private static final int COPIES = 50;
    private static final String END = "survived ";

    @TempDir
    private Path directory;

    @Test
    void noneEndsTheProcess() throws Exception {
        TestVideo.at(directory.resolve("a.mp4")).write();
        TestVideo.at(directory.resolve("b.h264"))
                .codec(avcodec.AV_CODEC_ID_H264, avutil.AV_PIX_FMT_YUV420P)
                .write();
        TestVideo.at(directory.resolve("c.mp4"))
                .codec(avcodec.AV_CODEC_ID_H264, avutil.AV_PIX_FMT_YUV420P)
                .write();
        TestVideo.at(directory.resolve("d.avi"))
                .codec(avcodec.AV_CODEC_ID_MJPEG, avutil.AV_PIX_FMT_YUVJ420P)
                .write();
        Path said = directory.resolve("said.txt");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DamagedFilesIT.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();

        boolean ended = child.waitFor(120, TimeUnit.SECONDS);
        child.destroyForcibly();

        assertThat(ended).isTrue();
        assertThat(Files.readString(said)).contains(END + 4 * COPIES);
        assertThat(child.exitValue()).isZero();
    }

    /** The child process. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        var random = new Random(20_261_123);
        int survived = 0;
        for (String name : new String[] {"a.mp4", "b.h264", "c.mp4", "d.avi"}) {
            byte[] film = Files.readAllBytes(directory.resolve(name));
            for (int copy = 0; copy < COPIES; copy++) {
                play(Files.write(directory.resolve("damaged-" + name), damaged(film, random)));
                survived++;
            }
        }
        System.out.println(END + survived);
    }

    private static byte[] damaged(byte[] film, Random random) {
        byte[] damaged = film.clone();
        int bytes = 1 << random.nextInt(9);
        for (int i = 0; i < bytes; i++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? java.util.Arrays.copyOf(damaged, 1 + random.nextInt(film.length)) : damaged;
    }

    private static void play(Path file) {
        try (FrameSource source = FfmpegFrameSource.open(SourceSettings.of(file.toString()), 0)) {
            for (int frame = 0; frame < 500 && source.advance(); frame++) {
                source.luma();
                try (Picture held = source.hold()) {
                    held.part(new Box(0.2, 0.2, 0.9, 0.5), 50, 50);
                }
            }
        } catch (VideoSourceException e) {
            assertThat(e.problem()).isNotNull();
        }
    }
}
