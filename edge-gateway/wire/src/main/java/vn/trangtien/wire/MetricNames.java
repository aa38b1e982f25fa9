package vn.trangtien.wire;

/** Names of metrics, as they stand on the wire. A shipped name never changes. */
public final class MetricNames {

    /** STRING: the device that was read. */
    public static final String ASSET_NAME = "assetName";
    /** INT64 ms: time of measurement of every channel that has none of its own. */
    public static final String ASSET_TIMESTAMP = "assetTimestamp";

    /** INT64 ms, after the channel's name: time of measurement. */
    public static final String TIMESTAMP_SUFFIX = "_timestamp";
    /** STRING, after the channel's name: UCUM code. */
    public static final String UNIT_SUFFIX = "_unit";
    /** STRING, after the channel's name: how far the value may be trusted. Ours; Kura sends none. */
    public static final String QUALITY_SUFFIX = "_quality";
    /** STRING, after the channel's name: why there is no value; empty means no error. */
    public static final String ERROR_SUFFIX = "_error";

    /** STRING: id of the spool the message went through, made once. */
    public static final String SPOOL = "tt.spool";
    /** INT64: number of the message within its spool, from 1 without gaps. */
    public static final String SEQ = "tt.seq";
    /** BOOL: a simulator stands behind the values. */
    public static final String SIMULATED = "tt.simulated";
    /** BOOL: the gateway's clock was synchronised when the values were stamped. */
    public static final String CLOCK_TRUSTED = "tt.clock_trusted";
    /** INT64 ms: by how much the message's times were moved after they had been stamped by a clock not yet synchronised. */
    public static final String CLOCK_CORRECTED = "tt.clock_corrected";

    /** STRING. */
    public static final String CAMERA = "camera";
    /** INT64 ms. */
    public static final String TAKEN_TIMESTAMP = "taken_timestamp";
    /** INT32 pixels. */
    public static final String WIDTH = "width";
    /** INT32 pixels. */
    public static final String HEIGHT = "height";
    /** STRING: unique per event. */
    public static final String EVENT_ID = "event.id";
    /** STRING: {@code line-crossed}. */
    public static final String EVENT_TYPE = "event.type";
    /** INT64 ms. */
    public static final String EVENT_TIMESTAMP = "event_timestamp";
    /** STRING: name of the counting line. */
    public static final String LINE = "line";
    /** STRING: FORWARD or BACKWARD. */
    public static final String DIRECTION = "direction";
    /** STRING: what something in a picture is, {@code person}, {@code car}, {@code moving} … */
    public static final String LABEL = "label";
    /** STRING: id of an object in front of a camera. */
    public static final String OBJECT = "object";
    /** STRING: the purpose for which a picture shows persons and plates; absent when they are hidden. */
    public static final String CLEAR_FOR = "clear_for";

    /** STRING: ms since the gateway started, as text. */
    public static final String UPTIME = "uptime";
    /** STRING. */
    public static final String DISPLAY_NAME = "display_name";

    private MetricNames() {}
}
