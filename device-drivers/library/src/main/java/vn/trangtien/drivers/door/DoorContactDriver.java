package vn.trangtien.drivers.door;

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

/** {@code door-contact}: a reed or tamper contact in a normally closed loop on a GPIO line. */
public final class DoorContactDriver implements DriverFactory {

    private static final DriverDescriptor DESCRIPTOR = DriverDescriptor.of(
                    "door-contact",
                    new Text("Tiếp điểm cửa hoặc chống cạy", "Door or tamper contact"),
                    "normally closed loop with a pull-up, bounce of a few ms",
                    BusKind.GPIO)
            .parameters(
                    ContactInput.LINE,
                    ContactInput.PULL,
                    Parameter.choice(
                                    "openIs",
                                    new Text(
                                            "mức của chân GPIO khi cửa mở; high khi dùng điện trở kéo lên",
                                            "level of the line while the door is open; high with a pull-up"),
                                    "high",
                                    "low")
                            .defaultsTo("high"),
                    Parameter.integer(
                                    "debounceMs",
                                    new Text(
                                            "trạng thái phải giữ nguyên bao lâu mới được tính",
                                            "time a state must last before it counts"))
                            .in("ms")
                            .within(1, 5_000)
                            .defaultsTo(50L),
                    Parameter.integer(
                                    "maxChangesPerMinute",
                                    new Text(
                                            "thay đổi nhiều hơn mức này mỗi phút là không chắc chắn",
                                            "more changes a minute than this are uncertain"))
                            .within(2, 600)
                            .defaultsTo(20L))
            .channels(
                    Channel.state("open", new Text("1 khi cửa mở", "1 while open"), 1),
                    Channel.counter("openings", new Text("số lần mở", "times opened"), "{count}", 1e9, "±0"))
            .build();

    @Override
    public DriverDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Device open(DeviceConfig given, Buses buses, DeviceClock clock) throws DeviceException {
        DeviceConfig config = given.withDefaults(DESCRIPTOR);
        GpioIn.Pull pull = GpioIn.Pull.valueOf(config.needText("pull").toUpperCase(Locale.ROOT));
        Duration debounce = Duration.ofMillis(config.needInteger("debounceMs"));
        GpioIn input = buses.input(config.bus(), (int) config.needInteger("line"), pull);
        boolean openIsHigh = config.needText("openIs").equals("high");
        return new DoorContact(
                "%s on %s".formatted(config.id(), config.bus()),
                new ContactInput(input, clock, openIsHigh, debounce, debounce),
                clock,
                (int) config.needInteger("maxChangesPerMinute"));
    }
}
