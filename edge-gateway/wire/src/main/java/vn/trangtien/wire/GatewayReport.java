package vn.trangtien.wire;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a gateway tells of its own work, on {@code account/client/GW-V1/report}: every minute, and at once when something is
 * given up or the configuration changes.
 *
 * @param at by the gateway's clock
 * @param numbers by the names below, as INT64
 * @param texts by the names below, as STRING
 */
public record GatewayReport(Instant at, Map<String, Long> numbers, Map<String, String> texts) {

    public static final String APP_ID = "GW-V1";
    public static final String APP_TOPIC = "report";

    /** Messages ever put into the spool. */
    public static final String APPENDED = "spool.appended";
    /** Messages that the broker acknowledged. */
    public static final String DELIVERED = "spool.delivered";
    /** Messages given up for want of room or because they were too old. */
    public static final String EVICTED = "spool.evicted";
    /** Messages that the broker refused for ever. */
    public static final String REJECTED = "spool.rejected";
    /** Messages refused at the door because everything stored was more important. */
    public static final String DISPLACED = "spool.displaced";
    /** Messages waiting. */
    public static final String DEPTH = "spool.depth";
    /** Bytes waiting. */
    public static final String BYTES = "spool.bytes";
    /** Messages that could not be stored because the disk failed. */
    public static final String LOST = "spool.lost";
    /** Which numbers were given up since the last report, as ranges: {@code 12-40,44}. */
    public static final String EVICTED_RANGES = "spool.evicted.ranges";
    /** What is wrong with the disk; absent while all is well. */
    public static final String SPOOL_PROBLEM = "spool.problem";
    /** Connections since the start. */
    public static final String CONNECTS = "link.connects";
    /** Version of the configuration in force; counts up with every change. */
    public static final String CONFIG_VERSION = "config.version";
    /** SHA-256 of the configuration in force, hexadecimal. */
    public static final String CONFIG_SHA256 = "config.sha256";
    /** {@code applied}, {@code rolled-back} or {@code confirming}. */
    public static final String CONFIG_STATE = "config.state";
    /** Version of the software. */
    public static final String SOFTWARE = "software.version";
    /** ms by which samples before time synchronisation were corrected; absent if there was nothing to correct. */
    public static final String CLOCK_CORRECTION = "clock.correction";
    /** Times that the process of the cameras ended unasked. */
    public static final String VIDEO_CRASHES = "video.crashes";
    /** Cameras in the configuration; this and what follows is absent without cameras. */
    public static final String CAMERAS = "cameras.total";
    /** Cameras whose pictures arrive. */
    public static final String CAMERAS_ALIVE = "cameras.alive";
    /** Of these, cameras that do less than was asked for: count by motion only, read no plates, are looked at less often. */
    public static final String CAMERAS_LIMITED = "cameras.limited";
    /** Why, in English: a line for each reason with names of cameras, at most some 3,000 characters; absent while all is well. */
    public static final String CAMERA_PROBLEMS = "cameras.problems";
    /** The same in Vietnamese. */
    public static final String CAMERA_PROBLEMS_VI = "cameras.problems.vi";
    /** End of the certificate's validity, ms. */
    public static final String CERTIFICATE_UNTIL = "certificate.until";

    public GatewayReport {
        numbers = Map.copyOf(numbers);
        texts = Map.copyOf(texts);
    }

    public static KuraTopic.Data topic(String account, String client) {
        return new KuraTopic.Data(account, client, APP_ID, APP_TOPIC);
    }

    public KuraPayload toPayload() {
        var payload = KuraPayload.builder().timestampMs(at.toEpochMilli());
        numbers.forEach(payload::metric);
        texts.forEach(payload::metric);
        return payload.build();
    }

    /** Reads a report; metrics that this version does not know are kept. Empty without a timestamp. */
    public static Optional<GatewayReport> read(KuraPayload payload) {
        OptionalLong at = payload.timestampMs();
        if (at.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Long> numbers = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        payload.metrics().forEach((name, value) -> {
            if (name.startsWith("tt.")) {
                return;
            }
            if (value instanceof MetricValue.Int64Value number) {
                numbers.put(name, number.value());
            } else if (value instanceof MetricValue.StringValue text) {
                texts.put(name, text.value());
            }
        });
        return Optional.of(new GatewayReport(Instant.ofEpochMilli(at.getAsLong()), numbers, texts));
    }
}
