package vn.trangtien.box.bench;

import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The figures of {@code ./city bench gateway}. Names are read by other programs: they may grow, none may change.
 *
 * @param rows through the spool and through the reference
 * @param batch rows with one wait for the disk
 * @param appendPerSecond into the spool, encoding, compression and numbering included
 * @param referencePerSecond the same bytes into a bare table with the same waits for the disk
 * @param appendRatio of the two; 1 is as fast as the bare table
 * @param appendOneByOnePerSecond with a wait for the disk each
 * @param readOutMessages that waited
 * @param readOutPerSecond through the gateway's link over TLS to a broker in this process
 * @param readOutDelivered acknowledged by the broker
 * @param firstSampleMillis from the start of the gateway's process to its first value at the broker
 * @param workedSeconds before its memory was looked at
 * @param publishedMessages meanwhile
 * @param rssMiB resident memory of the gateway with its simulated sensors, without cameras
 * @param highestRssMiB the highest it ever was
 */
public record GatewayBenchResult(
        int rows,
        int batch,
        long appendPerSecond,
        long referencePerSecond,
        double appendRatio,
        long appendOneByOnePerSecond,
        long readOutMessages,
        long readOutPerSecond,
        long readOutDelivered,
        long firstSampleMillis,
        long workedSeconds,
        long publishedMessages,
        double rssMiB,
        double highestRssMiB) {

    /** One line. */
    public String toJson() {
        return JsonMapper.builder()
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .build()
                .writeValueAsString(this);
    }
}
