package vn.trangtien.ingest.deadletters;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * A replay of many letters and how far it is. Letters that another replay has taken in the meantime count there.
 *
 * @param filter which letters were meant
 * @param letters how many there were
 * @param replayed received anew, whatever became of them since
 * @param refusedAgain of these the ones that are known to be refused again
 * @param waiting not yet replayed
 * @param failed that Kafka has no more, or that were taken out of the replay
 */
public record ReplayJob(
        long id,
        Instant askedAt,
        String askedBy,
        String filter,
        long letters,
        long replayed,
        long refusedAgain,
        long waiting,
        long failed) {

    public boolean isDone() {
        return waiting == 0;
    }

    /** 0 to 100. */
    @JsonProperty("percent")
    public int percent() {
        return letters == 0 ? 100 : (int) (100 * (letters - waiting) / letters);
    }
}
