package vn.trangtien.gateway.spool;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time that passes when told to, and a time of day that can be set. */
public final class SettableClock extends Clock {

    private Instant now = Instant.parse("2026-10-18T19:30:00Z");
    private long nanos = Duration.ofMinutes(3).toNanos();

    /** Time passes. */
    public void advance(Duration by) {
        now = now.plus(by);
        nanos += by.toNanos();
    }

    /** Somebody sets the clock; no time passes. */
    public void jump(Duration by) {
        now = now.plus(by);
    }

    public long nanos() {
        return nanos;
    }

    /** This clock within a boot of the machine. */
    public SpoolClock boot(String boot) {
        return new SpoolClock(this, this::nanos, boot);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
