package vn.trangtien.wire;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which message of which gateway's spool this is: a redelivery carries the same mark, so the cloud can tell it from a new one
 * and can see gaps.
 *
 * @param spool id of the spool, made once when its file was created
 * @param seq 1, 2, 3 … without gaps within the spool
 */
public record SpoolMark(String spool, long seq) {

    public SpoolMark {
        if (spool.isBlank()) {
            throw new IllegalArgumentException("a spool needs an id, but it was blank");
        }
        if (seq < 1) {
            throw new IllegalArgumentException("numbers of a spool start at 1, but was " + seq);
        }
    }

    /** The mark of a received message; empty for foreign gateways, which have none. */
    public static Optional<SpoolMark> of(KuraPayload payload) {
        Optional<String> spool = payload.text(MetricNames.SPOOL);
        OptionalLong seq = payload.int64(MetricNames.SEQ);
        if (spool.isEmpty() || spool.get().isBlank() || seq.isEmpty() || seq.getAsLong() < 1) {
            return Optional.empty();
        }
        return Optional.of(new SpoolMark(spool.get(), seq.getAsLong()));
    }

    /** The payload with this mark. */
    public KuraPayload on(KuraPayload payload) {
        return payload.toBuilder()
                .metric(MetricNames.SPOOL, spool)
                .metric(MetricNames.SEQ, seq)
                .build();
    }
}
