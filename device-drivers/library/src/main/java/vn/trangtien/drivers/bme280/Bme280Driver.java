package vn.trangtien.drivers.bme280;

import java.time.Duration;
import java.util.List;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.DriverDescriptor.BusKind;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.DriverDescriptor.Parameter;
import vn.trangtien.drivers.DriverFactory;
import vn.trangtien.drivers.port.Buses;

/** {@code bme280}: Bosch BME280 on I2C. Source: BST-BME280-DS002. */
public final class Bme280Driver implements DriverFactory {

    private static final DriverDescriptor DESCRIPTOR = new DriverDescriptor(
            "bme280",
            "Bosch BME280: air temperature, humidity and pressure",
            BusKind.I2C,
            List.of(
                    Parameter.integer("address", "I2C address: 0x76, or 0x77 with SDO high")
                            .within(0x76, 0x77)
                            .defaultsTo(0x76L),
                    Parameter.integer("oversampling", "measurements per value: 1, 2, 4, 8 or 16")
                            .within(1, 16)
                            .defaultsTo(1L)),
            List.of(
                    new Channel("temperature", "Cel", -40, 85, "±1.0"),
                    new Channel("humidity", "%", 0, 100, "±3"),
                    new Channel("pressure", "Pa", 30_000, 110_000, "±100")),
            Duration.ZERO,
            Duration.ofSeconds(1));

    @Override
    public DriverDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Device open(DeviceConfig given, Buses buses, DeviceClock clock) throws DeviceException {
        DeviceConfig config = given.withDefaults(DESCRIPTOR);
        int address = (int) config.needInteger("address");
        int oversampling = (int) config.needInteger("oversampling");
        if (Integer.bitCount(oversampling) != 1) {
            throw new ConfigException("devices.%s.params.oversampling must be 1, 2, 4, 8 or 16, but was %d"
                    .formatted(config.id(), oversampling));
        }
        String name = "%s at 0x%02X on %s".formatted(config.id(), address, config.bus());
        return new Bme280(buses.i2c(config.bus(), address), clock, name, oversampling);
    }
}
