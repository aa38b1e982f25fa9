package vn.trangtien.gateway.survey;

import java.time.Duration;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.port.BusConfig;

/** How long one read of a device holds its bus, by the arithmetic of the bus. */
final class ReadTime {

    /** Conversion of the usual I2C sensors: BME280 9.3 ms, SHT31 15.5 ms, ADS1115 8 ms an input. */
    private static final double I2C_CONVERSION = 0.015;

    private static final int I2C_BYTES_OF_COMMANDS = 10;
    private static final int I2C_BYTES_PER_CHANNEL = 8;
    private static final int BITS_PER_I2C_BYTE = 9;

    private static final int SPI_BITS_PER_INPUT = 24;

    /** The longest of the usual frames, PMS5003, at the usual rate. */
    private static final double UART_FRAME = 32 * 10 / 9_600.0;

    private static final double ONE_WIRE_CONVERSION = 0.76;

    private static final int MODBUS_BITS_PER_BYTE = 11;
    private static final int MODBUS_BYTES_AROUND = 8 + 5;
    private static final int MODBUS_REGISTERS_PER_REQUEST = 80;
    private static final double MODBUS_TURNAROUND = 0.05;
    private static final double TCP_REQUEST = 0.01;

    private static final double IN_MEMORY = 0.000_1;

    private ReadTime() {}

    /** @param device with its defaults */
    static Duration of(DeviceConfig device, DriverDescriptor driver, int channels, BusConfig bus) {
        return Duration.ofNanos(Math.round(1e9 * seconds(device, driver, Math.max(1, channels), bus)));
    }

    private static double seconds(DeviceConfig device, DriverDescriptor driver, int channels, BusConfig bus) {
        double sampling = sampling(device);
        if (bus instanceof BusConfig.I2c i2c) {
            int bytes = I2C_BYTES_OF_COMMANDS + channels * I2C_BYTES_PER_CHANNEL;
            return (double) bytes * BITS_PER_I2C_BYTE / i2c.speedHz() + I2C_CONVERSION + sampling;
        }
        if (bus instanceof BusConfig.Spi spi) {
            return (double) channels * SPI_BITS_PER_INPUT / spi.speedHz() + sampling;
        }
        if (bus instanceof BusConfig.Uart) {
            return UART_FRAME + Math.max(sampling, driver.minInterval().toNanos() / 2e9);
        }
        if (bus instanceof BusConfig.OneWire) {
            return ONE_WIRE_CONVERSION;
        }
        int registers = 2 * channels;
        int requests = (registers + MODBUS_REGISTERS_PER_REQUEST - 1) / MODBUS_REGISTERS_PER_REQUEST;
        if (bus instanceof BusConfig.ModbusRtu rtu) {
            double bytes = requests * (MODBUS_BYTES_AROUND + 7.0) + 2.0 * registers;
            return bytes * MODBUS_BITS_PER_BYTE / rtu.baud() + requests * MODBUS_TURNAROUND;
        }
        return bus instanceof BusConfig.ModbusTcp ? requests * TCP_REQUEST : IN_MEMORY;
    }

    /** Drivers that take several samples in one read wait on the bus between them. */
    private static double sampling(DeviceConfig device) {
        double samples = device.number("samples").orElse(1.0);
        return device.number("sampleHz").map(hertz -> samples / hertz).orElse(0.0);
    }
}
