package vn.trangtien.drivers.bme280;

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
import vn.trangtien.drivers.Text;
import vn.trangtien.drivers.i2c.I2cChip;
import vn.trangtien.drivers.port.Buses;

/** {@code bme280}: Bosch BME280 on I2C. Source: BST-BME280-DS002. */
public final class Bme280Driver implements DriverFactory {

    private static final DriverDescriptor DESCRIPTOR = DriverDescriptor.of(
                    "bme280",
                    new Text(
                            "Bosch BME280: nhiệt độ, độ ẩm và áp suất không khí",
                            "Bosch BME280: air temperature, humidity and pressure"),
                    "Bosch BST-BME280-DS002",
                    BusKind.I2C)
            .parameters(
                    Parameter.integer(
                                    "address",
                                    new Text(
                                            "địa chỉ I2C: 0x76, hoặc 0x77 khi SDO ở mức cao",
                                            "I2C address: 0x76, or 0x77 with SDO high"))
                            .within(0x76, 0x77)
                            .defaultsTo(0x76L),
                    Parameter.integer(
                                    "oversampling",
                                    new Text(
                                            "số lần đo cho một giá trị: 1, 2, 4, 8 hoặc 16",
                                            "measurements per value: 1, 2, 4, 8 or 16"))
                            .within(1, 16)
                            .defaultsTo(1L))
            .channels(
                    Channel.gauge("temperature", new Text("nhiệt độ", "temperature"), "Cel", -40, 85, "±1.0"),
                    Channel.gauge("humidity", new Text("độ ẩm tương đối", "relative humidity"), "%", 0, 100, "±3"),
                    Channel.gauge(
                            "pressure", new Text("áp suất không khí", "air pressure"), "Pa", 30_000, 110_000, "±100"))
            .build();

    @Override
    public DriverDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Channel> channels(DeviceConfig given) {
        oversampling(given.withDefaults(DESCRIPTOR));
        return DESCRIPTOR.channels();
    }

    @Override
    public Device open(DeviceConfig given, Buses buses, DeviceClock clock) throws DeviceException {
        DeviceConfig config = given.withDefaults(DESCRIPTOR);
        int address = (int) config.needInteger("address");
        int oversampling = oversampling(config);
        String name = "%s at 0x%02X on %s".formatted(config.id(), address, config.bus());
        return new Bme280(new I2cChip(buses.i2c(config.bus(), address), name), clock, oversampling);
    }

    private static int oversampling(DeviceConfig config) {
        int oversampling = (int) config.needInteger("oversampling");
        if (Integer.bitCount(oversampling) != 1) {
            throw new ConfigException("devices.%s.params.oversampling must be 1, 2, 4, 8 or 16, but was %d"
                    .formatted(config.id(), oversampling));
        }
        return oversampling;
    }
}
