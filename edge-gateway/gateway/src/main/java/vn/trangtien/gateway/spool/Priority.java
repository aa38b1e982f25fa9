package vn.trangtien.gateway.spool;

/** What leaves first, and what is given up last when the spool is full. Codes are Kura's and stand in spools in the field. */
public enum Priority {
    LIFECYCLE(0),
    REPLY(1),
    ALARM(2),
    TELEMETRY(5),
    SNAPSHOT(7);

    private final int code;

    Priority(int code) {
        this.code = code;
    }

    /** Lower leaves earlier. */
    public int code() {
        return code;
    }
}
