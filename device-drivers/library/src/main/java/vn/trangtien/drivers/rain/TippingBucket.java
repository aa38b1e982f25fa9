package vn.trangtien.drivers.rain;

import java.util.List;
import java.util.concurrent.TimeUnit;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.port.GpioIn;

/**
 * A tipping bucket. {@code total} only grows, from 0 at opening; {@code interval} is the part since the last read. More rain
 * than the sky gives is UNCERTAIN: somebody rinses the funnel or shakes the pole.
 */
final class TippingBucket implements Device {

    /** One tip is a large part of a short interval, so intensity is judged over at least this long. */
    private static final long SHORTEST_JUDGED_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final double NANOS_PER_HOUR = TimeUnit.HOURS.toNanos(1);

    private final ContactCounter counter;
    private final GpioIn.Subscription subscription;
    private final DeviceClock clock;
    private final double mmPerTip;
    private final double maxMmPerHour;
    private long reportedTips;
    private long reportedAt;

    TippingBucket(GpioIn input, DeviceClock clock, double mmPerTip, long debounceMillis, double maxMmPerHour) {
        this.clock = clock;
        this.mmPerTip = mmPerTip;
        this.maxMmPerHour = maxMmPerHour;
        this.reportedAt = clock.nanoTime();
        ContactCounter contact = new ContactCounter(TimeUnit.MILLISECONDS.toNanos(debounceMillis));
        this.counter = contact;
        this.subscription = input.onEdge(contact::edge);
    }

    @Override
    public List<Sample> read() {
        long tips = counter.closures();
        long at = clock.nanoTime();
        double intervalMm = (tips - reportedTips) * mmPerTip;
        double hours = Math.max(at - reportedAt, SHORTEST_JUDGED_NANOS) / NANOS_PER_HOUR;
        Quality quality = intervalMm / hours > maxMmPerHour ? Quality.UNCERTAIN : Quality.GOOD;
        reportedTips = tips;
        reportedAt = at;
        return List.of(
                new Sample("total", tips * mmPerTip, "mm", quality, at),
                new Sample("interval", intervalMm, "mm", quality, at));
    }

    @Override
    public void close() {
        subscription.cancel();
    }
}
