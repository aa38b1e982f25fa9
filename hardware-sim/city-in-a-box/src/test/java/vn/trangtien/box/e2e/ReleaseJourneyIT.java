package vn.trangtien.box.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.box.city.City;
import vn.trangtien.box.cli.CityCommand;
import vn.trangtien.gateway.remote.deploy.ReleaseManifest;
import vn.trangtien.gateway.remote.deploy.ReleaseVersion;

/**
 * Software over the air, whole: a release is signed by the city, rolled out, fetched by a real gateway behind the installed
 * launcher, tried, and confirmed by the version that the city hears.
 */
@ExtendWith(RunningCity.class)
class ReleaseJourneyIT {

    private static final String GATEWAY = "hue-cap-nhat";
    private static final Path LAUNCHER = Path.of(
                    "../../edge-gateway/package/src/deb/root/usr/lib/trangtien-gateway/launch")
            .toAbsolutePath();

    /** What a gateway needs to measure a temperature and to speak with the cloud; no pictures, which would be 50 MB. */
    private static final Predicate<String> WANTED = List.of(
                    "edge-gateway-",
                    "device-drivers-",
                    "video-analytics-",
                    "bc",
                    "jackson-",
                    "sqlite-jdbc-",
                    "picocli-",
                    "snakeyaml-engine-",
                    "org.eclipse.paho.",
                    "slf4j-api-",
                    "jSerialComm-",
                    "pi4j-",
                    "jna-",
                    "modbus-",
                    "jspecify-",
                    "javacpp-",
                    "javacv-")
            .stream()
            .<Predicate<String>>map(start -> name -> name.startsWith(start))
            .reduce(name -> false, Predicate::or);

    /** As the service manager does: 75 wants to be started again. */
    private static final String SERVICE =
            "mount -t tmpfs none /run && mkdir -p /run/systemd/timesync && touch /run/systemd/timesync/synchronized"
                    + " && while :; do sh \"$0\" run & wait $!; [ $? = 75 ] || exit 1; done";

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    @Test
    void aGatewayRunsTheReleaseThatTheCityRolledOut(City city) throws Exception {
        List<String> apart = List.of("unshare", "-r", "-m");
        // The gateway obeys nobody before its clock is set; the mark of that is made where only this gateway sees it.
        assumeTrue(runs(apart, "mount -t tmpfs none /run"), "unshare may not make a mount namespace here");
        Path installed = release("0.1.0");
        Path zip = zip(release("0.1.1"));
        Path configuration = configuration();
        String label = city.ingest().invite("hue", GATEWAY, "Cập nhật", 16.46, 107.59);
        assertThat(CityCommand.commandLine()
                        .execute(
                                "gateway",
                                "enrol",
                                label,
                                "--data",
                                folder.resolve("data").toString(),
                                "--config",
                                configuration.toString()))
                .isZero();
        start(apart, installed, configuration);
        awaitSoftware(city, "0.1.0");

        String sha256 =
                fleet(city, "update", "--upload", zip.toString()).path("sha256").asString();
        assertThat(sha256).hasSize(64);
        long rollout = fleet(city, "update", "--release", sha256, "--rings", "100", "--soak", "0", "--gateway", GATEWAY)
                .path("id")
                .asLong();
        assertThat(rollout).isPositive();

        awaitSoftware(city, "0.1.1");
        // The trial ends when the cloud has acknowledged a message, shortly after the birth that names the version.
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(folder.resolve("data/releases/current"))
                        .content()
                        .contains("version=0.1.1", "state=confirmed"));
    }

    private void awaitSoftware(City city, String version) {
        Awaitility.await("software " + version)
                .atMost(Duration.ofSeconds(120))
                .untilAsserted(() -> assertThat(fleet(city, "list", "--search", GATEWAY)
                                .path("items")
                                .path(0)
                                .path("software")
                                .asString(""))
                        .as(() -> "the gateway said: " + log())
                        .isEqualTo(version));
    }

    private void start(List<String> apart, Path installed, Path configuration) throws IOException {
        var command = new ArrayList<>(apart);
        command.addAll(List.of("sh", "-c", SERVICE, LAUNCHER.toString()));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("gateway.log").toFile());
        builder.environment().put("TRANGTIEN_PROGRAM", installed.toString());
        builder.environment().put("TRANGTIEN_DATA", folder.resolve("data").toString());
        builder.environment().put("TRANGTIEN_CONFIG", configuration.toString());
        builder.environment()
                .put(
                        "TRANGTIEN_JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
        started.add(builder.start());
    }

    private static boolean runs(List<String> apart, String script) throws InterruptedException {
        var command = new ArrayList<>(apart);
        command.addAll(List.of("sh", "-c", script));
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    /** A gateway with a thermometer that the kernel shows as files. */
    private Path configuration() throws IOException {
        Path sensor = Files.createDirectories(folder.resolve("w1/28-0316a2791bff"));
        Files.writeString(
                sensor.resolve("w1_slave"),
                "72 01 4b 46 7f ff 0e 10 57 : crc=57 YES\n72 01 4b 46 7f ff 0e 10 57 t=23125\n");
        return Files.writeString(folder.resolve("gateway.yaml"), """
                gateway:
                  id: %s
                  site: { name: "Cập nhật", lat: 16.46, lon: 107.59 }
                cloud: { timeSyncWait: 0s }
                page: { enabled: false }
                buses:
                  w1: { kind: one-wire, path: %s }
                devices:
                  - { id: air, driver: ds18b20, on: w1, every: 5s }
                """.formatted(GATEWAY, folder.resolve("w1")));
    }

    private Path release(String version) throws IOException {
        Path tree = folder.resolve(version);
        Path lib = Files.createDirectories(tree.resolve("lib"));
        try (Stream<Path> jars = Files.list(Path.of("target/lib"))) {
            for (Path jar : jars.filter(one -> WANTED.test(one.getFileName().toString()))
                    .toList()) {
                Files.copy(jar, lib.resolve(jar.getFileName()));
            }
        }
        String arch = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        ReleaseManifest.describe(tree, new ReleaseVersion(version), arch, 17).write(tree);
        return tree;
    }

    private Path zip(Path tree) throws IOException {
        Path zip = folder.resolve(tree.getFileName() + ".zip");
        try (OutputStream file = Files.newOutputStream(zip);
                var out = new ZipOutputStream(file);
                Stream<Path> files = Files.walk(tree)) {
            for (Path one : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(tree.relativize(one).toString()));
                Files.copy(one, out);
            }
        }
        return zip;
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("gateway.log"));
        } catch (IOException e) {
            return String.valueOf(e);
        }
    }

    private static JsonNode fleet(City city, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var words = new ArrayList<>(List.of("fleet"));
        words.addAll(List.of(arguments));
        words.addAll(List.of("--json", "--data", city.data().toString()));
        CityCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words.toArray(String[]::new));
        assertThat(err.toString()).isEmpty();
        return JsonMapper.shared().readTree(out.toString());
    }
}
