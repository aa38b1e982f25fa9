package vn.trangtien.drivers.lamp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vn.trangtien.drivers.Commandable;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Eventful;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;

/**
 * A lamp behind a relay, dimmed by 0–10 V where there is a dimmer. 0 is off by the relay; the electronics of a lamp are not
 * made for less than about 10 %, so less than the minimum becomes the minimum. Without a dimmer everything above 0 is 100.
 *
 * <p>On the way to a new level the lamp takes the time of its ramp; each read moves it on, and {@link #hasNews} asks for a
 * read whenever a visible step is due. Nothing here waits.
 *
 * <p>With {@code failSafeAfter} the lamp is on at 100 % from opening to the first command, from then on whenever no command
 * has come for so long, and after closing: a dark street is worse than a burning lamp. Without it the lamp is off before
 * the first command and after closing. That a lamp really burns only an energy meter can tell.
 */
final class StreetLamp implements Device, Commandable, Eventful {

    static final String LEVEL = "level";

    private static final double FULL = 100;
    private static final double VISIBLE_STEP = 5;
    private static final double NANOS_PER_HOUR = Duration.ofHours(1).toNanos();

    private final LampOutput output;
    private final DeviceClock clock;
    private final String name;
    private final double minimum;
    private final Duration rampTime;
    private final Optional<Duration> failSafeAfter;
    private Ramp ramp;
    private double level;
    private boolean failSafe;
    private long commandedAt;
    private long countedAt;
    private long onNanos;
    private boolean closed;

    /**
     * @param minimum of the dimmer in percent
     * @param rampTime from off to full
     * @param failSafeAfter how long the lamp does without a command; empty for ever
     */
    StreetLamp(
            LampOutput output,
            DeviceClock clock,
            String name,
            double minimum,
            Duration rampTime,
            Optional<Duration> failSafeAfter) {
        this.output = output;
        this.clock = clock;
        this.name = name;
        this.minimum = minimum;
        this.rampTime = output.dimmer().isPresent() ? rampTime : Duration.ZERO;
        this.failSafeAfter = failSafeAfter;
        this.failSafe = failSafeAfter.isPresent();
        this.countedAt = clock.nanoTime();
        this.commandedAt = countedAt;
        this.level = restLevel();
        this.ramp = Ramp.at(level, countedAt);
    }

    @Override
    public synchronized List<Sample> read() throws DeviceException {
        long now = clock.nanoTime();
        if (isFailSafeDue(now)) {
            failSafe = true;
            ramp = Ramp.at(FULL, now);
        }
        apply(now);
        return List.of(
                new Sample(LEVEL, level, "%", Quality.GOOD, now),
                new Sample("on", level > 0 ? 1 : 0, "1", Quality.GOOD, now),
                new Sample("onHours", onNanos / NANOS_PER_HOUR, "h", Quality.GOOD, now));
    }

    @Override
    public synchronized void command(String channel, double value) throws DeviceException {
        if (!channel.equals(LEVEL)) {
            throw new DeviceException(
                    DeviceError.UNSUPPORTED,
                    "%s: channel '%s' takes no commands such as %s; only '%s' does"
                            .formatted(name, channel, value, LEVEL));
        }
        if (!(value >= 0 && value <= FULL)) {
            throw new DeviceException(
                    DeviceError.UNSUPPORTED,
                    "%s: channel '%s' takes 0 to 100 percent, but was %s".formatted(name, LEVEL, value));
        }
        long now = clock.nanoTime();
        commandedAt = now;
        failSafe = false;
        ramp = new Ramp(ramp.level(now), possible(value), now, rampTime.toNanos());
        apply(now);
    }

    @Override
    public synchronized boolean hasNews() {
        long now = clock.nanoTime();
        double due = shown(now);
        boolean stepIsDue = ramp.isOver(now) ? due != level : Math.abs(due - level) >= VISIBLE_STEP;
        return stepIsDue || isFailSafeDue(now);
    }

    @Override
    public synchronized Optional<String> warning() {
        return failSafe
                ? Optional.of(
                        "%s: no command has come for %d s or since opening; the lamp is on at 100 %% until one comes"
                                .formatted(
                                        name,
                                        failSafeAfter.orElse(Duration.ZERO).toSeconds()))
                : Optional.empty();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            output.set(restLevel());
        } catch (DeviceException e) {
            // The outputs are gone and with them the lamp; nobody is left who could do more.
            failSafe = failSafeAfter.isPresent();
        }
    }

    private void apply(long now) throws DeviceException {
        if (level > 0) {
            onNanos += Math.max(0, now - countedAt);
        }
        countedAt = now;
        double due = shown(now);
        output.set(due);
        level = due;
    }

    private boolean isFailSafeDue(long now) {
        return !failSafe
                && failSafeAfter
                        .filter(limit -> now - commandedAt >= limit.toNanos())
                        .isPresent();
    }

    /** What the lamp shows on its way: above the minimum at once, and off at the end. */
    private double shown(long now) {
        double way = ramp.level(now);
        return way == 0 && ramp.to() == 0 ? 0 : Math.max(way, minimum);
    }

    private double possible(double wanted) {
        if (wanted == 0) {
            return 0;
        }
        return output.dimmer().isPresent() ? Math.max(wanted, minimum) : FULL;
    }

    /** Before the first command and after closing. */
    private double restLevel() {
        return failSafeAfter.isPresent() ? FULL : 0;
    }
}
