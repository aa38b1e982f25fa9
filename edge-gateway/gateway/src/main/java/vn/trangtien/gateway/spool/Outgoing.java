package vn.trangtien.gateway.spool;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.MetricNames;
import vn.trangtien.wire.SpoolMark;

/**
 * A message on its way into the spool, and what became of it. Written under the lock of the spool.
 *
 * @see Appender
 */
final class Outgoing {

    /** Longer than any camera takes to hand its picture over, shorter than any mistake of a clock worth correcting. */
    private static final long LATE = TimeUnit.MINUTES.toMillis(1);

    private final Priority priority;
    private final String topic;
    private final KuraPayload payload;
    private final boolean numbered;
    private final OptionalLong clockBase;

    private boolean settled;
    private OptionalLong number = OptionalLong.empty();
    private @Nullable SpoolException failure;

    /** @param numbered false for what travels on the topic of a requester, who counts nothing */
    Outgoing(Priority priority, String topic, KuraPayload payload, boolean numbered, SpoolClock clock) {
        this.priority = priority;
        this.topic = topic;
        this.payload = payload;
        this.numbered = numbered;
        this.clockBase = clockBase(payload, clock);
    }

    /** Under which base of the clock the message was stamped, if that clock was not to be trusted. */
    private static OptionalLong clockBase(KuraPayload payload, SpoolClock clock) {
        if (payload.bool(MetricNames.CLOCK_TRUSTED).orElse(true)) {
            return OptionalLong.empty();
        }
        long monotonic = clock.monotonicMillis();
        long now = clock.wall().millis();
        long stamped = payload.timestampMs().orElse(now);
        // The clock may have been set between stamping and keeping.
        return OptionalLong.of((Math.abs(now - stamped) > LATE ? stamped : now) - monotonic);
    }

    Priority priority() {
        return priority;
    }

    String topic() {
        return topic;
    }

    boolean numbered() {
        return numbered;
    }

    OptionalLong clockBase() {
        return clockBase;
    }

    byte[] encoded(String spool, long seq, boolean gzip) {
        return KuraCodec.encode(numbered ? new SpoolMark(spool, seq).on(payload) : payload, gzip);
    }

    byte[] encodedWithoutNumber(boolean gzip) {
        return KuraCodec.encode(payload, gzip);
    }

    boolean isSettled() {
        return settled;
    }

    void kept(OptionalLong seq) {
        settled = true;
        number = seq;
    }

    void failed(SpoolException reason) {
        settled = true;
        failure = reason;
    }

    /** Its number, or empty if it gave way. */
    OptionalLong outcome() throws SpoolException {
        if (failure != null) {
            throw failure;
        }
        return number;
    }
}
