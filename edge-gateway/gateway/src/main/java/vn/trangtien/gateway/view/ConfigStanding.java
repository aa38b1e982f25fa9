package vn.trangtien.gateway.view;

/**
 * Which configuration is in force.
 *
 * @param version counts up with every change; 0 if the gateway does not keep versions
 * @param sha256 of the file's bytes, hexadecimal
 */
public record ConfigStanding(long version, String sha256, State state) {

    /** Where a change stands. */
    public enum State {
        APPLIED("applied"),
        /** In force, but not yet known to leave the gateway connected. */
        CONFIRMING("confirming"),
        /** The last change was taken back. */
        ROLLED_BACK("rolled-back");

        private final String code;

        State(String code) {
            this.code = code;
        }

        /** As the gateway reports it. */
        public String code() {
            return code;
        }
    }
}
