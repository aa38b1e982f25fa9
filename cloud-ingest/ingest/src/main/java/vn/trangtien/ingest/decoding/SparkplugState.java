package vn.trangtien.ingest.decoding;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What must be remembered of an edge node to understand its next message. Immutable; the same state and the same message always
 * lead to the same next state.
 *
 * @param bdSeq number of the connection that its last birth told; empty while it is not there
 * @param seq number of its last message, 0 to 255; empty before the first birth
 * @param doubtful a message is missing since the last birth, so aliases may mean something else by now
 * @param gaps messages that are missing since the node was first heard
 * @param askedAt when it was last asked to be born again
 * @param births by asset; of the node itself under {@link Samples#GATEWAY}
 */
public record SparkplugState(
        OptionalInt bdSeq,
        OptionalInt seq,
        boolean doubtful,
        long gaps,
        Optional<Instant> askedAt,
        Map<String, SparkplugBirth> births) {

    /** Of a node that was never heard. */
    public static final SparkplugState UNKNOWN =
            new SparkplugState(OptionalInt.empty(), OptionalInt.empty(), false, 0, Optional.empty(), Map.of());

    public SparkplugState {
        births = Map.copyOf(births);
    }
}
