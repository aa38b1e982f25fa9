package vn.trangtien.drivers.pms5003;

import java.time.Duration;
import java.util.List;
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

/** {@code pms5003}: Plantower PMS5003 on a UART, 9600 baud. Source: Plantower manual v2.5. */
public final class Pms5003Driver implements DriverFactory {

    private static final int BAUD = 9_600;

    private static final DriverDescriptor DESCRIPTOR = new DriverDescriptor(
            "pms5003",
            "Plantower PMS5003: fine dust",
            BusKind.UART,
            List.of(
                    Parameter.choice(
                                    "mode",
                                    "passive: measures when asked; active: sends by itself",
                                    "passive",
                                    "active")
                            .defaultsTo("passive"),
                    Parameter.duration("warmUp", "time until the fan draws steady air, for example 30s")
                            .defaultsTo("PT30S")),
            List.of(
                    new Channel("pm1", "ug/m3", 0, 1_000, "±10"),
                    new Channel("pm25", "ug/m3", 0, 1_000, "±10"),
                    new Channel("pm10", "ug/m3", 0, 1_000, "±10")),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1));

    @Override
    public DriverDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Device open(DeviceConfig given, Buses buses, DeviceClock clock) throws DeviceException {
        DeviceConfig config = given.withDefaults(DESCRIPTOR);
        return new Pms5003(
                buses.serial(config.bus(), BAUD),
                clock,
                "%s on %s".formatted(config.id(), config.bus()),
                config.needText("mode").equals("passive"),
                config.needDuration("warmUp"));
    }
}
