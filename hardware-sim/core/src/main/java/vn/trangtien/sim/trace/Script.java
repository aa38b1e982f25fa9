package vn.trangtien.sim.trace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.trace.Failure;
import vn.trangtien.drivers.trace.Trace;
import vn.trangtien.drivers.trace.TraceEvent;
import vn.trangtien.sim.time.VirtualClock;

/** What each bus was asked, in the order of the recording. */
final class Script {

    record Step(int line, TraceEvent event) {}

    private final Map<String, Deque<Step>> byBus = new HashMap<>();
    private final VirtualClock clock;
    private final long zero;
    private int served;
    private int left;

    Script(Trace trace, VirtualClock clock) {
        this.clock = clock;
        this.zero = clock.nanoTime();
        for (int i = 0; i < trace.events().size(); i++) {
            TraceEvent event = trace.events().get(i);
            if (event instanceof TraceEvent.Asked) {
                byBus.computeIfAbsent(event.subject(), bus -> new ArrayDeque<>())
                        .add(new Step(trace.lines().get(i), event));
                left++;
            }
        }
    }

    int served() {
        return served;
    }

    boolean isExhausted() {
        return left == 0;
    }

    /**
     * Compares what a driver asks with what it asked then, and moves the clock to the time of the answer.
     *
     * @param question the part of an event that the driver decides
     * @param asked by the driver now
     * @return the recorded event
     */
    <E extends TraceEvent> E ask(String bus, Class<E> kind, Function<E, String> question, String asked)
            throws DeviceException {
        Step step = byBus.getOrDefault(bus, new ArrayDeque<>()).poll();
        if (step == null) {
            throw new ReplayMismatch(
                    "bus %s: the recording ends here, but the driver asked '%s'".formatted(bus, asked));
        }
        left--;
        String recorded = kind.isInstance(step.event())
                ? question.apply(kind.cast(step.event()))
                : step.event().body();
        if (!kind.isInstance(step.event()) || !recorded.equals(asked)) {
            throw new ReplayMismatch("line %d, bus %s: the recording has '%s', but the driver asked '%s'"
                    .formatted(step.line(), bus, recorded, asked));
        }
        served++;
        clock.advanceTo(zero + step.event().at());
        Failure failure = step.event().failure().orElse(null);
        if (failure != null) {
            throw failure.toException();
        }
        return kind.cast(step.event());
    }
}
