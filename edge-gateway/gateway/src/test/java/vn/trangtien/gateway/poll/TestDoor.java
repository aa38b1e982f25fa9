package vn.trangtien.gateway.poll;

import java.util.List;
import vn.trangtien.drivers.Commandable;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.DriverDescriptor.BusKind;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.DriverFactory;
import vn.trangtien.drivers.Eventful;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.Text;
import vn.trangtien.drivers.port.Buses;

/** A motor door: something may happen at it, and it can be told how far to open. */
final class TestDoor implements DriverFactory {

    volatile boolean happened;
    volatile double level;

    @Override
    public DriverDescriptor descriptor() {
        return DriverDescriptor.of("test-door", new Text("cửa thử", "door"), "none", BusKind.GPIO)
                .channels(
                        Channel.gauge("level", new Text("độ mở", "opening"), "%", 0, 100, "")
                                .commanded(),
                        Channel.state("on", new Text("bật", "on"), 1))
                .build();
    }

    @Override
    public Device open(DeviceConfig config, Buses buses, DeviceClock clock) {
        return new Opened(clock);
    }

    private final class Opened implements Device, Eventful, Commandable {

        private final DeviceClock clock;

        Opened(DeviceClock clock) {
            this.clock = clock;
        }

        @Override
        public boolean hasNews() {
            return happened;
        }

        @Override
        public void command(String channel, double value) {
            level = value;
        }

        @Override
        public List<Sample> read() {
            happened = false;
            return List.of(new Sample("level", level, "%", Quality.GOOD, clock.nanoTime()));
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
