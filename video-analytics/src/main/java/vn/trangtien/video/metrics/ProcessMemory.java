package vn.trangtien.video.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Memory of this process.
 *
 * @param residentBytes everything that lies in the machine's memory, native buffers of decoders and models included; NaN where
 *     the system does not tell
 * @param heapBytes objects of Java, those that nobody needs any more included
 */
public record ProcessMemory(double residentBytes, double heapBytes) {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    /** As it is now. */
    public static ProcessMemory now() {
        Runtime runtime = Runtime.getRuntime();
        return new ProcessMemory(resident(), runtime.totalMemory() - (double) runtime.freeMemory());
    }

    private static double resident() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(RESIDENT)) {
                    return Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024;
                }
            }
            return Double.NaN;
        } catch (IOException | NumberFormatException e) {
            // Not Linux, or a system that hides it: a figure is missing, nothing else.
            return Double.NaN;
        }
    }
}
