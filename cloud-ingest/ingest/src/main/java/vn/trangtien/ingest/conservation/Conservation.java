package vn.trangtien.ingest.conservation;

import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The account of all messages since the raw topic was made.
 *
 * @param received messages that Kafka has taken, by its own offsets
 * @param stored messages whose content is kept
 * @param duplicate repetitions of messages that were there before
 * @param rejected messages in the dead-letter topic, by reason
 * @param inFlight messages in Kafka that are not yet processed
 * @param lost messages that Kafka deleted before they were processed
 * @param conserved whether received = stored + duplicate + rejected + inFlight, in every partition, and nothing is lost
 * @param gaps numbers that our gateways' spools gave out and that have not arrived, up to the highest that has, for no known
 *     reason
 * @param evicted numbers that will not arrive because the gateways gave the messages up, and said so
 * @param waitingInBroker messages in the broker's journal, acknowledged to gateways and not yet in Kafka; absent with an external broker
 */
public record Conservation(
        long received,
        long stored,
        long duplicate,
        Map<String, Long> rejected,
        long inFlight,
        long lost,
        boolean conserved,
        long gaps,
        long evicted,
        @Nullable Long waitingInBroker) {

    public Conservation {
        rejected = Map.copyOf(rejected);
    }

    /** All that was rejected. */
    public long rejectedInAll() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    static @Nullable Long boxed(OptionalLong number) {
        return number.isPresent() ? (Long) number.getAsLong() : null;
    }
}
