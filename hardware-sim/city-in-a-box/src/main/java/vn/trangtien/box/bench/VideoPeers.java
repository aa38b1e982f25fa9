package vn.trangtien.box.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Other programs that do the same work on the same clip. */
final class VideoPeers {

    private static final Pattern FFMPEG_TIME = Pattern.compile("bench: utime=([0-9.]+)s stime=([0-9.]+)s");
    private static final String READ = "rchar:";
    private static final long PATIENCE_SECONDS = 600;
    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final double MILLIS = 1000;

    private final Path clip;
    private final long frames;
    private final Path directory;

    /** @param directory for their settings and outputs */
    VideoPeers(Path clip, long frames, Path directory) {
        this.clip = clip;
        this.frames = frames;
        this.directory = directory;
    }

    /** Milliseconds of processor time that {@code ffmpeg} needs to decode a frame with one thread; empty without ffmpeg. */
    Optional<Double> ffmpeg() throws IOException, InterruptedException {
        Path said = directory.resolve("ffmpeg.txt");
        Optional<Process> started = start(new ProcessBuilder(
                        "ffmpeg",
                        "-hide_banner",
                        "-nostdin",
                        "-benchmark",
                        "-threads",
                        "1",
                        "-i",
                        clip.toString(),
                        "-map",
                        "0:v:0",
                        "-f",
                        "null",
                        "-")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile()));
        if (started.isEmpty()) {
            return Optional.empty();
        }
        Process process = started.get();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return Optional.empty();
        }
        Matcher time = FFMPEG_TIME.matcher(Files.readString(said, StandardCharsets.ISO_8859_1));
        if (!time.find()) {
            return Optional.empty();
        }
        double seconds = Double.parseDouble(time.group(1)) + Double.parseDouble(time.group(2));
        return Optional.of(seconds * MILLIS / frames);
    }

    /**
     * Milliseconds of processor time of Debian's {@code motion} for a frame that it read, without pictures and films. It plays
     * the clip in real time, counts no frames and falls behind on a busy machine; what it read of the file tells how many there
     * were. What it read and left out counts as looked at, so the true cost is rather higher.
     */
    Optional<Double> motion(Duration length) throws IOException, InterruptedException {
        Path settings =
                Files.writeString(directory.resolve("motion.conf"), """
                daemon off
                setup_mode off
                log_level 4
                target_dir %s
                netcam_url file://%s
                width 640
                height 360
                framerate 25
                picture_output off
                movie_output off
                webcontrol_port 0
                stream_port 0
                """.formatted(directory, clip.toAbsolutePath()));
        Optional<Process> started = start(new ProcessBuilder("motion", "-n", "-c", settings.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("motion.txt").toFile()));
        if (started.isEmpty()) {
            return Optional.empty();
        }
        Process process = started.get();
        try {
            if (process.waitFor(SETTLING.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
            long before = cpuNanos(process);
            long readBefore = bytesRead(process);
            if (process.waitFor(length.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
            double cpuMillis = (cpuNanos(process) - before) / 1e6;
            double looked = (bytesRead(process) - readBefore) * (double) frames / Files.size(clip);
            return cpuMillis > 0 && looked > 0 ? Optional.of(cpuMillis / looked) : Optional.empty();
        } finally {
            process.destroy();
            if (!process.waitFor(SETTLING.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    /** Through read calls, as the kernel counts them; its buffers blur this by some frames. */
    private static long bytesRead(Process process) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "io"))) {
            if (line.startsWith(READ)) {
                return Long.parseLong(line.substring(READ.length()).trim());
            }
        }
        return 0;
    }

    private static long cpuNanos(Process process) {
        return process.toHandle()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(0L);
    }

    private static Optional<Process> start(ProcessBuilder program) {
        try {
            return Optional.of(program.start());
        } catch (IOException notInstalled) {
            return Optional.empty();
        }
    }
}
