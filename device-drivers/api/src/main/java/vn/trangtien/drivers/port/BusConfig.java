package vn.trangtien.drivers.port;

import java.time.Duration;
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
     * The input lines of a chip.
     *
     * @param chip label of the GPIO chip, or {@code auto} for that of the 40-pin header
     */
    record Gpio(String name, String chip) implements BusConfig {

        @Override
        public BusKind kind() {
            return BusKind.GPIO;
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
