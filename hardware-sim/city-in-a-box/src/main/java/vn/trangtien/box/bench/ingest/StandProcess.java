package vn.trangtien.box.bench.ingest;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import vn.trangtien.box.city.IngestStand;
import vn.trangtien.box.embedded.OrphanPostmaster;
import vn.trangtien.box.fleet.FleetClient;
import vn.trangtien.box.home.Port;
import vn.trangtien.box.home.Ports;
import vn.trangtien.box.home.Secrets;

/**
 * The ingest with its servers in a process of its own, which can be measured, killed and started again on the same data and ports.
 * Not thread-safe, but for measuring.
 */
public final class StandProcess implements AutoCloseable {

    /** As in the script {@code city} for a city that runs for people; a test holds the two together. */
    static final List<String> OPTIONS = List.of(
            "-Xms256m",
            "-Xmx768m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dfile.encoding=UTF-8",
            "-Djava.awt.headless=true",
            "-XX:TieredStopAtLevel=1");

    /** Of the two generations of the serial collector; not of the metaspace. */
    private static final Pattern HEAP_USED = Pattern.compile("(?:new|tenured) generation +total \\d+K, used (\\d+)K");

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration FAREWELL = Duration.ofSeconds(60);
    private static final long LOOKED_EVERY_MILLIS = 100;

    private final String kind;
    private final Path folder;
    private final Map<Port, Integer> ports;
    private final List<String> options;
    private final String token;
    private Process process;

    private StandProcess(String kind, Path folder, List<String> more) throws IOException {
        this.kind = kind;
        this.folder = folder;
        // Below the numbers that outgoing connections get: three thousand of these would take a port between a kill and
        // a restart.
        this.ports = lowPorts();
        this.options = new ArrayList<>(OPTIONS);
        options.addAll(more);
        Files.createDirectories(data());
        this.token = Secrets.in(data()).get("service-token");
        this.process = launch();
    }

    /**
     * Starts it and returns when it answers.
     *
     * @param folder for its data and its output
     * @param more options for its JVM, after the usual ones and so before them in force
     */
    public static StandProcess ingest(Path folder, List<String> more) throws IOException, InterruptedException {
        var stand = new StandProcess(StandMain.INGEST, folder, more);
        try {
            stand.awaitAnswer();
            return stand;
        } catch (IOException | InterruptedException e) {
            stand.close();
            throw e;
        }
    }

    /** Kafka alone; returns at once. */
    static StandProcess kafka(Path folder, List<String> more) throws IOException {
        return new StandProcess(StandMain.KAFKA, folder, more);
    }

