package vn.trangtien.drivers.rain;

import java.time.Duration;
import java.util.List;
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
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.drivers.port.GpioIn;

/** {@code tipping-bucket}: any rain gauge with a reed contact on a GPIO line. */
public final class TippingBucketDriver implements DriverFactory {

    private static final DriverDescriptor DESCRIPTOR = new DriverDescriptor(
            "tipping-bucket",
            "Tipping-bucket rain gauge",
            BusKind.GPIO,
            List.of(
                    Parameter.integer("line", "GPIO line, BCM numbering")
                            .within(0, 27)
                            .mandatory(),
                    Parameter.choice("pull", "resistor that holds the open line", "up", "down", "none")
                            .defaultsTo("up"),
                    Parameter.number("mmPerTip", "rain per tip in mm, from the maker: 0.2, 0.2794, 0.5")
                            .within(0.01, 10)
                            .mandatory(),
                    Parameter.integer("debounceMs", "time the contact must be open before a new tip, in ms")
                            .within(1, 1_000)
                            .defaultsTo(50L),
                    Parameter.number("maxMmPerHour", "more than this is uncertain, in mm/h")
                            .within(1, 1_000_000)
                            .defaultsTo(300.0)),
            List.of(new Channel("total", "mm", 0, 1_000_000, "±2 %"), new Channel("interval", "mm", 0, 1_000, "±2 %")),
            Duration.ZERO,
            Duration.ofSeconds(1));

    @Override
    public DriverDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Device open(DeviceConfig given, Buses buses, DeviceClock clock) throws DeviceException {
        DeviceConfig config = given.withDefaults(DESCRIPTOR);
        GpioIn.Pull pull = GpioIn.Pull.valueOf(config.needText("pull").toUpperCase(Locale.ROOT));
        return new TippingBucket(
                buses.input(config.bus(), (int) config.needInteger("line"), pull),
                clock,
                config.needNumber("mmPerTip"),
                config.needInteger("debounceMs"),
                config.needNumber("maxMmPerHour"));
    }
}
