package vn.trangtien.sim.contract;

import java.time.Duration;
import java.util.Optional;
import vn.trangtien.drivers.port.BusConfig;

/** One bus of each kind, as a technician would write it. */
final class Wires {

    static final BusConfig I2C = new BusConfig.I2c("i2c-1", 1, 100_000);
    static final BusConfig SPI = new BusConfig.Spi("spi-0", 0, 0, 1_000_000);
    static final BusConfig UART = new BusConfig.Uart("uart-1", "/dev/ttyAMA3");
    static final BusConfig GPIO = new BusConfig.Gpio("gpio", "auto", 0);
    static final BusConfig ONE_WIRE = new BusConfig.OneWire("w1", BusConfig.OneWire.KERNEL_PATH);
    static final BusConfig RS485 = new BusConfig.ModbusRtu(
            "rs485", "/dev/ttyUSB0", 9_600, BusConfig.Parity.NONE, Duration.ofMillis(500), Duration.ofMillis(500));
    static final BusConfig TCP = new BusConfig.ModbusTcp("net", "192.0.2.7", 502, Duration.ofMillis(500));
    static final BusConfig MQTT =
            new BusConfig.Mqtt("radio", "tcp://192.0.2.8:1883", Optional.empty(), Optional.empty(), Optional.empty());

    private Wires() {}
}
