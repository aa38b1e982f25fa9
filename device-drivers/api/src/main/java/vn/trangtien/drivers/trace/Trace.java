package vn.trangtien.drivers.trace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.port.BusConfig;

/**
 * A recording. Immutable.
 *
 * @param start time of the day at the beginning, if it was noted
 * @param buses that were recorded
 * @param devices whose traffic it is, as the gateway had them configured
 * @param events in the order of the file
 * @param lines of the file, one for each event, from 1
 */
public record Trace(
        Optional<Instant> start,
        List<BusConfig> buses,
        List<DeviceConfig> devices,
        List<TraceEvent> events,
        List<Integer> lines) {

    public Trace {
        buses = List.copyOf(buses);
        devices = List.copyOf(devices);
        events = List.copyOf(events);
        lines = List.copyOf(lines);
        if (events.size() != lines.size()) {
            throw new IllegalArgumentException(
                    "each event needs its line, but %d have %d".formatted(events.size(), lines.size()));
        }
    }
}
