package vn.trangtien.box.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/** Processor time of some threads and of the whole process since a moment. */
final class CpuMeter {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<Long> threads;
    private final long threadsBefore;
    private final long processBefore;
    private final long startedAt;

    /**
     * What was used.
     *
     * @param threadsPercent of one core, by the threads
     * @param processPercent of one core, by the process with everything simulated in it
     */
    record Use(double threadsPercent, double processPercent) {}

    /** @param threads ids, all running until {@link #stop} */
    CpuMeter(List<Long> threads) {
        this.threads = threads;
        this.threadsBefore = threadNanos();
        this.processBefore = processNanos();
        this.startedAt = System.nanoTime();
    }

    Use stop() {
        double elapsed = System.nanoTime() - startedAt;
        return new Use(
                100 * (threadNanos() - threadsBefore) / elapsed, 100 * (processNanos() - processBefore) / elapsed);
    }

    private long threadNanos() {
        return threads.stream()
                .mapToLong(THREADS::getThreadCpuTime)
                .filter(nanos -> nanos > 0)
                .sum();
    }

    private static long processNanos() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }
}
