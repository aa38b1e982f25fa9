package vn.trangtien.box.bench;

import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The figures of {@code ./city bench drivers}. Names are read by other programs: they may grow, none may change.
 *
 * @param devices in the rack
 * @param readingsPerSecond reads of devices that gave samples
 * @param valuesPerSecond values that left the pipelines
 * @param cpuPercentOfOneCore of the gateway's poll threads; for I2C and SPI that includes the simulated chips, which answer on
 *     the caller's thread
 * @param referenceCpuPercentOfOneCore of the threads of the bare loop, likewise
 * @param ratio of the two
 * @param processCpuPercent of everything in the process while the gateway polls, simulator and garbage collector included
 * @param referenceProcessCpuPercent of everything while the bare loop runs
 * @param referenceRunsPerSecond scripts of transfers that the bare loop ran
 * @param heapMiB reachable with ports, devices and pipelines, less the same board without them
 * @param p99Millis from the instant of a sample to the end of its pipeline
 * @param sustainedPerSecond readings a second of the hurried rack
 * @param sustainedP99Millis its delay
 * @param sustainedCpuPercentOfOneCore of its poll threads
 * @param virtualDayMillis the slower of two runs of the six sensors
 * @param virtualDayReadings in one of them
 * @param virtualDayRepeatable whether both gave the same samples, bit for bit
 * @param reopened how often one device of each driver was opened and closed
 * @param leakedDescriptors files, pipes and sockets that were opened meanwhile and stay open
 * @param leakedThreads that began meanwhile and go on
 * @param failures reads that gave nothing, in all parts
 */
public record BenchResult(
        int devices,
        double readingsPerSecond,
        double valuesPerSecond,
        double cpuPercentOfOneCore,
        double referenceCpuPercentOfOneCore,
        double ratio,
        double processCpuPercent,
        double referenceProcessCpuPercent,
        double referenceRunsPerSecond,
        double heapMiB,
        double p99Millis,
        double sustainedPerSecond,
        double sustainedP99Millis,
        double sustainedCpuPercentOfOneCore,
        long virtualDayMillis,
        long virtualDayReadings,
        boolean virtualDayRepeatable,
        int reopened,
        long leakedDescriptors,
        long leakedThreads,
        long failures) {

    /** One line. */
    public String toJson() {
        return JsonMapper.builder()
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .build()
                .writeValueAsString(this);
    }
}
