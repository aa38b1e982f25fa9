package vn.trangtien.box.home;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.EnvironmentProblem;

/**
 * Which port is which number in one city. Kept in the data directory, so that the next start without options finds the
 * gateways' broker where it was. A public port that is busy is an error with a remedy; an internal one moves aside.
 */
public final class Ports {

    private static final String FILE = "ports.properties";

    private final Map<Port, Integer> numbers;

    private Ports(Map<Port, Integer> numbers) {
        this.numbers = numbers;
    }

    /**
     * What the caller asked for, then what was kept, then what is usual.
     *
     * @param home the data directory, which need not exist yet
     * @param base the first of a block of consecutive ports, in the order of {@link Port}; overrides what was kept, but not the
     *     internal ports that a city on that very block has moved aside
     */
    public static Ports choose(Path home, Optional<Integer> base, Map<Port, Integer> asked) throws IOException {
        var numbers = new EnumMap<Port, Integer>(Port.class);
        Properties kept = load(home);
        String first = kept.getProperty(Port.all().get(0).key(), "");
        boolean isOther =
                base.filter(wanted -> !first.equals(wanted.toString())).isPresent();
        for (Port port : Port.all()) {
            String line = kept.getProperty(port.key());
            int number = line == null ? port.usual() : Integer.parseInt(line.strip());
            if (base.isPresent() && (isOther || port.isPublic())) {
                number = base.get() + Port.all().indexOf(port);
            }
            numbers.put(port, asked.getOrDefault(port, number));
        }
        return new Ports(numbers);
    }

    /** Ports that nobody uses now; for tests and for a second city beside the first. */
    public static Map<Port, Integer> free() throws IOException {
        var numbers = new EnumMap<Port, Integer>(Port.class);
        var taken = new HashSet<Integer>();
        for (Port port : Port.all()) {
            numbers.put(port, freeNumber(taken));
        }
        return numbers;
    }

    private static Properties load(Path root) throws IOException {
        var kept = new Properties();
        Path file = root.resolve(FILE);
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                kept.load(reader);
            }
        }
        return kept;
    }

    /**
     * Looks at every port before anything starts; moves internal ones aside; keeps the result.
     *
     * @throws EnvironmentProblem naming the first busy public port, who holds it and the option that changes it
     */
    public void claim(DataDirectory directory) throws EnvironmentProblem, IOException {
        Set<Integer> taken = new HashSet<>(numbers.values());
        if (taken.size() < numbers.size()) {
            throw new EnvironmentProblem(
                    new Text("Hai dịch vụ được gán cùng một cổng: %s.", "Two services were given the same port: %s.")
                            .with(numbers),
                    new Text("Cho mỗi dịch vụ một cổng riêng.", "Give each service its own port."));
        }
        for (Port port : Port.all()) {
            int number = number(port);
            if (isFree(number)) {
                continue;
            }
            if (port.isPublic()) {
                throw busy(port, number, PortHolder.of(number));
            }
            numbers.put(port, freeNumber(taken));
        }
        keep(directory);
    }

    void keep(DataDirectory directory) throws IOException {
        var kept = new Properties();
        numbers.forEach((port, number) -> kept.setProperty(port.key(), Integer.toString(number)));
        try (var writer = Files.newBufferedWriter(directory.root().resolve(FILE))) {
            kept.store(writer, "Ports of this city, all on 127.0.0.1");
        }
    }

    /** The problem that a busy port is. */
    public static EnvironmentProblem busy(Port port, int number, Optional<String> holder) {
        return new EnvironmentProblem(
                new Text(
                        "Cổng %d (%s) đang bận%s."
                                .formatted(
                                        number,
                                        port.purpose().vi(),
                                        holder.map(h -> ", do " + h + " giữ").orElse("")),
                        "Port %d (%s) is busy%s."
                                .formatted(
                                        number,
                                        port.purpose().en(),
                                        holder.map(h -> ", held by " + h).orElse(""))),
                new Text(
                        "Dừng tiến trình đó, chọn cổng khác với %s %d, hoặc dời tất cả với --ports 9080."
                                .formatted(port.option(), number + 1000),
                        "Stop that process, choose another port with %s %d, or move all of them with --ports 9080."
                                .formatted(port.option(), number + 1000)));
    }

    /** Whether a server could listen there on the loopback address now. */
    public static boolean isFree(int number) {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
            return true;
        } catch (IOException busyOrForbidden) {
            return false;
        }
    }

    private static int freeNumber(Set<Integer> taken) throws IOException {
        while (true) {
            try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (taken.add(probe.getLocalPort())) {
                    return probe.getLocalPort();
                }
            }
        }
    }

    public int number(Port port) {
        Integer number = numbers.get(port);
        if (number == null) {
            throw new IllegalStateException("no number was chosen for port " + port);
        }
        return number;
    }

    /** The base address of a web port, for example {@code http://127.0.0.1:8080}. */
    public String url(Port port) {
        return "http://127.0.0.1:" + number(port);
    }
}
