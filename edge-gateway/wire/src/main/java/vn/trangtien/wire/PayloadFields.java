package vn.trangtien.wire;

/** Field numbers of the three messages of a Kura payload and the codes of its value types. */
final class PayloadFields {

    static final int TIMESTAMP = 1;
    static final int POSITION = 2;
    static final int METRIC = 5000;
    static final int BODY = 5001;

    static final int METRIC_NAME = 1;
    static final int METRIC_TYPE = 2;
    static final int METRIC_DOUBLE = 3;
    static final int METRIC_FLOAT = 4;
    static final int METRIC_INT64 = 5;
    static final int METRIC_INT32 = 6;
    static final int METRIC_BOOL = 7;
    static final int METRIC_STRING = 8;
    static final int METRIC_BYTES = 9;

    static final int TYPE_DOUBLE = 0;
    static final int TYPE_FLOAT = 1;
    static final int TYPE_INT64 = 2;
    static final int TYPE_INT32 = 3;
    static final int TYPE_BOOL = 4;
    static final int TYPE_STRING = 5;
    static final int TYPE_BYTES = 6;

    static final int LATITUDE = 1;
    static final int LONGITUDE = 2;
    static final int ALTITUDE = 3;
    static final int PRECISION = 4;
    static final int HEADING = 5;
    static final int SPEED = 6;
    static final int FIX_TIMESTAMP = 7;
    static final int SATELLITES = 8;
    static final int STATUS = 9;

    private PayloadFields() {}
}
