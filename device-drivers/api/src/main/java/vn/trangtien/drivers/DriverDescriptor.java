package vn.trangtien.drivers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a driver needs and gives, readable without the instrument: the source of validation, of forms, of the JSON Schema for
 * editors and of documentation. Immutable.
 *
 * @param type the {@code driver:} of a configuration
 * @param title maker, part and what it measures
 * @param busKinds the kinds of bus it can hang on; at least one
 * @param parameters what a technician may set, in the order of a form
 * @param channels what the device gives; empty when the configuration decides (register maps)
 * @param warmUp time after opening during which values are {@link Quality#WARMING_UP}
 * @param minInterval shortest sensible time between two reads
 * @param source datasheet or specification the driver was written from
 */
public record DriverDescriptor(
        String type,
        Text title,
        List<BusKind> busKinds,
        List<Parameter> parameters,
        List<Channel> channels,
        Duration warmUp,
        Duration minInterval,
        String source) {

    public DriverDescriptor {
        busKinds = List.copyOf(busKinds);
        parameters = List.copyOf(parameters);
        channels = List.copyOf(channels);
        if (busKinds.isEmpty()) {
            throw new IllegalArgumentException("driver %s must name at least one kind of bus".formatted(type));
        }
    }

    /** Begins a descriptor that has no parameters and no warm-up and may be read once a second. */
    public static Builder of(String type, Text title, String source, BusKind... busKinds) {
        return new Builder(type, title, source, List.of(busKinds));
    }

    /** The parameter of this name. */
    public Optional<Parameter> parameter(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst();
    }

    /** The kinds of bus of a configuration, as written there. */
    public enum BusKind {
        I2C("i2c"),
        SPI("spi"),
        UART("uart"),
        GPIO("gpio"),
        ONE_WIRE("one-wire"),
        MODBUS_RTU("modbus-rtu"),
        MODBUS_TCP("modbus-tcp"),
        MQTT("mqtt");

        private final String code;

        BusKind(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }

        public static Optional<BusKind> of(String code) {
            for (BusKind kind : values()) {
                if (kind.code.equals(code)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Kinds of values a parameter takes. DURATION is written with a unit ({@code 30s}) and arrives as ISO-8601 text.
     * NUMBER_PAIR is a list of two numbers. REGISTER_MAP and FIELD_MAP are maps of channel names to what the driver's
     * documentation says.
     */
    public enum ParameterKind {
        INTEGER,
        NUMBER,
        BOOLEAN,
        TEXT,
        CHOICE,
        DURATION,
        NUMBER_PAIR,
        REGISTER_MAP,
        FIELD_MAP
    }

    /** What the numbers of a channel are, which decides how they may be averaged and added. */
    public enum ChannelKind {
        /** A level at a moment: averages make sense. */
        GAUGE,
        /** A total that only grows: differences make sense. */
        COUNTER,
        /** 0 or 1, or a code: neither. */
        STATE
    }

    /**
     * One parameter.
     *
     * @param unit UCUM code of a number, empty if it has none
     * @param min smallest allowed number, empty if unbounded or not a number
     * @param max largest allowed number
     * @param choices allowed texts of a CHOICE
     * @param defaultValue used when absent; empty together with {@code required} means the technician must say it
     */
    public record Parameter(
            String name,
            ParameterKind kind,
            Text description,
            Optional<String> unit,
            Optional<Double> min,
            Optional<Double> max,
            List<String> choices,
            Optional<Object> defaultValue,
            boolean required) {

        public Parameter {
            choices = List.copyOf(choices);
        }

        public static Parameter of(String name, ParameterKind kind, Text description) {
            return new Parameter(
                    name,
                    kind,
                    description,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    false);
        }

        public static Parameter integer(String name, Text description) {
            return of(name, ParameterKind.INTEGER, description);
        }

        public static Parameter number(String name, Text description) {
            return of(name, ParameterKind.NUMBER, description);
        }

        public static Parameter bool(String name, Text description) {
            return of(name, ParameterKind.BOOLEAN, description);
        }

        /** Any text; give the form in the description. */
        public static Parameter text(String name, Text description) {
            return of(name, ParameterKind.TEXT, description);
        }

        public static Parameter choice(String name, Text description, String... choices) {
            return new Parameter(
                    name,
                    ParameterKind.CHOICE,
                    description,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(choices),
                    Optional.empty(),
                    false);
        }

        public static Parameter duration(String name, Text description) {
            return of(name, ParameterKind.DURATION, description);
        }

        /** The same with the UCUM code of its numbers. */
        public Parameter in(String ucum) {
            return new Parameter(name, kind, description, Optional.of(ucum), min, max, choices, defaultValue, required);
        }

        /** The same with both ends of the allowed range, inclusive. */
        public Parameter within(double smallest, double largest) {
            return new Parameter(
                    name,
                    kind,
                    description,
                    unit,
                    Optional.of(smallest),
                    Optional.of(largest),
                    choices,
                    defaultValue,
                    required);
        }

        /** The same with a value for when the technician says nothing; of the class the configuration would hold. */
        public Parameter defaultsTo(Object value) {
            return new Parameter(name, kind, description, unit, min, max, choices, Optional.of(value), false);
        }

        /** The same, but the technician must say it. */
        public Parameter mandatory() {
            return new Parameter(name, kind, description, unit, min, max, choices, Optional.empty(), true);
        }
    }

    /**
     * One channel.
     *
     * @param title what it measures
     * @param unit UCUM code
     * @param min lower end of the instrument's range
     * @param max upper end of the instrument's range
     * @param accuracy from the datasheet, in {@code unit}, for example {@code ±0.5}; blank if the site decides
     * @param writable whether {@link Commandable#command} takes this channel
     */
    public record Channel(
            String name,
            Text title,
            String unit,
            ChannelKind kind,
            double min,
            double max,
            String accuracy,
            boolean writable) {

        public static Channel gauge(String name, Text title, String unit, double min, double max, String accuracy) {
            return new Channel(name, title, unit, ChannelKind.GAUGE, min, max, accuracy, false);
        }

        /** A total from 0 upwards. */
        public static Channel counter(String name, Text title, String unit, double max, String accuracy) {
            return new Channel(name, title, unit, ChannelKind.COUNTER, 0, max, accuracy, false);
        }

        /** A state from 0 to {@code max} without a unit. */
        public static Channel state(String name, Text title, double max) {
            return new Channel(name, title, "1", ChannelKind.STATE, 0, max, "", false);
        }

        /** The same, but commands are taken too. */
        public Channel commanded() {
            return new Channel(name, title, unit, kind, min, max, accuracy, true);
        }
    }

    /** Collects a descriptor. Not thread-safe. */
    public static final class Builder {

        private final String type;
        private final Text title;
        private final String source;
        private final List<BusKind> busKinds;
        private final List<Parameter> parameters = new ArrayList<>();
        private final List<Channel> channels = new ArrayList<>();
        private Duration warmUp = Duration.ZERO;
        private Duration minInterval = Duration.ofSeconds(1);

        private Builder(String type, Text title, String source, List<BusKind> busKinds) {
            this.type = type;
            this.title = title;
            this.source = source;
            this.busKinds = busKinds;
        }

        public Builder parameters(Parameter... some) {
            parameters.addAll(List.of(some));
            return this;
        }

        public Builder channels(Channel... some) {
            channels.addAll(List.of(some));
            return this;
        }

        public Builder warmUp(Duration time) {
            warmUp = time;
            return this;
        }

        public Builder minInterval(Duration time) {
            minInterval = time;
            return this;
        }

        public DriverDescriptor build() {
            return new DriverDescriptor(type, title, busKinds, parameters, channels, warmUp, minInterval, source);
        }
    }
}
