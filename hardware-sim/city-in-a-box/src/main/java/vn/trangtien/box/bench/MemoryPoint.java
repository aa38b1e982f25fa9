package vn.trangtien.box.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The memory of this process at a moment. The names stand in the result; they may not change.
 *
 * @param seconds since the measurement began
 * @param residentMiB of the whole process, native memory included
 * @param heapMiB Java objects, those that nobody needs any more included
 */
public record MemoryPoint(double seconds, double residentMiB, double heapMiB) {

    private static final double KIB_PER_MIB = 1024;
    private static final double ROUNDING = 10;

    static MemoryPoint now(double seconds) throws IOException {
        double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / KIB_PER_MIB / KIB_PER_MIB;
        return new MemoryPoint(rounded(seconds), rounded(resident()), rounded(heap));
    }

    private static double resident() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Double.parseDouble(line.replaceAll("[^0-9]", "")) / KIB_PER_MIB;
            }
        }
        return 0;
    }

    private static double rounded(double value) {
        return Math.round(value * ROUNDING) / ROUNDING;
    }
}
