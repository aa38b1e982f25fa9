package vn.trangtien.box.wire;

/** Members of the JSON form. */
final class Names {

    static final String TIMESTAMP = "timestamp";
    /** The same as ISO text; for people, and accepted in place of the number. */
    static final String TIME = "time";

    static final String POSITION = "position";
    static final String METRICS = "metrics";
    static final String BODY = "body";

    static final String METRIC_TYPE = "type";
    static final String METRIC_VALUE = "value";
    static final String BODY_TEXT = "text";
    static final String BODY_BASE64 = "base64";

    static final String LATITUDE = "latitude";
    static final String LONGITUDE = "longitude";
    static final String ALTITUDE = "altitude";
    static final String PRECISION = "precision";
    static final String HEADING = "heading";
    static final String SPEED = "speed";
    static final String SATELLITES = "satellites";
    static final String STATUS = "status";

    /** Types of metrics as the wire knows them. */
    enum Type {
        DOUBLE,
        FLOAT,
        INT64,
        INT32,
        BOOL,
        STRING,
        BYTES
    }

    private Names() {}
}
