package vn.trangtien.box.headless;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The account of one run, written as JSON. Its names are read by other programs: they may grow, none may change.
 *
 * @param startSeconds from the start of the Java process to "ready"
 * @param rssMiB at the end of the run: resident set of the process plus PostgreSQL's proportional share
 * @param gateways registered
 * @param channels with a latest value
 * @param received messages in the account of cloud-ingest, since the data directory exists, like the next four
 * @param rejected by reason
 * @param conserved received = stored + duplicate + rejected + in flight, and nothing in flight or missing
 * @param gaps sequence numbers that a spool used and that never arrived
 * @param readingsPerSecond values received per second of this run
 * @param cameraFrames analysed in this run
 * @param cameraFps frames per second in this run
 * @param objectsCounted crossings of counting lines in this run
 * @param alarmsRaised in the list that the operator sees
 * @param casesOpened in this run
 * @param casesClosed in this run
 * @param screenLatencyMillis from the sensor's time stamp to the arrival on the screen's event stream
 * @param screenInterruptions how often the screen's event stream ended and was opened again
 * @param spools what the gateways say they appended, delivered and threw away
 * @param runSeconds from "ready" to the last account
 * @param errors events logged as errors and steps that failed
 */
public record Report(
        double startSeconds,
        long rssMiB,
        long gateways,
        long channels,
        long received,
        long stored,
        long duplicate,
        Map<String, Long> rejected,
        long inFlight,
        boolean conserved,
        long gaps,
        double readingsPerSecond,
        long cameraFrames,
        double cameraFps,
        long objectsCounted,
        long alarmsRaised,
        long casesOpened,
        long casesClosed,
        Latency screenLatencyMillis,
        int screenInterruptions,
        Spools spools,
        double runSeconds,
        long errors,
        List<String> errorList) {

    /**
     * Time from a sensor's reading to the screen, over all value events of the run.
     *
     * @param samples how many were measured; the others are 0 when it is 0
     */
    public record Latency(long samples, long p50, long p95, long max) {}

    /**
     * Sums over all gateways.
     *
     * @param appended messages that gateways decided to send
     * @param delivered acknowledged by the broker
     * @param evicted thrown away because a spool was full: lost, and said so
     * @param waiting still in a spool
     */
    public record Spools(long appended, long delivered, long evicted, long waiting) {}

    /** Whether a machine may call this run good. */
    public boolean inOrder() {
        return conserved && errors == 0;
    }

    /** The account as indented JSON, in the order above. */
    public String toJson() {
        return JsonMapper.builder()
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(this);
    }

    public void writeTo(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, toJson() + "\n");
    }
}
