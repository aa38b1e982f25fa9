package vn.trangtien.gateway.survey;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.DriverFactory;
import vn.trangtien.drivers.Text;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.gateway.config.Aggregate;
import vn.trangtien.gateway.config.ChannelRules;
import vn.trangtien.gateway.config.DeviceEntry;
import vn.trangtien.gateway.config.GatewayConfig;

/**
 * A configuration seen from afar.
 *
 * @param devices in the order of the file
 * @param buses in the order of the file, also those without devices
 * @param warnings what works but was perhaps not meant
 */
public record Survey(List<DeviceView> devices, List<BusView> buses, List<Text> warnings) {

    private static final double BUSY = 50;
    private static final double FULL = 100;

    public Survey {
        devices = List.copyOf(devices);
        buses = List.copyOf(buses);
        warnings = List.copyOf(warnings);
    }

    /**
     * One device.
     *
     * @param channels as published, with their units
     * @param readTime estimate of how long one read holds the bus
     */
    public record DeviceView(DeviceEntry entry, List<String> channels, Duration readTime) {

        /** Share of the bus's time, in percent. */
        public double loadPercent() {
            return 100.0 * readTime.toNanos() / entry.sampleEvery().toNanos();
        }
    }

    /** One bus and how much of its time its devices take. */
    public record BusView(BusConfig bus, int devices, double loadPercent) {}

    public static Survey of(GatewayConfig config, DriverCatalog drivers) {
        List<DeviceView> devices = new ArrayList<>();
        List<Text> warnings = new ArrayList<>();
        for (DeviceEntry entry : config.devices()) {
            devices.add(view(entry, drivers.get(entry.device()), bus(config, entry)));
            entry.channels().forEach((name, rules) -> renamed(entry, name, rules, warnings));
        }
        List<BusView> buses = new ArrayList<>();
        for (BusConfig bus : config.buses()) {
            List<DeviceView> on = devices.stream()
                    .filter(device -> device.entry().device().bus().equals(bus.name()))
                    .toList();
            double load = on.stream().mapToDouble(DeviceView::loadPercent).sum();
            buses.add(new BusView(bus, on.size(), load));
            judge(bus, on, load, warnings);
        }
        if (config.simulated()) {
            warnings.add(new Text(
                    "simulation.enabled là true: giá trị đến từ mô phỏng",
                    "simulation.enabled is true: values come from simulators"));
        }
        return new Survey(devices, buses, warnings);
    }

    /** The same with another warning, if there is one. */
    public Survey with(Optional<Text> warning) {
        List<Text> all = new ArrayList<>(warnings);
        warning.ifPresent(all::add);
        return new Survey(devices, buses, all);
    }

    private static BusConfig bus(GatewayConfig config, DeviceEntry entry) {
        return config.buses().stream()
                .filter(bus -> bus.name().equals(entry.device().bus()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a checked configuration has bus '%s'"
                        .formatted(entry.device().bus())));
    }

    private static DeviceView view(DeviceEntry entry, DriverFactory driver, BusConfig bus) {
        DeviceConfig complete = entry.device().withDefaults(driver.descriptor());
        List<Channel> channels = driver.channels(entry.device());
        return new DeviceView(
                entry, published(entry, channels), ReadTime.of(complete, driver.descriptor(), channels.size(), bus));
    }

    private static List<String> published(DeviceEntry entry, List<Channel> channels) {
        List<String> names = new ArrayList<>();
        for (Channel channel : channels) {
            List<Map.Entry<String, ChannelRules>> made = entry.channels().entrySet().stream()
                    .filter(rule -> rule.getValue().source(rule.getKey()).equals(channel.name()))
                    .sorted(Map.Entry.comparingByKey())
                    .toList();
            if (made.isEmpty()) {
                names.add(channel.name() + " " + channel.unit());
            }
            made.forEach(rule -> names.add(rule.getKey() + " " + unit(rule.getValue(), channel.unit())));
        }
        return names;
    }

    private static String unit(ChannelRules rules, String driverUnit) {
        String unit = rules.unit().orElse(driverUnit);
        return rules.aggregate().filter(how -> how == Aggregate.RATE).isPresent()
                ? rules.per().rateOf(unit)
                : unit;
    }

    private static void renamed(DeviceEntry entry, String name, ChannelRules rules, List<Text> warnings) {
        if (rules.scale() != 1 && rules.unit().isEmpty()) {
            warnings.add(new Text(
                    "dòng %d: %s.%s có scale nhưng giữ đơn vị của driver".formatted(entry.line(), entry.id(), name),
                    "line %d: %s.%s has a scale but keeps the driver's unit"
                            .formatted(entry.line(), entry.id(), name)));
        }
    }

    private static void judge(BusConfig bus, List<DeviceView> devices, double load, List<Text> warnings) {
        String percent = String.format(Locale.ROOT, "%.0f %%", load);
        if (load > FULL) {
            warnings.add(new Text(
                    "bus %s quá tải (%s): đọc sẽ trễ; tăng every hay chuyển bớt sang bus khác"
                            .formatted(bus.name(), percent),
                    "bus %s is overloaded (%s): reads will be late; lengthen every or move devices to another bus"
                            .formatted(bus.name(), percent)));
        } else if (load > BUSY) {
            warnings.add(new Text(
                    "bus %s bận (%s): một thiết bị hỏng sẽ làm trễ các thiết bị khác".formatted(bus.name(), percent),
                    "bus %s is busy (%s): one device that fails will delay the others".formatted(bus.name(), percent)));
        }
        if (devices.isEmpty()) {
            warnings.add(new Text(
                    "bus %s không có thiết bị".formatted(bus.name()), "bus %s has no devices".formatted(bus.name())));
        }
    }
}
