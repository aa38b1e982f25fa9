package vn.trangtien.ingest.decoding;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A message of a Sparkplug edge node as it was sent, before its aliases are known.
 *
 * @param asset the device, or {@link Samples#GATEWAY} for the node itself
 * @param timestampMs when the node made it, ms since 1970 by its clock
 * @param seq 0 to 255; the will (NDEATH) has none
 */
public record SparkplugMessage(
        Kind kind, String asset, OptionalLong timestampMs, OptionalInt seq, List<SparkplugMetric> metrics) {

    /** What a message is, by its topic. Commands and STATE are not the nodes' and do not get this far. */
    public enum Kind {
        NBIRTH,
        DBIRTH,
        NDATA,
        DDATA,
        NDEATH,
        DDEATH
    }

    public SparkplugMessage {
        metrics = List.copyOf(metrics);
    }
}
