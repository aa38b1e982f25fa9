package vn.trangtien.ingest.decoding;

import java.util.OptionalLong;

/** Names and codes of Sparkplug, and what they are called here. */
final class SparkplugNames {

    /** The metric of births and wills that tells which connection they are of. */
    static final String BD_SEQ = "bdSeq";

    private static final int QUALITY_GOOD = 192;
    private static final int QUALITY_BAD = 0;
    private static final int QUALITY_STALE = 500;

    private SparkplugNames() {}

    /** Name of a metric, or of one within a template. */
    static String full(String base, String member) {
        return member.isEmpty() ? base : base + "/" + member;
    }

    /** Names of metrics are paths; names of channels are parts of paths. */
    static String channel(String name) {
        return name.replace('/', '.').replace('\\', '.');
    }

    /** Whether a metric belongs to the protocol and measures nothing. */
    static boolean isAboutProtocol(String name) {
        return name.equals(BD_SEQ) || name.startsWith("Node Control/") || name.startsWith("Device Control/");
    }

    /** @param isMissing whether there is no value */
    static String quality(OptionalLong told, boolean isMissing) {
        if (told.isEmpty() || told.getAsLong() == QUALITY_GOOD) {
            return isMissing ? "COMM_FAULT" : "GOOD";
        }
        if (told.getAsLong() == QUALITY_STALE) {
            return "STALE";
        }
        return told.getAsLong() == QUALITY_BAD ? "SENSOR_FAULT" : "UNCERTAIN";
    }
}
