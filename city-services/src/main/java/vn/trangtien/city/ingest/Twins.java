package vn.trangtien.city.ingest;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The configurations that the cloud wants its gateways to have. Thread-safe; every call waits for a bounded time. A text may hold
 * the passwords of cameras: it is neither logged nor shown.
 */
public interface Twins {

    /** A whole {@code gateway.yaml} that somebody wanted. */
    record Desired(long version, String yaml) {}

    /** How it gets to the gateway; states as in docs/fleet.md. */
    record Push(
            String state, @Nullable String detail, @Nullable List<String> problems) {}

    /**
     * @param drift whether the gateway runs something else
     * @param desired absent while the cloud wants nothing
     */
    record Twin(
            boolean drift,
            @Nullable Desired desired,
            @Nullable Push push) {}

    /** The ingest does not take it; the message is for people, in English. */
    final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final boolean conflict;

        public Refused(boolean conflict, String message) {
            super(message);
            this.conflict = conflict;
        }

        /** Whether somebody else has changed it in between. */
        public boolean isConflict() {
            return conflict;
        }
    }

    /** Empty if nobody knows the gateway. */
    Optional<Twin> twin(String account, String gateway) throws IngestUnavailable;

    /**
     * Wants another configuration.
     *
     * @param replaces the version that it was made from
     * @param push whether to send it at once
     */
    Twin want(String account, String gateway, String yaml, String comment, long replaces, boolean push)
            throws IngestUnavailable, Refused;
}
