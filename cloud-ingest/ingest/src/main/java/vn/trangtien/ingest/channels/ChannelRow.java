package vn.trangtien.ingest.channels;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.trangtien.events.ChannelRef;

/**
 * A channel that nobody knew, or of which somebody decided.
 *
 * @param unit as it was sent last; empty if none
 * @param reason word of the finding that brought it here
 * @param seen batches in which it came
 * @param samples newest values, newest last
 * @param suggestion entry of the catalogue that it could be, {@code level (m, -10 … 100)}; absent if none fits
 */
public record ChannelRow(
        ChannelRef channel,
        Standing standing,
        String unit,
        String reason,
        Instant firstSeen,
        Instant lastSeen,
        long seen,
        List<Double> samples,
        @Nullable ChannelSpec spec,
        @Nullable String suggestion,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy) {

    public ChannelRow {
        samples = List.copyOf(samples);
    }
}
