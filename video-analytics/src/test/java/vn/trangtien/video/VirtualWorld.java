package vn.trangtien.video;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import vn.trangtien.video.privacy.ImageRecord;

/** A world in which time passes only when somebody waits. For one thread. */
final class VirtualWorld extends Clock {

    static final Instant BEGIN = Instant.parse("2026-11-22T03:00:00Z");

    final List<ImageRecord> audited = new ArrayList<>();
    HeapBudget heap = new HeapBudget(100_000_000);
    private long nanos;

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    double seconds() {
        return nanos / 1e9;
    }

    Surroundings with(Surroundings.Opener opener) {
        return new Surroundings(
                this, () -> nanos, this::pass, opener, new OpeningTurns(), heap, new Random(7), audited::add);
    }

    @Override
    public Instant instant() {
        return BEGIN.plusNanos(nanos);
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
