package vn.trangtien.drivers.rain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.contact.ContactInput;
import vn.trangtien.drivers.contact.DebouncedContact;

/**
 * A tipping bucket. {@code total} only grows, from 0 at opening; {@code interval} is the part since the last read. A tip
 * closes the contact for 50 to 150 ms and counts when the contact has opened again.
 *
 * <pre>
 * contact closed for 10 s and more       SENSOR_FAULT: the bucket hangs, or the cable is short
 * more rain than the sky gives           UNCERTAIN: somebody rinses the funnel or shakes the pole
 * an edge of the contact was lost        UNCERTAIN: tips may be missing
 * </pre>
 */
final class TippingBucket implements Device {

    /** A closure bounces for a few milliseconds; a spark of interference does not last as long as this. */
    static final Duration SHORTEST_CLOSURE = Duration.ofMillis(5);

    /** No bucket takes this long to tip. */
    static final Duration STUCK = Duration.ofSeconds(10);

    /** One tip is a large part of a short interval, so intensity is judged over at least this long. */
    private static final long SHORTEST_JUDGED_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final double NANOS_PER_HOUR = TimeUnit.HOURS.toNanos(1);

    private final String name;
    private final ContactInput contact;
    private final DeviceClock clock;
    private final double mmPerTip;
    private final double maxMmPerHour;
    private long reportedTips;
    private long reportedMisses;
    private long reportedAt;
    private Duration closedFor = Duration.ZERO;

    TippingBucket(String name, ContactInput contact, DeviceClock clock, double mmPerTip, double maxMmPerHour) {
        this.name = name;
        this.contact = contact;
        this.clock = clock;
        this.mmPerTip = mmPerTip;
        this.maxMmPerHour = maxMmPerHour;
        this.reportedAt = clock.nanoTime();
    }

    @Override
    public List<Sample> read() throws DeviceException {
        DebouncedContact.State state = contact.look();
        long at = clock.nanoTime();
        double intervalMm = (state.openings() - reportedTips) * mmPerTip;
        double hours = Math.max(at - reportedAt, SHORTEST_JUDGED_NANOS) / NANOS_PER_HOUR;
        boolean tooMuch = intervalMm / hours > maxMmPerHour;
        boolean doubtful = tooMuch || state.restless() || state.missedEdges() > reportedMisses;
        closedFor = state.closedFor();
        Quality quality = isStuck() ? Quality.SENSOR_FAULT : doubtful ? Quality.UNCERTAIN : Quality.GOOD;
        reportedTips = state.openings();
        reportedMisses = state.missedEdges();
        reportedAt = at;
        return List.of(
                new Sample("total", state.openings() * mmPerTip, "mm", quality, at),
                new Sample("interval", intervalMm, "mm", quality, at));
    }

    @Override
    public Optional<String> warning() {
        return isStuck()
                ? Optional.of(
                        "%s: the contact has been closed for %d s; free the bucket and look for a short in the cable"
                                .formatted(name, closedFor.toSeconds()))
                : Optional.empty();
    }

    @Override
    public void close() {
        contact.close();
    }

    private boolean isStuck() {
        return closedFor.compareTo(STUCK) >= 0;
    }
}
