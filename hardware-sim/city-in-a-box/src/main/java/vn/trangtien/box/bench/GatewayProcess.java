package vn.trangtien.box.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import vn.trangtien.box.Main;
import vn.trangtien.gateway.enrol.GatewayIdentity;

/** {@code gateway run} in a process of its own, with the options of the installed launcher, on six simulated sensors. */
final class GatewayProcess implements AutoCloseable {

    static final String GATEWAY = "hue-phu-hoi-017";

    /** As in {@code /usr/lib/trangtien-gateway/launch}. */
    private static final List<String> OPTIONS = List.of(
            "-Xms24m",
            "-Xmx96m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xshare:auto",
            "-Djava.awt.headless=true");

    private static final Duration LOOKED_EVERY = Duration.ofMillis(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration FAREWELL = Duration.ofSeconds(10);
    private static final double KIB_PER_MIB = 1024;

    private final Process process;
    private final Path log;
    private final long startedAt;

    /** Starts at once. */
    GatewayProcess(GatewayIdentity identity, Path directory) throws IOException, GeneralSecurityException {
        BenchAuthority.write(identity, directory.resolve("identity"));
        Path configuration = directory.resolve("gateway.yaml");
        // The first connection would wait a minute on a machine whose clock nobody synchronises.
        Files.writeString(
                configuration,
                sixSensors().replace("enabled: false", "enabled: true") + "\ncloud: { timeSyncWait: 0s }\n");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(
                "gateway", "run", "--json", "--data", directory.toString(), "--config", configuration.toString()));
        log = directory.resolve("gateway.log");
        startedAt = System.nanoTime();
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static String sixSensors() throws IOException {
        try (InputStream yaml = GatewayProcess.class.getResourceAsStream("six-sensors.yaml")) {
            if (yaml == null) {
                throw new IOException("not on the class path: six-sensors.yaml");
            }
            return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Milliseconds from the start of the process to its first value at the broker. */
    long millisToFirstSample(BenchBroker broker) throws IOException, InterruptedException {
        long until = startedAt + PATIENCE.toNanos();
        while (broker.firstValueAt() == 0) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new IOException("the gateway published nothing; it said: " + Files.readString(log));
            }
            TimeUnit.NANOSECONDS.sleep(LOOKED_EVERY.toNanos());
        }
        return TimeUnit.NANOSECONDS.toMillis(broker.firstValueAt() - startedAt);
    }

    /**
     * A line of the kernel's account of the process, in MiB.
     *
     * @param line {@code VmRSS} now, {@code VmHWM} at its highest
     */
    double memoryMiB(String line) throws IOException {
        for (String text : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (text.startsWith(line + ":")) {
                return Long.parseLong(text.replaceAll("\\D", "")) / KIB_PER_MIB;
            }
        }
        throw new IOException("the kernel tells no " + line + " of process " + process.pid());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(FAREWELL.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
