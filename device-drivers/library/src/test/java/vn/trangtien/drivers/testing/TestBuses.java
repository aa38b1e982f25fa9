package vn.trangtien.drivers.testing;

import vn.trangtien.drivers.port.Buses;
import vn.trangtien.drivers.port.GpioIn;
import vn.trangtien.drivers.port.GpioOut;
import vn.trangtien.drivers.port.I2cPort;
import vn.trangtien.drivers.port.MessageFeed;
import vn.trangtien.drivers.port.ModbusMaster;
import vn.trangtien.drivers.port.OneWireBus;
import vn.trangtien.drivers.port.PwmOut;
import vn.trangtien.drivers.port.SerialLink;
import vn.trangtien.drivers.port.SpiPort;

/** Buses of which a test overrides the one it needs. */
public class TestBuses implements Buses {

    @Override
    public I2cPort i2c(String bus, int address) {
        throw new AssertionError("this test has no I2C bus");
    }

    @Override
    public SpiPort spi(String bus) {
        throw new AssertionError("this test has no SPI bus");
    }

    @Override
    public SerialLink serial(String bus, int baud) {
        throw new AssertionError("this test has no UART");
    }

    @Override
    public ModbusMaster modbus(String bus) {
        throw new AssertionError("this test has no Modbus");
    }

    @Override
    public GpioIn input(String bus, int line, GpioIn.Pull pull) {
        throw new AssertionError("this test has no GPIO");
    }

    @Override
    public GpioOut output(String bus, int line, boolean initiallyHigh) {
        throw new AssertionError("this test has no GPIO");
    }

    @Override
    public PwmOut pwm(String bus, int channel, int hertz) {
        throw new AssertionError("this test has no PWM");
    }

    @Override
    public OneWireBus oneWire(String bus) {
        throw new AssertionError("this test has no 1-Wire bus");
    }

    @Override
    public MessageFeed messages(String bus, String topicFilter) {
        throw new AssertionError("this test has no broker");
    }

    @Override
    public void close() {}
}
