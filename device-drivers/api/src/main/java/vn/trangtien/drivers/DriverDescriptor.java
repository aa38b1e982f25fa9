package vn.trangtien.drivers;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a driver needs and gives, readable without the instrument: the source of validation, of forms and of documentation.
 *
 * @param type the {@code driver:} of a configuration
 * @param title maker and part, for people
 * @param busKind the kind of bus it hangs on
 * @param parameters what a technician may set, in the order of a form
 * @param channels what the device gives; empty when the configuration decides (register maps)
 * @param warmUp time after opening during which values are {@link Quality#WARMING_UP}
 * @param minInterval shortest sensible time between two reads
 */
public record DriverDescriptor(
        String type,
        String title,
        BusKind busKind,
        List<Parameter> parameters,
        List<Channel> channels,
        Duration warmUp,
        Duration minInterval) {

    public DriverDescriptor {
        parameters = List.copyOf(parameters);
        channels = List.copyOf(channels);
    }

    /** The kinds of bus of a configuration, as written there. */
    public enum BusKind {
        I2C("i2c"),
        SPI("spi"),
        UART("uart"),
        GPIO("gpio"),
        MODBUS_RTU("modbus-rtu");

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

    /** Kinds of values a parameter takes. DURATION is written with a unit ({@code 30s}) and arrives as ISO-8601 text. */
    public enum ParameterKind {
        INTEGER,
        NUMBER,
        TEXT,
        CHOICE,
        DURATION,
        NUMBER_PAIR,
        REGISTER_MAP
    }

    /**
     * One parameter.
     *
     * @param min smallest allowed number, empty if unbounded or not a number
     * @param max largest allowed number
     * @param choices allowed texts of a CHOICE
     * @param defaultValue used when absent; empty together with {@code required} means the technician must say it
     */
    public record Parameter(
            String name,
            ParameterKind kind,
            String description,
            Optional<Double> min,
            Optional<Double> max,
            List<String> choices,
            Optional<Object> defaultValue,
            boolean required) {

        public Parameter {
            choices = List.copyOf(choices);
        }

        public static Parameter of(String name, ParameterKind kind, String description) {
            return new Parameter(
                    name, kind, description, Optional.empty(), Optional.empty(), List.of(), Optional.empty(), false);
        }

        public static Parameter integer(String name, String description) {
            return of(name, ParameterKind.INTEGER, description);
        }

        public static Parameter number(String name, String description) {
            return of(name, ParameterKind.NUMBER, description);
        }

        /** Any text; give the unit or the form in the description. */
        public static Parameter text(String name, String description) {
            return of(name, ParameterKind.TEXT, description);
        }

        public static Parameter choice(String name, String description, String... choices) {
            return new Parameter(
                    name,
                    ParameterKind.CHOICE,
                    description,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(choices),
                    Optional.empty(),
                    false);
        }

        public static Parameter duration(String name, String description) {
            return of(name, ParameterKind.DURATION, description);
        }

        /** The same with both ends of the allowed range, inclusive. */
        public Parameter within(double smallest, double largest) {
            return new Parameter(
                    name,
                    kind,
                    description,
                    Optional.of(smallest),
                    Optional.of(largest),
                    choices,
                    defaultValue,
                    required);
        }

        /** The same with a value for when the technician says nothing; of the class the configuration would hold. */
        public Parameter defaultsTo(Object value) {
            return new Parameter(name, kind, description, min, max, choices, Optional.of(value), false);
        }

        /** The same, but the technician must say it. */
        public Parameter mandatory() {
            return new Parameter(name, kind, description, min, max, choices, Optional.empty(), true);
        }
    }

    /**
     * One channel.
     *
     * @param unit UCUM code
     * @param min lower end of the instrument's range
     * @param max upper end of the instrument's range
     * @param accuracy from the datasheet, in {@code unit}, for example {@code ±0.5}
     */
    public record Channel(String name, String unit, double min, double max, String accuracy) {}
}
