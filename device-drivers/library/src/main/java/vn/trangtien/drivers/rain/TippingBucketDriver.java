package vn.trangtien.drivers.rain;

import java.time.Duration;
import java.util.Locale;
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
import vn.trangtien.drivers.contact.ContactInput;
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.drivers.port.GpioIn;

/** {@code tipping-bucket}: any rain gauge with a reed contact on a GPIO line. */
public final class TippingBucketDriver implements DriverFactory {

    private static final DriverDescriptor DESCRIPTOR = DriverDescriptor.of(
                    "tipping-bucket",
                    new Text("Vũ lượng kế chao lật", "Tipping-bucket rain gauge"),
                    "reed contact of 50 to 150 ms, bounce of a few ms",
                    BusKind.GPIO)
            .parameters(
                    ContactInput.LINE,
                    ContactInput.PULL,
                    Parameter.number(
                                    "mmPerTip",
                                    new Text(
                                            "lượng mưa mỗi lần lật, theo nhà sản xuất: 0.2, 0.2794, 0.5",
                                            "rain per tip, from the maker: 0.2, 0.2794, 0.5"))
                            .in("mm")
                            .within(0.01, 10)
                            .mandatory(),
                    Parameter.integer(
                                    "debounceMs",
                                    new Text(
                                            "tiếp điểm phải hở bao lâu trước lần lật mới",
                                            "time the contact must be open before a new tip"))
                            .in("ms")
                            .within(1, 1_000)
                            .defaultsTo(50L),
                    Parameter.number(
                                    "maxMmPerHour",
                                    new Text("nhiều hơn mức này là không chắc chắn", "more than this is uncertain"))
                            .in("mm/h")
                            .within(1, 1_000_000)
                            .defaultsTo(300.0))
            .channels(
                    Channel.counter("total", new Text("tổng lượng mưa", "rain in all"), "mm", 1_000_000, "±2 %"),
                    Channel.gauge(
                            "interval",
                            new Text("mưa từ lần đọc trước", "rain since the last read"),
                            "mm",
                            0,
                            1_000,
                            "±2 %"))
            .build();

    @Override
    public DriverDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Device open(DeviceConfig given, Buses buses, DeviceClock clock) throws DeviceException {
        DeviceConfig config = given.withDefaults(DESCRIPTOR);
        GpioIn.Pull pull = GpioIn.Pull.valueOf(config.needText("pull").toUpperCase(Locale.ROOT));
        GpioIn input = buses.input(config.bus(), (int) config.needInteger("line"), pull);
        // Where the line is pulled down, the contact pulls it up.
        boolean openIsHigh = pull != GpioIn.Pull.DOWN;
        return new TippingBucket(
                "%s on %s".formatted(config.id(), config.bus()),
                new ContactInput(
                        input,
                        clock,
                        openIsHigh,
                        TippingBucket.SHORTEST_CLOSURE,
                        Duration.ofMillis(config.needInteger("debounceMs"))),
                clock,
                config.needNumber("mmPerTip"),
                config.needNumber("maxMmPerHour"));
    }
}
