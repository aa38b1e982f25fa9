package vn.trangtien.drivers.port;

import vn.trangtien.drivers.DeviceException;

/**
 * Hands out ports by the name of the bus in the configuration. Ports of one bus are used by the one thread that owns the bus.
 */
public interface Buses extends AutoCloseable {

    /**
     * One device of an I2C bus.
     *
     * @param address 7-bit address, 0x08 to 0x77
     */
    I2cPort i2c(String bus, int address) throws DeviceException;

    SpiPort spi(String bus) throws DeviceException;

    /**
     * A serial line.
     *
     * @param baud bits per second, 8 data bits, no parity, one stop bit
     */
    SerialLink serial(String bus, int baud) throws DeviceException;

    /** Master of a Modbus RTU or TCP bus with the rate, parity and time-outs of its configuration. */
    ModbusMaster modbus(String bus) throws DeviceException;

    /**
     * An input line.
     *
     * @param line number of the GPIO line (BCM)
     */
    GpioIn input(String bus, int line, GpioIn.Pull pull) throws DeviceException;

    /**
     * An output line.
     *
     * @param line number of the GPIO line (BCM)
     * @param initiallyHigh level that it takes at once and keeps until told otherwise
     */
    GpioOut output(String bus, int line, boolean initiallyHigh) throws DeviceException;

    /**
     * A pulse-width output, silent (0 percent) until told otherwise.
     *
     * @param channel of the chip named in the bus configuration
     * @param hertz frequency of the pulses
     */
    PwmOut pwm(String bus, int channel, int hertz) throws DeviceException;

    /** The 1-Wire bus of this name. */
    OneWireBus oneWire(String bus) throws DeviceException;

    /**
     * Messages of an MQTT bus; listening begins at once.
     *
     * @param topicFilter with MQTT wildcards
     */
    MessageFeed messages(String bus, String topicFilter) throws DeviceException;

    /** Closes every port handed out. Safe to call twice. */
    @Override
    void close();
}
