package vn.trangtien.ingest.decoding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import vn.trangtien.ingest.registry.GatewayId;

/** The one command that the cloud gives to Sparkplug edge nodes: to be born again. */
public final class SparkplugCommand {

    private static final byte[] NAME = "Node Control/Rebirth".getBytes(UTF_8);
    private static final int PAYLOAD_TIMESTAMP = 1 << 3;
    private static final int PAYLOAD_METRIC = 2 << 3 | 2;
    private static final int METRIC_NAME = 1 << 3 | 2;
    private static final int METRIC_DATATYPE = 4 << 3;
    private static final int METRIC_BOOLEAN = 14 << 3;
    private static final int CONTINUES = 0x80;

    private SparkplugCommand() {}

    /** Where the node hears commands. */
    public static String topic(GatewayId node) {
        return "spBv1.0/" + node.account() + "/NCMD/" + node.gateway();
    }

    /** A payload with {@code Node Control/Rebirth} set to true; commands have no sequence number. */
    public static byte[] rebirth(Instant at) {
        var metric = new ByteArrayOutputStream();
        metric.write(METRIC_NAME);
        metric.write(NAME.length);
        metric.writeBytes(NAME);
        metric.write(METRIC_DATATYPE);
        metric.write(SparkplugMetric.BOOLEAN);
        metric.write(METRIC_BOOLEAN);
        metric.write(1);
        var payload = new ByteArrayOutputStream();
        payload.write(PAYLOAD_TIMESTAMP);
        long millis = at.toEpochMilli();
        for (; millis >= CONTINUES; millis >>>= 7) {
            payload.write((int) (millis & 0x7f) | CONTINUES);
        }
        payload.write((int) millis);
        payload.write(PAYLOAD_METRIC);
        payload.write(metric.size());
        payload.writeBytes(metric.toByteArray());
        return payload.toByteArray();
    }
}
