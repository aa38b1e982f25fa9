package vn.trangtien.sim.trace;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.trace.Failure;
import vn.trangtien.drivers.trace.Trace;
import vn.trangtien.drivers.trace.TraceEvent;
import vn.trangtien.sim.time.VirtualClock;

/** The lines of one kind on one bus, served in order; a line that nobody wants is passed over. */
final class Recorded<E extends TraceEvent> {

    private final List<E> lines;
    private final String bus;
    private final Served served;
    private int next;

    /** Counts lines that were served, and moves the clock to their times. */
    static final class Served {

        private final VirtualClock clock;
        private final long zero;
        private int count;

        Served(VirtualClock clock, long zero) {
            this.clock = clock;
            this.zero = zero;
        }

        long zero() {
            return zero;
        }

        int count() {
            return count;
        }

        void serve(TraceEvent line) {
            count++;
            clock.advanceTo(zero + line.at());
        }

        void serve() {
            count++;
        }
    }

    Recorded(Trace trace, String bus, Class<E> kind, Served served) {
        this.lines = trace.events().stream()
                .filter(event -> kind.isInstance(event) && event.subject().equals(bus))
                .map(kind::cast)
                .toList();
        this.bus = bus;
        this.served = served;
    }

    List<E> all() {
        return lines;
    }

    boolean isExhausted() {
        return next >= lines.size();
    }

    /** The next line that fits. */
    Optional<E> next(Predicate<E> fits) throws DeviceException {
        return serve(index(fits));
    }

    /** How far ahead the next line is that fits; at the end if there is none. */
    int index(Predicate<E> fits) {
        int index = next;
        while (index < lines.size() && !fits.test(lines.get(index))) {
            index++;
        }
        return index;
    }

    private Optional<E> serve(int index) throws DeviceException {
        if (index >= lines.size()) {
            return Optional.empty();
        }
        E line = lines.get(index);
        next = index + 1;
        served.serve(line);
        Failure failure = line.failure().orElse(null);
        if (failure != null) {
            throw failure.toException();
        }
        return Optional.of(line);
    }

    /** The latest line so far that fits and did not fail. */
    Optional<E> known(Predicate<E> fits) {
        for (int i = Math.min(next, lines.size()) - 1; i >= 0; i--) {
            if (fits.test(lines.get(i)) && lines.get(i).failure().isEmpty()) {
                return Optional.of(lines.get(i));
            }
        }
        return Optional.empty();
    }

    /** What a driver is told when the recording has no answer. */
    DeviceException unknown(String asked) {
        return new DeviceException(
                DeviceError.TIMEOUT, "bus %s: the recording has no answer to '%s'".formatted(bus, asked));
    }
}
