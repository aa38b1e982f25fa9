package vn.trangtien.box.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.box.Main;
import vn.trangtien.box.home.Port;
import vn.trangtien.box.home.Ports;

/** {@code city} as a person runs it: in a process of its own, with its exit code, its output and its report. */
final class ChildCity {

    private static final long LONGEST_MINUTES = 6;

    private final Path folder;
    private final int firstPort;

    /** @param folder gets the data directory, outputs and reports */
    ChildCity(Path folder) {
        this.folder = folder;
        this.firstPort = freeBlock();
    }

    /**
     * The first of consecutive ports that nobody uses: all of a city's, since another may start at the same moment, and below those
     * of outgoing connections.
     */
    private static int freeBlock() {
        return new Random()
                .ints(20_000, 30_000)
                .filter(first ->
                        IntStream.range(first, first + Port.values().length).allMatch(Ports::isFree))
                .findFirst()
                .orElseThrow();
    }

    Path data() {
        return folder.resolve("data");
    }

    Path log() {
        return data().resolve("logs/city.log");
    }

    /** What one process said when it ended. */
    record Ended(int exitCode, String output, Path reportFile) {

        JsonNode report() throws IOException {
            return JsonMapper.shared().readTree(Files.readString(reportFile));
        }

        /** Nothing lost, nothing wrong, and the process says so. */
        JsonNode inOrder() throws IOException {
            assertThat(reportFile).as(output).exists();
            JsonNode report = report();
            assertThat(report.path("errorList")).as(report.toPrettyString()).isEmpty();
            assertThat(report.path("conserved").asBoolean())
                    .as(report.toPrettyString())
                    .isTrue();
            assertThat(report.path("gaps").asLong()).isZero();
            assertThat(report.path("spools").path("waiting").asLong()).isZero();
            assertThat(report.path("spools").path("evicted").asLong()).isZero();
            assertThat(report.path("received").asLong())
                    .isEqualTo(report.path("stored").asLong()
                            + report.path("duplicate").asLong()
                            + report.path("rejected")
                                    .valueStream()
                                    .mapToLong(JsonNode::asLong)
                                    .sum());
            assertThat(exitCode).as(output).isZero();
            return report;
        }
    }

    /** Begins {@code up} on the same data and ports each time. */
    Process begin(String name, String... arguments) throws IOException {
        List<String> command = java("up", "--data", data().toString());
        command.addAll(List.of("--ports", Integer.toString(firstPort)));
        command.addAll(Arrays.asList(arguments));
        return launch(name, command);
    }

    /** Runs {@code up --headless} to its end. */
    Ended run(String name, String... arguments) throws IOException, InterruptedException {
        Path report = folder.resolve(name + ".json");
        List<String> all = new ArrayList<>(List.of("--headless", "--report", report.toString()));
        all.addAll(Arrays.asList(arguments));
        return end(name, begin(name, all.toArray(String[]::new)), report);
    }

    /** Any other command, to its end. */
    Ended command(String name, String... arguments) throws IOException, InterruptedException {
        return end(name, launch(name, java(arguments)), folder.resolve("none"));
    }

    private Ended end(String name, Process process, Path report) throws IOException, InterruptedException {
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("city did not end within " + LONGEST_MINUTES + " minutes:\n" + output(name));
        }
        return new Ended(process.exitValue(), output(name), report);
    }

    String output(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".out"));
    }

    private Process launch(String name, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .start();
    }

    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }
}
