package vn.trangtien.drivers.pms5003;

import java.time.Duration;
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
import vn.trangtien.drivers.dust.DustDevices;
import vn.trangtien.drivers.port.Buses;

/** {@code pms5003}: Plantower PMS5003 on a UART, 9600 baud. Source: Plantower manual v2.5. */
public final class Pms5003Driver implements DriverFactory {

    private static final int BAUD = 9_600;

    private static final DriverDescriptor DESCRIPTOR = DriverDescriptor.of(
                    "pms5003",
                    new Text("Plantower PMS5003: bụi mịn", "Plantower PMS5003: fine dust"),
                    "Plantower PMS5003 manual v2.5",
                    BusKind.UART)
            .parameters(
                    Parameter.choice(
                                    "mode",
                                    new Text(
                                            "passive: đo khi được hỏi; active: tự gửi",
                                            "passive: measures when asked; active: sends by itself"),
                                    "passive",
                                    "active")
                            .defaultsTo("passive"),
                    DustDevices.WARM_UP,
                    DustDevices.REST)
            .channels(
                    Channel.gauge("pm1", new Text("bụi PM1", "PM1 dust"), "ug/m3", 0, 1_000, "±10"),
                    Channel.gauge("pm25", new Text("bụi PM2,5", "PM2.5 dust"), "ug/m3", 0, 1_000, "±10"),
                    Channel.gauge("pm10", new Text("bụi PM10", "PM10 dust"), "ug/m3", 0, 1_000, "±10"))
            .warmUp(Duration.ofSeconds(30))
            .build();

    @Override
    public DriverDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Device open(DeviceConfig given, Buses buses, DeviceClock clock) throws DeviceException {
        DeviceConfig config = given.withDefaults(DESCRIPTOR);
        var sensor = new Pms5003(
                buses.serial(config.bus(), BAUD),
                clock,
                "%s on %s".formatted(config.id(), config.bus()),
                config.needText("mode").equals("passive"));
        return DustDevices.of(sensor, clock, config);
    }
}
