package vn.trangtien.box.bench.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Processor time and memory of other processes, from {@code /proc}; Linux only. */
final class ProcessTimes {

    /** The kernel reports in hundredths of a second on every architecture that Java runs on. */
    private static final long NANOS_PER_TICK = 10_000_000;

    private static final String OPEN_FILES = "Max open files";

    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int ENDED_USER = 13;
    private static final int ENDED_SYSTEM = 14;

    private ProcessTimes() {}

    /** Used by the process itself so far; 0 if it is gone. */
    static long nanos(long pid) {
        List<String> fields = fields(pid);
        return fields.isEmpty() ? 0 : ticks(fields, USER) + ticks(fields, SYSTEM);
    }

    /**
     * Used by the process, by its children that ended, and by those that live. What a child used is counted once, before its end
     * as its own and after it as its parent's.
     */
    static long nanosWithChildren(ProcessHandle parent) {
        List<String> fields = fields(parent.pid());
        if (fields.isEmpty()) {
            return 0;
        }
        long own = ticks(fields, USER) + ticks(fields, SYSTEM);
        long ended = ticks(fields, ENDED_USER) + ticks(fields, ENDED_SYSTEM);
        return own
                + ended
                + parent.children().mapToLong(ProcessTimes::nanosWithChildren).sum();
    }

    /** A line of the kernel's account in MiB, for example {@code VmRSS} of {@code status}; 0 if the process is gone. */
    static double mib(long pid, String file, String line) {
        try {
            for (String text : Files.readAllLines(Path.of("/proc", Long.toString(pid), file))) {
                if (text.startsWith(line + ":")) {
                    return Long.parseLong(text.replaceAll("\\D", "")) / 1024.0;
                }
            }
            return 0;
        } catch (IOException gone) {
            return 0;
        }
    }

    /** How many files this process may have open at a time; a limit that nobody knows is none. */
    static long openFiles() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
                if (line.startsWith(OPEN_FILES)) {
                    String soft = line.substring(OPEN_FILES.length()).strip().split("\\s+")[0];
                    return soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft);
                }
            }
            return Long.MAX_VALUE;
        } catch (IOException noLinux) {
            return Long.MAX_VALUE;
        }
    }

    private static long ticks(List<String> fields, int index) {
        return Long.parseLong(fields.get(index)) * NANOS_PER_TICK;
    }

    /** Those after the name, which may hold spaces and brackets; empty if the process is gone. */
    private static List<String> fields(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        } catch (IOException gone) {
            return List.of();
        }
    }
}
