package vn.trangtien.kura;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DriverDescriptor.BusKind;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.BusConfig.Parity;

/** One line of text that names a bus, because a component of Kura has flat properties. */
final class BusAddress {

    /** How it is written, for forms and messages. */
    static final String FORMS =
            "i2c:1 | spi:0.0 | uart:/dev/serial0 | gpio | gpio:0 | one-wire | modbus-rtu:/dev/ttyUSB0,9600,NONE | modbus-tcp:10.0.0.5:502";

    private static final int I2C_HZ = 100_000;
    private static final int SPI_HZ = 1_000_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Duration QUIET = Duration.ofMillis(100);

    private BusAddress() {}

    /** @throws ConfigException if the text names none of the allowed kinds, or not completely */
    static BusConfig parse(String text, List<BusKind> allowed) {
        int colon = text.indexOf(':');
        String code = (colon < 0 ? text : text.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
        String rest = colon < 0 ? "" : text.substring(colon + 1).strip();
        Optional<BusKind> kind = BusKind.of(code).filter(allowed::contains);
        if (kind.isEmpty()) {
            throw new ConfigException("bus must be one of %s, but was '%s'; forms: %s"
                    .formatted(allowed.stream().map(BusKind::code).toList(), text, FORMS));
        }
        try {
            return of(kind.get(), code, rest);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new ConfigException("bus must be like %s, but was '%s'".formatted(FORMS, text));
        }
    }

    private static BusConfig of(BusKind kind, String name, String rest) {
        return switch (kind) {
            case I2C -> new BusConfig.I2c(name, number(rest), I2C_HZ);
            case SPI -> {
                String[] parts = rest.split("\\.", -1);
                yield new BusConfig.Spi(name, number(parts[0]), number(parts[1]), SPI_HZ);
            }
            case UART -> new BusConfig.Uart(name, rest);
            case GPIO -> new BusConfig.Gpio(name, "auto", rest.isEmpty() ? 0 : number(rest));
            case ONE_WIRE -> new BusConfig.OneWire(name, rest.isEmpty() ? BusConfig.OneWire.KERNEL_PATH : rest);
            case MODBUS_RTU -> {
                String[] parts = rest.split(",", -1);
                yield new BusConfig.ModbusRtu(
                        name, parts[0].strip(), number(parts[1]), parity(parts[2]), TIMEOUT, QUIET);
            }
            case MODBUS_TCP -> {
                int port = rest.lastIndexOf(':');
                yield port < 0
                        ? new BusConfig.ModbusTcp(name, rest, 502, TIMEOUT)
                        : new BusConfig.ModbusTcp(
                                name, rest.substring(0, port), number(rest.substring(port + 1)), TIMEOUT);
            }
            case MQTT ->
                throw new ConfigException("bus must not be mqtt inside Kura, which has subscribers of its own");
        };
    }

    private static Parity parity(String text) {
        for (Parity parity : Parity.values()) {
            if (parity.name().equalsIgnoreCase(text.strip())) {
                return parity;
            }
        }
        throw new ConfigException("parity of a bus must be NONE, EVEN or ODD, but was '%s'".formatted(text.strip()));
    }

    private static int number(String text) {
        return Integer.parseInt(text.strip());
    }
}
