package vn.trangtien.sim.trace;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import vn.trangtien.drivers.Commandable;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.DriverFactory;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.port.ModbusOverSerial;
import vn.trangtien.drivers.trace.Trace;
import vn.trangtien.drivers.trace.TraceEvent;
import vn.trangtien.drivers.trace.TraceEvent.Call;
import vn.trangtien.drivers.trace.TraceEvent.Command;
import vn.trangtien.drivers.trace.TraceEvent.Failed;
import vn.trangtien.drivers.trace.TraceEvent.Sampled;
import vn.trangtien.sim.time.VirtualClock;

/**
 * Does to drivers what was done to them when a trace was recorded, and compares all they write to a bus and all they make of
 * what came. Stops at the first difference.
 */
public final class Replay {

    /**
     * What came of it.
     *
     * @param calls how often a device was opened, read or commanded
     * @param samples that were the same
     * @param difference the first, with its line; empty if there is none
     */
    public record Outcome(int calls, int samples, Optional<String> difference) {}

    private final Trace trace;
    private final Function<DeviceConfig, DriverFactory> drivers;
    private final VirtualClock clock = new VirtualClock();
    private final ReplayBuses buses;
    private final Map<String, Device> open = new HashMap<>();
    private int calls;
    private int samples;

    private Replay(Trace trace, Function<DeviceConfig, DriverFactory> drivers, ModbusOverSerial modbus) {
        this.trace = trace;
        this.drivers = drivers;
        this.buses = ReplayBuses.strict(trace, clock, modbus);
    }

    /**
     * Replays a trace that has its devices and the calls to them in it.
     *
     * @param drivers gives the driver of a device
     * @throws IllegalArgumentException if the trace has no device or no call
     */
    public static Outcome run(Trace trace, Function<DeviceConfig, DriverFactory> drivers, ModbusOverSerial modbus)
            throws InterruptedException {
        boolean hasCalls = trace.events().stream().anyMatch(Call.class::isInstance);
        if (trace.devices().isEmpty() || !hasCalls) {
            throw new IllegalArgumentException(
                    "a replay needs 'device … driver=…' lines and 'device … read' lines, as a recording has them; to make"
                            + " samples of other traces, decode them");
        }
        return new Replay(trace, drivers, modbus).run();
    }

    private Outcome run() throws InterruptedException {
        for (int i = 0; i < trace.events().size(); i++) {
            TraceEvent event = trace.events().get(i);
            if (event instanceof Call || event instanceof Command) {
                Optional<String> difference = call(i, event);
                if (difference.isPresent()) {
                    return end(difference);
                }
            }
        }
        boolean all = buses.isExhausted();
        return end(all ? Optional.empty() : Optional.of("the drivers asked less than the recording has"));
    }

    private Outcome end(Optional<String> difference) {
        open.values().forEach(Device::close);
        buses.close();
        return new Outcome(calls, samples, difference);
    }

    private Optional<String> call(int index, TraceEvent event) throws InterruptedException {
        calls++;
        clock.advanceTo(event.at());
        Iterator<TraceEvent> expected = outcome(index, event.subject()).iterator();
        String where = "line %d, device %s: ".formatted(trace.lines().get(index), event.subject());
        try {
            for (Sample sample : perform(event)) {
                TraceEvent recorded = expected.hasNext() ? expected.next() : event;
                if (!isSame(recorded, sample)) {
                    return Optional.of(where
                            + "the recording has '%s', but now there is '%s'"
                                    .formatted(
                                            recorded == event ? "no more samples" : recorded.body(),
                                            shown(event, sample)));
                }
                samples++;
            }
        } catch (ReplayMismatch e) {
            return Optional.of(where + e.getMessage());
        } catch (DeviceException e) {
            TraceEvent recorded = expected.hasNext() ? expected.next() : event;
            boolean same = recorded instanceof Failed failed && failed.thrown().error() == e.error();
            return same
                    ? Optional.empty()
                    : Optional.of(where
                            + "the recording has '%s', but now there is %s \"%s\""
                                    .formatted(recorded.body(), e.error(), e.getMessage()));
        }
        return expected.hasNext()
                ? Optional.of(where
                        + "the recording has '%s', but now there is nothing"
                                .formatted(expected.next().body()))
                : Optional.empty();
    }

    private List<Sample> perform(TraceEvent event) throws DeviceException, InterruptedException {
        if (event instanceof Command command) {
            if (!(device(command.subject()) instanceof Commandable target)) {
                throw new ReplayMismatch("the driver takes no commands any more");
            }
            target.command(command.channel(), command.value());
            return List.of();
        }
        Call call = (Call) event;
        return switch (call.verb()) {
            case OPEN -> {
                DeviceConfig config = config(call.subject());
                open.put(call.subject(), drivers.apply(config).open(config, buses, clock));
                yield List.of();
            }
            case READ -> device(call.subject()).read();
            case CLOSE -> {
                device(call.subject()).close();
                yield List.of();
            }
        };
    }

    private DeviceConfig config(String id) {
        return trace.devices().stream()
                .filter(device -> device.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ReplayMismatch("the trace has no line 'device %s driver=…'".formatted(id)));
    }

    private Device device(String id) {
        Device device = open.get(id);
        if (device == null) {
            throw new ReplayMismatch("the trace has no line 'device %s open' before this".formatted(id));
        }
        return device;
    }

    /** What the recording has of this device up to the next call of it. */
    private List<TraceEvent> outcome(int index, String device) {
        return trace.events().stream()
                .skip(index + 1L)
                .filter(event -> event.subject().equals(device) && !(event instanceof TraceEvent.Asked))
                .filter(event -> event instanceof Call
                        || event instanceof Command
                        || event instanceof Sampled
                        || event instanceof Failed)
                .takeWhile(event -> event instanceof Sampled || event instanceof Failed)
                .toList();
    }

    private static boolean isSame(TraceEvent recorded, Sample sample) {
        return recorded instanceof Sampled then
                && then.channel().equals(sample.channel())
                && then.unit().equals(sample.unit())
                && then.quality() == sample.quality()
                && Double.compare(then.value() + 0.0, sample.value() + 0.0) == 0;
    }

    private static String shown(TraceEvent call, Sample sample) {
        return new Sampled(
                        sample.at(), call.subject(), sample.channel(), sample.value(), sample.unit(), sample.quality())
                .body();
    }
}
