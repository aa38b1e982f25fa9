package vn.trangtien.gateway.camera.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import vn.trangtien.video.model.ModelDirectory;
import vn.trangtien.video.source.CameraMemory;

/**
 * How the child is started and watched over.
 *
 * @param command starts it; events are expected on its standard output
 * @param startWithin time until the first sign of life
 * @param silence longest time without one afterwards
 * @param firstPause before it is started again; doubles up to {@code longestPause} while it does not stay up
 * @param steadyAfter time up after which the pause is short again
 */
record VideoSettings(
        List<String> command,
        Duration startWithin,
        Duration silence,
        Duration firstPause,
        Duration longestPause,
        Duration steadyAfter) {

    private static final List<String> JVM = List.of(
            "-XX:MaxMetaspaceSize=64m",
            // Models and decoders run on our threads; twice what Linux on x86-64 gives costs addresses, not memory.
            "-Xss2m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.awt.headless=true");

    /** What the child must know of the parent's settings: where native libraries are unpacked, models lie, and logs go. */
    private static final List<String> INHERITED = List.of(
            "org.bytedeco.", "org.slf4j.", "logback.", "java.io.tmpdir", "file.encoding", ModelDirectory.PROPERTY);

    VideoSettings {
        command = List.copyOf(command);
    }

    /** The program that is running, with another main class. */
    static VideoSettings usual() {
        List<String> command = new ArrayList<>();
        // The shell gives the events a descriptor of their own and sends what native code prints to the errors. It
        // forbids core files; the JVM's own switch for that would turn the signal of a crash into a plain code. Where
        // memory is out, the kernel shall end this process and not its parent.
        command.addAll(List.of(
                "/bin/sh",
                "-c",
                "ulimit -c 0; echo 500 2>/dev/null > /proc/self/oom_score_adj; exec \"$@\" 3>&1 1>&2",
                "video"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        VideoRoom room = VideoRoom.ofThisMachine();
        command.add("-Xmx" + room.heapMegabytes() + "m");
        command.add("-D%s=%d".formatted(CameraMemory.PROPERTY, room.memoryBytes()));
        command.addAll(JVM);
        command.add("-XX:ErrorFile=" + Path.of(System.getProperty("java.io.tmpdir"), "trangtien-video-crash.log"));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> INHERITED.stream().anyMatch(name::startsWith))
                .sorted()
                .forEach(name -> command.add("-D%s=%s".formatted(name, System.getProperty(name))));
        command.addAll(List.of(VideoProcess.class.getName(), "/dev/fd/3"));
        return running(command);
    }

    static VideoSettings running(List<String> command) {
        return new VideoSettings(
                command,
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                Duration.ofMinutes(1));
    }
}
