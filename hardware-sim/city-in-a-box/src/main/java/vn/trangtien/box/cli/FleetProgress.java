package vn.trangtien.box.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import vn.trangtien.sim.fleet.load.LoadFleet;

/** How a load fleet is doing, on one line of a terminal that is written over; silent where nobody looks. */
final class FleetProgress {

    private static final long SHOWN_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final PrintWriter terminal;
    private final Duration length;
    private final boolean isTerminal = System.console() != null;
    private final long begin = System.nanoTime();
    private long next = begin + SHOWN_EVERY_NANOS;
    private long before;

    FleetProgress(PrintWriter terminal, Duration length) {
        this.terminal = terminal;
        this.length = length;
    }

    void show(LoadFleet fleet) {
        long now = System.nanoTime();
        if (!isTerminal || now < next) {
            return;
        }
        next = now + SHOWN_EVERY_NANOS;
        LoadFleet.Status status = fleet.status();
        terminal.printf(
                "\r%4d/%d s  %d/%d ⇄  %d ✓  %d/s  %d …   ",
                TimeUnit.NANOSECONDS.toSeconds(now - begin),
                length.toSeconds(),
                status.connected(),
                fleet.size(),
                status.acknowledged(),
                status.acknowledged() - before,
                status.unacknowledged() + status.waitingTurns());
        terminal.flush();
        before = status.acknowledged();
    }

    void end() {
        if (isTerminal) {
            terminal.print("\r" + " ".repeat(70) + "\r");
            terminal.flush();
        }
    }
}
