package vn.trangtien.sim.example;

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

// [page: descriptor]
/** {@code tmp117}: Texas Instruments TMP117 on I2C. */
public final class Tmp117Driver implements DriverFactory {

    private static final DriverDescriptor DESCRIPTOR = DriverDescriptor.of(
                    "tmp117",
                    new Text("TI TMP117: nhiệt độ chính xác cao", "TI TMP117: temperature, high accuracy"),
                    "TI SNOSD82",
                    BusKind.I2C)
            .parameters(Parameter.integer(
                            "address",
                            new Text(
                                    "địa chỉ I2C: 0x48 đến 0x4B theo chân ADD0",
                                    "I2C address: 0x48 to 0x4B by pin ADD0"))
                    .within(0x48, 0x4B)
                    .defaultsTo(0x48L))
            .channels(Channel.gauge("temperature", new Text("nhiệt độ", "temperature"), "Cel", -55, 150, "±0.1"))
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
        return new Tmp117(new I2cChip(buses.i2c(config.bus(), address), name), clock);
    }
}
// [end]
