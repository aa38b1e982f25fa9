package vn.trangtien.box.bench.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The figures of {@code ./city bench ingest}. Names are read by other programs: they may grow, none may change.
 *
 * @param rate asked for, messages a second
 * @param seconds that were measured
 * @param gateways with a TLS line each
 * @param channels values in a message
 * @param gzip whether payloads were compressed where that makes them shorter
 * @param serverOptions of the server's JVM
 * @param cores of the machine
 * @param loadBefore of the machine, a minute's average, before the bench
 * @param loadAfter the same after it; this run is in it
 * @param msgPerSecond acknowledged in the time measured, or what was processed until all of it was, whichever is less: a server
 *     that only piles messages up is as fast as its processing
 * @param pointsPerSecond values in these
 * @param cpuMicrosPerMessage processor time of the server's JVM and of PostgreSQL, until everything was processed, for each message
 *     of the time measured; broker, Kafka, ingest and time-series store are in it, the generator is not
 * @param generatorMicrosPerMessage processor time of this process for each message
 * @param p50Millis from publishing to queryable over REST, see {@link Queryable}
 * @param p99Millis likewise
 * @param queryableSamples messages that these rest on
 * @param ackP50Millis from publishing to acknowledgement, of all messages since the start
 * @param ackP99Millis likewise
 * @param drainSeconds from the last message until everything was processed
 * @param acknowledged different messages that the broker acknowledged since the start, warm-up included
 * @param stored of these messages, in the time-series store by its own values
 * @param lost acknowledged and not stored
 * @param storedTwice rows too many
 * @param duplicates repetitions that the ingest recognised
 * @param rejected messages that it refused
 * @param expectedDuplicates acknowledged repetitions that the fleet made on purpose
 * @param expectedRejected acknowledged messages that nobody can read, made on purpose
 * @param memoryStartMiB of the server before the time measured, after the warm-up
 * @param memoryEndMiB of the server at the end of it
 * @param memoryMiB every five seconds between
 * @param enrolSeconds until all gateways had a certificate
 * @param connectSeconds until all of them had a line
 * @param reconnections lines that broke and were opened again, since the start
 * @param reference the same load through the pipe of other programs
 */
public record IngestBenchResult(
        double rate,
        double seconds,
        int gateways,
        int channels,
        boolean gzip,
        List<String> serverOptions,
        int cores,
        double loadBefore,
        double loadAfter,
        double msgPerSecond,
        double pointsPerSecond,
        double cpuMicrosPerMessage,
        double generatorMicrosPerMessage,
        double p50Millis,
        double p99Millis,
        long queryableSamples,
        double ackP50Millis,
        double ackP99Millis,
        double drainSeconds,
        long acknowledged,
        long stored,
        long lost,
        long storedTwice,
        long duplicates,
        long rejected,
        long expectedDuplicates,
        long expectedRejected,
        double memoryStartMiB,
        double memoryEndMiB,
        List<Double> memoryMiB,
        double enrolSeconds,
        double connectSeconds,
        long reconnections,
        @Nullable Reference reference) {

    public IngestBenchResult {
        serverOptions = List.copyOf(serverOptions);
        memoryMiB = List.copyOf(memoryMiB);
    }

    /**
     * The pipe Mosquitto, kcat, Kafka, kcat, InfluxDB under the same messages.
     *
     * @param skipped why it was not measured; empty if it was
     */
    public record Reference(
            String skipped,
            double msgPerSecond,
            double pointsPerSecond,
            double cpuMicrosPerMessage,
            double p50Millis,
            double p99Millis,
            long acknowledged,
            long stored,
            long lost,
            long duplicates) {

        static Reference skipped(String why) {
            return new Reference(why, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        }
    }

    IngestBenchResult with(Reference other) {
        return new IngestBenchResult(
                rate,
                seconds,
                gateways,
                channels,
                gzip,
                serverOptions,
                cores,
                loadBefore,
                loadAfter,
                msgPerSecond,
                pointsPerSecond,
                cpuMicrosPerMessage,
                generatorMicrosPerMessage,
                p50Millis,
                p99Millis,
                queryableSamples,
                ackP50Millis,
                ackP99Millis,
                drainSeconds,
                acknowledged,
                stored,
                lost,
                storedTwice,
                duplicates,
                rejected,
                expectedDuplicates,
                expectedRejected,
                memoryStartMiB,
                memoryEndMiB,
                memoryMiB,
                enrolSeconds,
                connectSeconds,
                reconnections,
                other);
    }

    /** One line. */
    public String toJson() {
        return json(this);
    }

    static String json(Object result) {
        return JsonMapper.builder()
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .build()
                .writeValueAsString(result);
    }
}
