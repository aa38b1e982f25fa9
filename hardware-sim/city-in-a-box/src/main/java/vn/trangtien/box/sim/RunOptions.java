package vn.trangtien.box.sim;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import vn.trangtien.drivers.trace.TraceWriter;

/**
 * How a scenario is run.
 *
 * @param length of virtual time
 * @param seed of everything random
 * @param speed seconds of virtual time per second of the wall clock; 0 for as fast as it goes
 * @param device the only one to be read; empty for all
 * @param trace gets the traffic of the buses, if there is one
 * @param rows gets each row that leaves the gateway
 * @param progress told from time to time how much virtual time has passed
 */
public record RunOptions(
        Duration length,
        long seed,
        double speed,
        Optional<String> device,
        Optional<TraceWriter> trace,
        Consumer<String> rows,
        Consumer<Duration> progress) {

    public RunOptions {
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("a run must be longer than nothing, but was " + length);
        }
        if (!(speed >= 0) || Double.isInfinite(speed)) {
            throw new IllegalArgumentException("the speed must be 0 (as fast as it goes) or more, but was " + speed);
        }
    }
}
