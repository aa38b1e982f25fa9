package vn.trangtien.video.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.video.metrics.ProcessMemory;
import vn.trangtien.video.picture.Picture;

/** A camera that is opened again and again for weeks, because nothing good ever comes of it. */
class ReopeningTest {

    private static final int TIMES = 50;
    private static final double MEGABYTE = 1e6;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "truncated",
                "cut-stream",
                "corrupt",
                "noise",
                "sound",
                "sound-with-cover",
                "thin",
                "beyond-8k",
                "odd",
                "changing",
                "turning-thin"
            })
    void leavesNothingBehind(String kind) throws IOException {
        SourceSettings settings =
                SourceSettings.of(BadStreams.write(kind, folder).toString());
        play(settings, 3);
        long descriptors = descriptors();
        int threads = Thread.activeCount();
        long pointers = Pointer.totalBytes();
        double resident = ProcessMemory.now().residentBytes();

        play(settings, TIMES);

        assertThat(descriptors()).as("open files").isLessThanOrEqualTo(descriptors);
        assertThat(Thread.activeCount()).as("threads").isLessThanOrEqualTo(threads);
        assertThat(Pointer.totalBytes()).as("native memory of ours").isLessThanOrEqualTo(pointers);
        assertThat(CameraMemory.OF_THE_PROCESS.taken())
                .as("booked for pictures")
                .isZero();
        assertThat(ProcessMemory.now().residentBytes() - resident)
                .as("memory of the process")
                .isLessThan(32 * MEGABYTE);
    }

    private static void play(SourceSettings settings, int times) {
        for (int i = 0; i < times; i++) {
            try (FrameSource source = FfmpegFrameSource.open(settings, 0)) {
                while (source.advance()) {
                    source.luma();
                    try (Picture held = source.hold()) {
                        assertThat(held.width()).isPositive();
                    }
                }
            } catch (VideoSourceException e) {
                assertThat(e.problem()).isNotNull();
            }
        }
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
