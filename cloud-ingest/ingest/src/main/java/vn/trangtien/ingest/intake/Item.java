package vn.trangtien.ingest.intake;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One message of a batch, or what is wrong with its form.
 *
 * @param topic as in MQTT
 * @param contentType media type in small letters without parameters
 * @param id what the sender calls it
 * @param problem in both languages; if there is one, nothing else means anything
 */
record Item(String topic, byte[] payload, Optional<String> contentType, Optional<String> id, Optional<String> problem) {

    /** What became of an item, under its place in the batch, counted from 0. */
    record Result(
            int index,
            int status,
            @Nullable String reason,
            @Nullable String detail) {

        static final int TAKEN = 200;

        static Result taken(int index) {
            return new Result(index, TAKEN, null, null);
        }

        boolean isTaken() {
            return status == TAKEN;
        }
    }

    static Item malformed(String problem) {
        return new Item("", new byte[0], Optional.empty(), Optional.empty(), Optional.of(problem));
    }
}
