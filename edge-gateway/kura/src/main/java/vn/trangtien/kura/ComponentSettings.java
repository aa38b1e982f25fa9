package vn.trangtien.kura;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.DriverDescriptor.Parameter;
import vn.trangtien.drivers.port.BusConfig;

/**
 * A component's flat properties as a device and its bus. What Kura itself adds ({@code service.pid}, {@code kura.service.pid}) is
 * passed over; an empty property counts as not given.
 */
record ComponentSettings(DeviceConfig device, BusConfig bus) {

    /** Property with the bus; see {@link BusAddress}. */
    static final String BUS = "bus";

    private static final Pattern WRITTEN = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)");

    /** @throws ConfigException naming property, value and remedy */
    static ComponentSettings of(DriverDescriptor descriptor, Map<String, Object> properties) {
        String bus = text(properties.get(BUS))
                .orElseThrow(() -> new ConfigException("bus is missing; forms: " + BusAddress.FORMS));
        BusConfig config = BusAddress.parse(bus, descriptor.busKinds());
        Map<String, Object> params = new HashMap<>();
        for (Parameter parameter : descriptor.parameters()) {
            text(properties.get(parameter.name()))
                    .ifPresent(value -> params.put(parameter.name(), typed(parameter, value)));
        }
        var device = new DeviceConfig(descriptor.type(), descriptor.type(), config.name(), params);
        return new ComponentSettings(device.withDefaults(descriptor), config);
    }

    private static Optional<String> text(@Nullable Object value) {
        return Optional.ofNullable(value)
                .map(Object::toString)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static Object typed(Parameter parameter, String text) {
        try {
            return switch (parameter.kind()) {
                case INTEGER -> Long.decode(text);
                case NUMBER -> Double.valueOf(text);
                case BOOLEAN -> Boolean.valueOf(text);
                case TEXT, CHOICE -> text;
                case DURATION -> duration(text);
                case NUMBER_PAIR, REGISTER_MAP, FIELD_MAP -> yaml(text);
            };
        } catch (NumberFormatException | YamlEngineException e) {
            throw new ConfigException("%s must be %s, but was '%s'"
                    .formatted(parameter.name(), parameter.kind().name().toLowerCase(Locale.ROOT), text));
        }
    }

    /** Durations as people write them; ISO-8601 is taken as it is. */
    private static String duration(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            return text;
        }
        long count = Long.parseLong(matcher.group(1));
        return (switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                })
                .toString();
    }

    private static Object yaml(String text) {
        Object value = new Load(LoadSettings.builder().build()).loadFromString(text);
        if (value == null) {
            throw new NumberFormatException();
        }
        return value;
    }
}