    private static Map<Port, Integer> lowPorts() throws IOException {
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        int next = 20_000 + (int) (ProcessHandle.current().pid() % 500) * 20;
        for (Port port : Port.values()) {
            while (!Ports.isFree(next)) {
                next++;
            }
            numbers.put(port, next);
            next++;
        }
        return numbers;
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), StandMain.class.getName(), kind));
        command.add(data().toString());
        ports.forEach((port, number) -> command.add(port.name() + "=" + number));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()))
                .start();
    }

    /** Options of its JVM. */
    public List<String> options() {
        return List.copyOf(options);
    }

    /** Options as a person writes them in one line. */
    public static List<String> options(String line) {
        return line.isBlank() ? List.of() : Arrays.asList(line.strip().split("\\s+"));
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            if (!process.isAlive()) {
                throw new IOException("the ingest ended with code %d; see %s and %s"
                        .formatted(process.exitValue(), output(), data().resolve("logs/city.log")));
            }
            try {
                rest().get("/api/conservation");
                return;
            } catch (IOException | FleetClient.Refused notYet) {
                TimeUnit.MILLISECONDS.sleep(LOOKED_EVERY_MILLIS);
            }
        }
        throw new IOException(
                "the ingest does not answer within %s; see %s".formatted(PATIENCE, data().resolve("logs/city.log")));
    }

    /** Its data directory. */
    public Path data() {
        return folder.resolve("stand");
    }

    private Path output() {
        return folder.resolve("stand.out");
    }

    public int port(Port port) {
        Integer number = ports.get(port);
        if (number == null) {
            throw new IllegalStateException("no number was chosen for port " + port);
        }
        return number;
    }

    /** Base address of the ingest. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port(Port.INGEST));
    }

    /** The token of a service. */
    public String token() {
        return token;
    }

    /** A secret of the stand, for example the password of its store. */
    public String secret(String name) throws IOException {
        return Secrets.in(data()).get(name);
    }

    /** Asks the ingest. */
    public FleetClient rest() {
        return new FleetClient(url(), token);
    }

    /** The ingest's own account. */
    public JsonNode conservation() throws IOException, InterruptedException {
        try {
            return rest().get("/api/conservation");
        } catch (FleetClient.Refused e) {
            throw new IOException("the ingest cannot draw up its account: " + e.getMessage(), e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Processor time of the server's JVM and of PostgreSQL's processes since their start. */
    public long cpuNanos() throws IOException {
        return ProcessTimes.nanos(pid())
                + postmaster().map(ProcessTimes::nanosWithChildren).orElse(0L);
    }

    /** Resident memory of the JVM, plus PostgreSQL's processes with their shares of what they share, in MiB. */
    public double memoryMiB() throws IOException {
        double shares = postmaster().stream()
                .flatMap(
                        first -> java.util.stream.Stream.concat(java.util.stream.Stream.of(first), first.descendants()))
                .mapToDouble(one -> ProcessTimes.mib(one.pid(), "smaps_rollup", "Pss"))
                .sum();
        return ProcessTimes.mib(pid(), "status", "RssAnon") + shares;
    }

    /** Java heap in use after a collection, in MiB. */
    double heapMiB() throws IOException, InterruptedException {
        jcmd("GC.run");
        long kibibytes = 0;
        for (String line : jcmd("GC.heap_info").lines().toList()) {
            Matcher used = HEAP_USED.matcher(line);
            if (used.find()) {
                kibibytes += Long.parseLong(used.group(1));
            }
        }
        return kibibytes / 1024.0;
    }

    private String jcmd(String order) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid()), order)
                .redirectErrorStream(true)
                .start();
        String told = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd %s of the stand failed: %s".formatted(order, told.strip()));
        }
        return told;
    }

    private Optional<ProcessHandle> postmaster() throws IOException {
        return OrphanPostmaster.find(data().resolve("postgres/cluster"));
    }

    /** The process is gone at once, as when somebody cut the power of it alone. PostgreSQL stays, until the next start. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** On the same data and ports; returns when it answers. */
    public void restart() throws IOException, InterruptedException {
        process = launch();
        awaitAnswer();
    }

    /** Stops one of its servers; returns when nobody listens there any more. */
    public void stop(IngestStand.Server server) throws IOException, InterruptedException {
        tell(StandMain.STOP, server, false);
    }

    /** Starts a stopped server again on its data and port; returns when it listens. */
    public void start(IngestStand.Server server) throws IOException, InterruptedException {
        tell(StandMain.START, server, true);
    }

    private void tell(String order, IngestStand.Server server, boolean listens)
            throws IOException, InterruptedException {
        OutputStream orders = process.getOutputStream();
        orders.write((order + server + "\n").getBytes(StandardCharsets.US_ASCII));
        orders.flush();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (listens(port(server.port())) != listens) {
            if (System.nanoTime() > until || !process.isAlive()) {
                throw new IOException("the stand was told '%s%s' and has not done it within %s; see %s and %s"
                        .formatted(order, server, PATIENCE, output(), data().resolve("logs/city.log")));
            }
            TimeUnit.MILLISECONDS.sleep(LOOKED_EVERY_MILLIS);
        }
    }

    private static boolean listens(int port) {
        try (var probe = new Socket()) {
            probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    /** Ends it in good order, or by force after a minute. */
    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(FAREWELL.toSeconds(), TimeUnit.SECONDS)) {
            kill();
        }
        OrphanPostmaster.stop(data().resolve("postgres/cluster"));
    }
}
