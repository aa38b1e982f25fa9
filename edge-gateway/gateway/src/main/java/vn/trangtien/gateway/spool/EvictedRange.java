package vn.trangtien.gateway.spool;

/**
 * Numbers that were given up, one after the other, for the same reason.
 *
 * @param first its first number
 * @param last its last number, included
 */
public record EvictedRange(long first, long last, Reason reason) {

    public EvictedRange {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException(
                    "a range needs 1 <= first <= last, but was %d to %d".formatted(first, last));
        }
    }

    /** Why. */
    public enum Reason {
        /** The spool had reached its size. */
        ROOM(0, "room"),
        /** They had waited longer than allowed. */
        AGE(1, "age"),
        /** The disk was full before the spool was. */
        DISK(2, "disk");

        private final int stored;
        private final String code;

        Reason(int stored, String code) {
            this.stored = stored;
            this.code = code;
        }

        /** As in reports. */
        public String code() {
            return code;
        }

        int stored() {
            return stored;
        }

        static Reason of(int stored) {
            for (Reason reason : values()) {
                if (reason.stored == stored) {
                    return reason;
                }
            }
            return ROOM;
        }
    }

    public long count() {
        return last - first + 1;
    }

    /** {@code 12-40}, or {@code 44} alone. */
    @Override
    public String toString() {
        return first == last ? Long.toString(first) : first + "-" + last;
    }
}
