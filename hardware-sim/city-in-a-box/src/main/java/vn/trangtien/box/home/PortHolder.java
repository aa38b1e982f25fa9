package vn.trangtien.box.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who listens on a port, as far as this user may see. Reads {@code /proc/net/tcp} for the socket and {@code /proc/PID/fd} for
 * its owner; on another system, or for another user's process, the answer is empty.
 */
public final class PortHolder {

    private static final String LISTENING = "0A";

    private PortHolder() {}

    /** Names the listener, for example {@code java (pid 4711)}. */
    public static Optional<String> of(int port) {
        Set<String> inodes = new HashSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            inodes.addAll(listeningInodes(Path.of(table), port));
        }
        return inodes.isEmpty() ? Optional.empty() : owner(inodes);
    }

    private static Set<String> listeningInodes(Path table, int port) {
        var inodes = new HashSet<String>();
        String suffix = ":" + String.format(Locale.ROOT, "%04X", port);
        try (Stream<String> lines = Files.lines(table)) {
            lines.map(line -> line.strip().split("\\s+"))
                    .filter(f -> f.length > 9 && f[1].endsWith(suffix) && f[3].equals(LISTENING))
                    .forEach(f -> inodes.add("socket:[" + f[9] + "]"));
        } catch (IOException notLinux) {
            return Set.of();
        }
        return inodes;
    }

    private static Optional<String> owner(Set<String> sockets) {
        return ProcessHandle.allProcesses()
                .filter(process -> holds(process, sockets))
                .findFirst()
                .map(process -> "%s (pid %d)"
                        .formatted(
                                process.info()
                                        .command()
                                        .map(c -> Path.of(c).getFileName().toString())
                                        .orElse("?"),
                                process.pid()));
    }

    private static boolean holds(ProcessHandle process, Set<String> sockets) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return descriptors.anyMatch(descriptor -> sockets.contains(target(descriptor)));
        } catch (IOException | java.io.UncheckedIOException goneOrForbidden) {
            return false;
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
