package vn.trangtien.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import vn.trangtien.drivers.Commandable;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.DriverFactory;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.Text;
import vn.trangtien.drivers.port.Buses;

/** A driver whose lamp, {@code level} 0 to 100, loses its power when the test says so. */
public final class ScriptedLamp implements DriverFactory {

    private final String type;
    private final List<Double> obeyed = new ArrayList<>();
    private double level = -1;
    private int refusals;
    private boolean powered = true;

    public ScriptedLamp(String type) {
        this.type = type;
    }

    /** What the lamp shows; -1 before the first command. */
    public double level() {
        return level;
    }

    /** Every command that was obeyed. */
    public List<Double> obeyed() {
        return List.copyOf(obeyed);
    }

    public void refuse(int commands) {
        refusals = commands;
    }

    /** Without power it neither answers nor obeys, and is dark afterwards. */
    public void power(boolean on) {
        powered = on;
        if (!on) {
            level = 0;
        }
    }

    @Override
    public DriverDescriptor descriptor() {
        return DriverDescriptor.of(type, new Text("đèn thử", "a lamp"), "none", DriverDescriptor.BusKind.UART)
                .channels(Channel.gauge("level", new Text("mức", "level"), "%", 0, 100, "")
                        .commanded())
                .minInterval(Duration.ofMillis(10))
                .build();
    }

    @Override
    public Device open(DeviceConfig config, Buses buses, DeviceClock clock) {
        return new Lamp(clock);
    }

    private final class Lamp implements Device, Commandable {

        private final DeviceClock clock;

        Lamp(DeviceClock clock) {
            this.clock = clock;
        }

        @Override
        public List<Sample> read() throws DeviceException {
            needPower();
            return List.of(new Sample("level", Math.max(0, level), "%", Quality.GOOD, clock.nanoTime()));
        }

        @Override
        public void command(String channel, double value) throws DeviceException {
            needPower();
            if (refusals-- > 0) {
                throw new DeviceException(DeviceError.TIMEOUT, "no reply");
            }
            level = value;
            obeyed.add(value);
        }

        private void needPower() throws DeviceException {
            if (!powered) {
                throw new DeviceException(DeviceError.TIMEOUT, "no power");
            }
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
