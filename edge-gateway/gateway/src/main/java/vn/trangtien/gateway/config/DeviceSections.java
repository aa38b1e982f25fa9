package vn.trangtien.gateway.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.DriverDescriptor.Parameter;
import vn.trangtien.drivers.DriverDescriptor.ParameterKind;
import vn.trangtien.drivers.DriverFactory;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.gateway.config.ChannelRules.AlarmRule;
import vn.trangtien.gateway.config.ChannelRules.Limits;

/** The {@code devices:} of a configuration, checked against buses and drivers. */
final class DeviceSections {

    private static final Duration DAY = Duration.ofDays(1);

    private final DriverCatalog drivers;
    private final List<BusConfig> buses;
    private final Problems problems;
    private final Set<String> ids = new HashSet<>();

    DeviceSections(DriverCatalog drivers, List<BusConfig> buses, Problems problems) {
        this.drivers = drivers;
        this.buses = buses;
        this.problems = problems;
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
                String hint = Spelling.nearest(type, types())
                        .map(meant -> "; did you mean '" + meant + "'?")
                        .orElse("");
                section.wrong("driver", "must be one of " + types() + hint);
            }
            section.keys();
            return Optional.empty();
        }
        DriverDescriptor descriptor = driver.get().descriptor();
        checkBus(section, on, descriptor);
        if (every.compareTo(descriptor.minInterval()) < 0) {
            section.wrong(
                    "every",
                    "must be at least %d ms for %s"
                            .formatted(descriptor.minInterval().toMillis(), type));
        }
        var device = new DeviceConfig(id, type, on, withIsoDurations(params, descriptor));
        List<String> channels = checkParameters(section, device, driver.get());
        return Optional.of(new DeviceEntry(device, every, rules(section, channels), section.line()));
    }

    private List<String> types() {
        return drivers.descriptors().stream().map(DriverDescriptor::type).toList();
    }

    private void checkBus(Section section, String on, DriverDescriptor descriptor) {
        Optional<BusConfig> bus =
                buses.stream().filter(candidate -> candidate.name().equals(on)).findFirst();
        if (bus.isEmpty()) {
            if (!on.isEmpty()) {
                section.wrong(
                        "on",
                        "must be one of " + buses.stream().map(BusConfig::name).toList());
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
    private List<String> checkParameters(Section section, DeviceConfig device, DriverFactory driver) {
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
            return driver.channels(device).stream()
                    .map(DriverDescriptor.Channel::name)
                    .toList();
        } catch (ConfigException e) {
            problems.add(section.line(), section.path("params"), "", String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private Map<String, ChannelRules> rules(Section device, List<String> channels) {
        Map<String, ChannelRules> rules = new LinkedHashMap<>();
        Optional<Section> section = device.section("channels");
        if (section.isPresent()) {
            try (Section all = section.get()) {
                for (String name : all.keys()) {
                    if (!channels.isEmpty() && !channels.contains(name)) {
                        all.wrong(name, "is no channel of this device; it has " + channels);
                    }
                    all.section(name).ifPresent(channel -> rules.put(name, rules(channel)));
                }
            }
        }
        return rules;
    }

    private static ChannelRules rules(Section channel) {
        try (channel) {
            double scale = channel.number("scale").orElse(1.0);
            if (scale == 0) {
                channel.wrong("scale", "must not be 0, which would make every value the offset");
            }
            return new ChannelRules(
                    channel.text("unit"),
                    scale,
                    channel.number("offset").orElse(0.0),
                    limits(channel),
                    optional(channel.number("deadband", 0, Double.MAX_VALUE)),
                    channel.section("alarm").flatMap(DeviceSections::alarm));
        }
    }

    private static Optional<Limits> limits(Section channel) {
        Optional<double[]> pair = channel.pair("limits");
        if (pair.isPresent() && !(pair.get()[0] < pair.get()[1])) {
            channel.wrong("limits", "must be [lowest, highest], lowest first");
            return Optional.empty();
        }
        return pair.map(ends -> new Limits(ends[0], ends[1]));
    }

    private static Optional<AlarmRule> alarm(Section section) {
        try (section) {
            Optional<Double> above = section.number("above");
            Optional<Double> below = section.number("below");
            Duration hold = section.duration("hold", Duration.ZERO, DAY).orElse(Duration.ZERO);
            if (above.isEmpty() && below.isEmpty()) {
                section.missing("above", "an alarm needs above or below");
                return Optional.empty();
            }
            return Optional.of(new AlarmRule(optional(above), optional(below), hold));
        }
    }

    private static OptionalDouble optional(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }
}
