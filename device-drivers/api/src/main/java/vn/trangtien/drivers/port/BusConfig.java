package vn.trangtien.drivers.port;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DriverDescriptor.BusKind;

/** One bus of a gateway's configuration. */
public sealed interface BusConfig {

    /** Name by which devices refer to it, for example {@code i2c-1}. */
    String name();

    BusKind kind();

    /**
     * An I2C bus of the kernel.
     *
     * @param bus number of the kernel's {@code /dev/i2c-N}
     * @param speedHz clock rate for the documentation; the kernel's device tree sets the real one
     */
    record I2c(String name, int bus, int speedHz) implements BusConfig {

        public I2c {
            check(name, "bus", bus, 0, 99);
            check(name, "speedHz", speedHz, 10_000, 1_000_000);
        }

        @Override
        public BusKind kind() {
            return BusKind.I2C;
        }
    }

    /**
     * One chip select of an SPI bus.
     *
     * @param bus number of the kernel's {@code /dev/spidevN.M}
     * @param chipSelect the M of it
     */
    record Spi(String name, int bus, int chipSelect, int speedHz) implements BusConfig {

        public Spi {
            check(name, "bus", bus, 0, 6);
            check(name, "chipSelect", chipSelect, 0, 3);
            check(name, "speedHz", speedHz, 1_000, 50_000_000);
        }

        @Override
        public BusKind kind() {
            return BusKind.SPI;
        }
    }

    /**
     * A serial line with one device on it.
     *
     * @param port path of the device file, best one that names the socket: {@code /dev/serial/by-path/…}
     */
    record Uart(String name, String port) implements BusConfig {

        public Uart {
            checkPort(name, port);
        }

        @Override
        public BusKind kind() {
            return BusKind.UART;
        }
    }

    /**
     * A serial line with Modbus units on it.
     *
     * @param baud bits per second of every unit on the line
     * @param timeout longest wait for the first byte of a reply
     * @param quiet silence kept after a failure; at least the worst reply time of the slowest unit
     */
    record ModbusRtu(String name, String port, int baud, Parity parity, Duration timeout, Duration quiet)
            implements BusConfig {

        public ModbusRtu {
            checkPort(name, port);
            check(name, "baud", baud, 300, 1_000_000);
            check(name, "timeoutMs", timeout.toMillis(), 10, 60_000);
            check(name, "quietMs", quiet.toMillis(), 0, 60_000);
        }

        @Override
        public BusKind kind() {
            return BusKind.MODBUS_RTU;
        }
    }

    /**
     * Units behind a Modbus TCP address.
     *
     * @param host name or address
     * @param port usually 502
     * @param timeout longest wait for a connection and for a reply
     */
    record ModbusTcp(String name, String host, int port, Duration timeout) implements BusConfig {

        public ModbusTcp {
            if (host.isBlank()) {
                throw new ConfigException(
                        "buses.%s.host must be the name or address of the device, but was blank".formatted(name));
            }
            check(name, "port", port, 1, 65_535);
            check(name, "timeoutMs", timeout.toMillis(), 10, 60_000);
        }

        @Override
        public BusKind kind() {
            return BusKind.MODBUS_TCP;
        }
    }

    /**
     * The lines of a GPIO chip and the pulse-width outputs beside them.
     *
     * @param chip label of the GPIO chip, or {@code auto} for that of the 40-pin header
     * @param pwmChip number of the kernel's {@code /sys/class/pwm/pwmchipN}; it differs between models, so it is never guessed
     */
    record Gpio(String name, String chip, int pwmChip) implements BusConfig {

        public Gpio {
            check(name, "pwmChip", pwmChip, 0, 31);
        }

        @Override
        public BusKind kind() {
            return BusKind.GPIO;
        }
    }

    /**
     * The kernel's 1-Wire masters.
     *
     * @param path directory with a folder for each device
     */
    record OneWire(String name, String path) implements BusConfig {

        /** Where Linux shows them. */
        public static final String KERNEL_PATH = "/sys/bus/w1/devices";

        public OneWire {
            if (path.isBlank()) {
                throw new ConfigException(
                        "buses.%s.path must be a directory such as %s, but was blank".formatted(name, KERNEL_PATH));
            }
        }

        @Override
        public BusKind kind() {
            return BusKind.ONE_WIRE;
        }
    }

    /**
     * A broker whose messages are read, for example that of a LoRaWAN network server.
     *
     * @param url {@code tcp://host:1883} or {@code ssl://host:8883}
     * @param username empty for none
     * @param passwordFile file with the password in its first line; a configuration holds no secrets
     * @param caFile certificates to trust in PEM; empty for those of the machine
     */
    record Mqtt(
            String name, String url, Optional<String> username, Optional<String> passwordFile, Optional<String> caFile)
            implements BusConfig {

        private static final Pattern URL = Pattern.compile("(tcp|ssl)://[^/\\s:]+(:\\d{1,5})?");

        public Mqtt {
            if (!URL.matcher(url).matches()) {
                throw new ConfigException(
                        "buses.%s.url must be tcp://host:port or ssl://host:port, but was '%s'".formatted(name, url));
            }
        }

        @Override
        public BusKind kind() {
            return BusKind.MQTT;
        }
    }

    /** The parity bit of a serial line. */
    enum Parity {
        NONE,
        EVEN,
        ODD
    }

    private static void check(String name, String field, long value, long min, long max) {
        if (value < min || value > max) {
            throw new ConfigException(
                    "buses.%s.%s must be %d to %d, but was %d".formatted(name, field, min, max, value));
        }
    }

    private static void checkPort(String name, String port) {
        if (port.isBlank()) {
            throw new ConfigException(
                    "buses.%s.port must be the path of a serial device such as /dev/ttyUSB0, but was blank"
                            .formatted(name));
        }
    }
}
