package vn.trangtien.ingest.twin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Both halves of one gateway's configuration.
 *
 * @param drift whether the gateway reports another configuration than the desired one
 */
public record Twin(
        String account,
        String gateway,
        boolean drift,
        @Nullable Desired desired,
        @Nullable Reported reported,
        Push push) {

    /** A configuration that somebody wanted. */
    public record Desired(long version, String sha256, String by, Instant at, String comment, String yaml) {

        /** Without the text, for lists. */
        public Headline headline() {
            return new Headline(version, sha256, by, at, comment);
        }
    }

    /** A version in a list. */
    public record Headline(long version, String sha256, String by, Instant at, String comment) {}

    /** What the gateway says it runs. */
    public record Reported(
            @Nullable Long version,
            @Nullable String sha256,
            @Nullable String state,
            @Nullable String software,
            Instant at) {}

    /** How the desired configuration gets to the gateway. */
    public record Push(
            State state, @Nullable Instant at, String by, int attempts, String detail, List<String> problems) {

        static final Push NONE = new Push(State.NONE, null, "", 0, "", List.of());

        public Push {
            problems = List.copyOf(problems);
        }
    }

    /** See docs/fleet.md. */
    public enum State {
        NONE,
        WAITING,
        SENT,
        ACCEPTED,
        APPLIED,
        REFUSED,
        ROLLED_BACK,
        CONFLICT
    }
}
