package vn.trangtien.gateway.enrol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The time, by a machine that may have no battery for its clock. A clock that stands before this program was made, or before the
 * time at which it was last known to run, is wrong; then the later of those two is taken. That is early, so while the clock is
 * wrong no certificate counts as not valid yet; one that had ended by then has ended. Nothing that comes over the network is
 * believed. Thread-safe.
 */
public final class KnownTime extends Clock {

    /** No release is older than the version that this line was last changed in. */
    static final Instant BUILT = Instant.parse("2026-11-01T00:00:00Z");

    private final Clock clock;
    private final Path lastSeen;

    /** @param lastSeen file whose modification time is moved on by {@link #save} */
    public KnownTime(Clock clock, Path lastSeen) {
        this.clock = clock;
        this.lastSeen = lastSeen;
    }

    @Override
    public Instant instant() {
        Instant now = clock.instant();
        Instant floor = floor();
        return now.isBefore(floor) ? floor : now;
    }

    /** Whether the machine's clock cannot be right. */
    public boolean isClockWrong() {
        return clock.instant().isBefore(floor());
    }

    /** At which time to judge certificates. */
    Instant toJudge(X509Certificate... chain) {
        Instant time = instant();
        if (isClockWrong()) {
            for (X509Certificate certificate : chain) {
                Instant begin = certificate.getNotBefore().toInstant();
                time = begin.isAfter(time) ? begin : time;
            }
        }
        return time;
    }

    /** Remembers that it is at least this late; does nothing while the clock is wrong. */
    public void save() throws IOException {
        if (isClockWrong()) {
            return;
        }
        if (!Files.exists(lastSeen)) {
            Files.createFile(lastSeen);
        }
        Files.setLastModifiedTime(lastSeen, FileTime.from(clock.instant()));
    }

    private Instant floor() {
        try {
            Instant saved = Files.getLastModifiedTime(lastSeen).toInstant();
            return saved.isAfter(BUILT) ? saved : BUILT;
        } catch (IOException neverSaved) {
            return BUILT;
        }
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new KnownTime(clock.withZone(zone), lastSeen);
    }
}
