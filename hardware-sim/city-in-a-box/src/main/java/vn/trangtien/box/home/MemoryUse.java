package vn.trangtien.box.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How much memory the city takes: the resident set of this process plus, for each PostgreSQL process, its proportional share.
 * PostgreSQL's processes share most of their pages; adding up their resident sets would count those many times.
 */
public final class MemoryUse {

    private MemoryUse() {}

    /**
     * Measures now.
     *
     * @param postmaster PostgreSQL's first process, if one runs
     * @return MiB; 0 where {@code /proc} does not exist
     */
    public static long mib(Optional<ProcessHandle> postmaster) {
        long kib = kib(Path.of("/proc/self/status"), "VmRSS:");
        Stream<ProcessHandle> servers = postmaster
                .map(p -> Stream.concat(Stream.of(p), p.descendants()))
                .orElse(Stream.empty());
        kib += servers.mapToLong(p -> kib(Path.of("/proc", Long.toString(p.pid()), "smaps_rollup"), "Pss:"))
                .sum();
        return kib >> 10;
    }

    private static long kib(Path file, String label) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(label))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException goneOrNotLinux) {
            return 0;
        }
    }
}
