package vn.trangtien.drivers.sht31;

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
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.drivers.sensirion.SensirionChip;

/** {@code sht31}: Sensirion SHT31-DIS on I2C. Source: Sensirion SHT3x-DIS datasheet. */
public final class Sht31Driver implements DriverFactory {

    private static final DriverDescriptor DESCRIPTOR = DriverDescriptor.of(
                    "sht31",
                    new Text(
                            "Sensirion SHT31: nhiệt độ và độ ẩm không khí",
                            "Sensirion SHT31: air temperature and humidity"),
                    "Sensirion SHT3x-DIS datasheet",
                    BusKind.I2C)
            .parameters(Parameter.integer(
                            "address",
                            new Text(
                                    "địa chỉ I2C: 0x44, hoặc 0x45 khi ADDR ở mức cao",
                                    "I2C address: 0x44, or 0x45 with ADDR high"))
                    .within(0x44, 0x45)
                    .defaultsTo(0x44L))
            .channels(
                    Channel.gauge(
                            "temperature",
                            new Text("nhiệt độ", "temperature"),
                            "Cel",
                            Sht31.COLDEST,
                            Sht31.HOTTEST,
                            "±0.2"),
                    Channel.gauge("humidity", new Text("độ ẩm tương đối", "relative humidity"), "%", 0, 100, "±2"))
            .build();

    @Override
    public DriverDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Device open(DeviceConfig given, Buses buses, DeviceClock clock) throws DeviceException {
        DeviceConfig config = given.withDefaults(DESCRIPTOR);
        int address = (int) config.needInteger("address");
        String name = "%s at 0x%02X on %s".formatted(config.id(), address, config.bus());
        return new Sht31(new SensirionChip(buses.i2c(config.bus(), address), clock, name), clock);
    }
}
