package vn.trangtien.drivers.sds011;

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

/** {@code sds011}: Nova SDS011 on a UART, 9600 baud. Source: Nova laser dust sensor control protocol v1.3. */
public final class Sds011Driver implements DriverFactory {

    private static final int BAUD = 9_600;

    private static final DriverDescriptor DESCRIPTOR = DriverDescriptor.of(
                    "sds011",
                    new Text("Nova SDS011: bụi mịn", "Nova SDS011: fine dust"),
                    "Nova laser dust sensor control protocol v1.3",
                    BusKind.UART)
            .parameters(
                    Parameter.choice(
                                    "mode",
                                    new Text(
                                            "query: đo khi được hỏi; active: tự gửi mỗi giây",
                                            "query: measures when asked; active: sends by itself every second"),
                                    "query",
                                    "active")
                            .defaultsTo("query"),
                    DustDevices.WARM_UP,
                    DustDevices.REST)
            .channels(
                    Channel.gauge("pm25", new Text("bụi PM2,5", "PM2.5 dust"), "ug/m3", 0, 999.9, "±15 %, ±10"),
                    Channel.gauge("pm10", new Text("bụi PM10", "PM10 dust"), "ug/m3", 0, 999.9, "±15 %, ±10"))
            .warmUp(Duration.ofSeconds(30))
            .build();

    @Override
    public DriverDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Device open(DeviceConfig given, Buses buses, DeviceClock clock) throws DeviceException {
        DeviceConfig config = given.withDefaults(DESCRIPTOR);
        var sensor = new Sds011(
                buses.serial(config.bus(), BAUD),
                clock,
                "%s on %s".formatted(config.id(), config.bus()),
                config.needText("mode").equals("query"));
        return DustDevices.of(sensor, clock, config);
    }
}
