package vn.trangtien.gateway.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DriverDescriptor.BusKind;
import vn.trangtien.drivers.Suggestion;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.BusConfig.Parity;

/** The {@code buses:} of a configuration. */
final class BusSection {

    private static final String KINDS =
            Arrays.stream(BusKind.values()).map(BusKind::code).collect(Collectors.joining(", "));

    private final Problems problems;
    private final Occupancy occupancy;

    BusSection(Problems problems) {
        this.problems = problems;
        this.occupancy = new Occupancy(problems);
    }

    List<BusConfig> read(Optional<Section> section) {
        List<BusConfig> buses = new ArrayList<>();
        if (section.isPresent()) {
            try (Section all = section.get()) {
                for (String name : all.keys()) {
                    all.section(name).flatMap(bus -> bus(name, bus)).ifPresent(bus -> {
                        buses.add(bus);
                        occupancy.claim(bus, all);
                    });
                }
            }
        }
        return buses;
    }

    private Optional<BusConfig> bus(String name, Section section) {
        try (section) {
            String kind = section.requiredText("kind", "one of " + KINDS);
            Optional<BusKind> known = BusKind.of(kind);
            if (known.isEmpty()) {
                if (!kind.isEmpty()) {
                    List<String> codes =
                            Arrays.stream(BusKind.values()).map(BusKind::code).toList();
                    section.wrong(
                            "kind",
                            "must be one of " + KINDS
                                    + Suggestion.nearest(kind, codes)
                                            .map("; did you mean '%s'?"::formatted)
                                            .orElse(""));
                }
                section.keys();
                return Optional.empty();
            }
            return Optional.of(bus(name, known.get(), section));
        } catch (ConfigException e) {
            report(name, section, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Bus configurations say {@code buses.NAME.KEY must …, but was …}; here the key is found in the file. */
    private void report(String name, Section section, String message) {
        String prefix = "buses." + name + ".";
        int end = message.indexOf(' ');
        if (!message.startsWith(prefix) || end < prefix.length()) {
            problems.add(section.line(), section.path("kind"), "", message);
            return;
        }
        int value = message.lastIndexOf(", but was");
        section.wrong(
                message.substring(prefix.length(), end),
                message.substring(end + 1, value < 0 ? message.length() : value));
    }

    private static BusConfig bus(String name, BusKind kind, Section section) {
        return switch (kind) {
            case I2C -> new BusConfig.I2c(name, required(section, "bus", 0, 99), optional(section, "speedHz", 100_000));
            case SPI ->
                new BusConfig.Spi(
                        name,
                        required(section, "bus", 0, 6),
                        optional(section, "chipSelect", 0),
                        optional(section, "speedHz", 1_000_000));
            case UART -> uart(name, section);
            case GPIO -> new BusConfig.Gpio(name, section.text("chip").orElse("auto"), optional(section, "pwmChip", 0));
            case ONE_WIRE -> new BusConfig.OneWire(name, section.text("path").orElse(BusConfig.OneWire.KERNEL_PATH));
            case MODBUS_TCP ->
                new BusConfig.ModbusTcp(
                        name,
                        section.requiredText("host", "name or address of the device"),
                        optional(section, "port", 502),
                        Duration.ofMillis(optional(section, "timeoutMs", 1_000)));
            case MQTT ->
                new BusConfig.Mqtt(
                        name,
                        section.requiredText("url", "tcp://host:1883 or ssl://host:8883"),
                        section.text("username"),
                        section.text("passwordFile"),
                        section.text("caFile"));
            case MODBUS_RTU ->
                new BusConfig.ModbusRtu(
                        name,
                        port(section),
                        optional(section, "baud", 9_600),
                        parity(section),
                        Duration.ofMillis(optional(section, "timeoutMs", 1_000)),
                        Duration.ofMillis(optional(section, "quietMs", 1_000)));
        };
    }

    /** The driver sets the rate of its line; one written here only tells the reader. */
    private static BusConfig uart(String name, Section section) {
        section.whole("baud", 300, 4_000_000);
        return new BusConfig.Uart(name, port(section));
    }

    private static String port(Section section) {
        String port = section.requiredText("port", "path of the serial device, for example /dev/ttyAMA0");
        return port.isEmpty() ? "?" : port;
    }

    private static Parity parity(Section section) {
        Optional<String> name = section.text("parity");
        if (name.isEmpty()) {
            return Parity.NONE;
        }
        for (Parity parity : Parity.values()) {
            if (parity.name().toLowerCase(Locale.ROOT).equals(name.get())) {
                return parity;
            }
        }
        section.wrong("parity", "must be none, even or odd");
        return Parity.NONE;
    }

    private static int required(Section section, String key, int min, int max) {
        if (!section.keys().contains(key)) {
            section.missing(key, "a whole number from %d to %d".formatted(min, max));
        }
        return section.whole(key, min, max).map(Long::intValue).orElse(min);
    }

    private static int optional(Section section, String key, int usual) {
        return section.whole(key, 0, Integer.MAX_VALUE).map(Long::intValue).orElse(usual);
    }
}
