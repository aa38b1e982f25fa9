package vn.trangtien.gateway.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.DriverDescriptor.Parameter;
import vn.trangtien.drivers.DriverDescriptor.ParameterKind;
import vn.trangtien.drivers.DriverFactory;
import vn.trangtien.drivers.Suggestion;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.port.BusConfig;

/** The {@code devices:} of a configuration, checked against buses and drivers. */
final class DeviceSections {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SHORTEST = Duration.ofMillis(10);

    /** What a report may be made of; a channel keeps eight bytes for each. */
    private static final long MOST_SAMPLES = 10_000;

    private final DriverCatalog drivers;
    private final List<BusConfig> buses;
    private final Problems problems;
    private final Set<String> ids = new HashSet<>();
    private final Occupancy occupancy;

    DeviceSections(DriverCatalog drivers, List<BusConfig> buses, Problems problems) {
        this.drivers = drivers;
        this.buses = buses;
        this.problems = problems;
        this.occupancy = new Occupancy(problems);
    }

    List<DeviceEntry> read(List<Section> sections) {
        List<DeviceEntry> devices = new ArrayList<>();
        for (Section section : sections) {
            try (section) {
                device(section).ifPresent(devices::add);
            }
        }
        return devices;
    }

    /** Every name seen, also of devices that cannot be used. */
    Set<String> ids() {
        return Set.copyOf(ids);
    }

    private Optional<DeviceEntry> device(Section section) {
        String id = ConfigReader.id(section);
        if (!ids.add(id) && !id.isEmpty()) {
            section.wrong("id", "must be unique among the devices");
        }
        String type = section.requiredText("driver", "one of " + types());
        String on = section.requiredText("on", "the name of a bus");
        Duration every = section.duration("every", Duration.ofMillis(100), DAY).orElse(Duration.ofSeconds(60));
        Map<String, Object> params = section.values("params");
        Optional<DriverFactory> driver = drivers.find(type);
        if (driver.isEmpty()) {
            if (!type.isEmpty()) {
                String hint = Suggestion.nearest(type, types())
                        .map("; did you mean '%s'?"::formatted)
                        .orElse("");
                section.wrong("driver", "must be one of " + types() + hint);
            }
            section.keys();
            return Optional.empty();
        }
        DriverDescriptor descriptor = driver.get().descriptor();
        checkBus(section, on, descriptor);
        Duration sampleEvery = sampleEvery(section, every);
        if (sampleEvery.compareTo(descriptor.minInterval()) < 0) {
            section.wrong(
                    section.has("sampleEvery") ? "sampleEvery" : "every",
                    "must be at least %d ms for %s"
                            .formatted(descriptor.minInterval().toMillis(), type));
        }
        var device = new DeviceConfig(id, type, on, withIsoDurations(params, descriptor));
        List<Channel> channels = checkParameters(section, device, driver.get());
        bus(on).ifPresent(bus -> occupancy.claim(bus, device.withDefaults(descriptor), section));
        return Optional.of(new DeviceEntry(
                device, every, sampleEvery, new ChannelSections(channels).read(section), section.line()));
    }

    private static Duration sampleEvery(Section section, Duration every) {
        Duration sampleEvery = section.duration("sampleEvery", SHORTEST, DAY).orElse(every);
        if (sampleEvery.compareTo(every) > 0) {
            section.wrong("sampleEvery", "must not be longer than every, the time between two reports");
            return every;
        }
        if (every.toNanos() / sampleEvery.toNanos() > MOST_SAMPLES) {
            section.wrong("sampleEvery", "must give at most %d samples for one report".formatted(MOST_SAMPLES));
            return every;
        }
        return sampleEvery;
    }

    private Optional<BusConfig> bus(String name) {
        return buses.stream().filter(candidate -> candidate.name().equals(name)).findFirst();
    }

    private List<String> types() {
        return drivers.descriptors().stream().map(DriverDescriptor::type).toList();
    }

    private void checkBus(Section section, String on, DriverDescriptor descriptor) {
        Optional<BusConfig> bus = bus(on);
        if (bus.isEmpty()) {
            if (!on.isEmpty()) {
                List<String> names = buses.stream().map(BusConfig::name).toList();
                section.wrong(
                        "on",
                        "must be one of " + names
                                + Suggestion.nearest(on, names)
                                        .map("; did you mean '%s'?"::formatted)
                                        .orElse(""));
            }
        } else if (!descriptor.busKinds().contains(bus.get().kind())) {
            section.wrong(
                    "on",
                    "must be a bus of kind %s for %s, but '%s' is of kind %s"
                            .formatted(
                                    descriptor.busKinds().stream()
                                            .map(DriverDescriptor.BusKind::code)
                                            .collect(Collectors.joining(" or ")),
                                    descriptor.type(),
                                    on,
                                    bus.get().kind().code()));
        }
    }

    /** Durations are written with a unit and handed to drivers as ISO-8601. */
    private static Map<String, Object> withIsoDurations(Map<String, Object> params, DriverDescriptor descriptor) {
        Map<String, Object> converted = new LinkedHashMap<>(params);
        for (Parameter parameter : descriptor.parameters()) {
            if (parameter.kind() == ParameterKind.DURATION && converted.get(parameter.name()) instanceof String text) {
                Scalars.duration(text).ifPresent(value -> converted.put(parameter.name(), value.toString()));
            }
        }
        return converted;
    }

    /** The channels, or none if the parameters are wrong. */
    private List<Channel> checkParameters(Section section, DeviceConfig device, DriverFactory driver) {
        List<String> found = drivers.problems(device);
        Optional<Section> params = section.section("params");
        for (String problem : found) {
            String key = problem.split(" ", 2)[0];
            String name = key.substring(key.lastIndexOf('.') + 1);
            int line = params.map(parameters -> parameters.line(name)).orElse(section.line());
            Object value = device.params().getOrDefault(name, "");
            problems.add(line, section.path("params") + "." + name, String.valueOf(value), problem);
        }
        if (!found.isEmpty()) {
            return List.of();
        }
        try {
            return driver.channels(device);
        } catch (ConfigException e) {
            problems.add(section.line(), section.path("params"), "", String.valueOf(e.getMessage()));
            return List.of();
        }
    }
}
