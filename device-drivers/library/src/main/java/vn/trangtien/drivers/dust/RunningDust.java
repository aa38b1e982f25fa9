package vn.trangtien.drivers.dust;

import java.util.List;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.framing.WarmUp;

/** A sensor that runs all the time; until its fan draws steady air, values are WARMING_UP. */
final class RunningDust implements Device {

    private final DustSensor sensor;
    private final WarmUp warmUp;
    private boolean configured;

    RunningDust(DustSensor sensor, WarmUp warmUp) {
        this.sensor = sensor;
        this.warmUp = warmUp;
    }

    @Override
    public List<Sample> read() throws DeviceException, InterruptedException {
        try {
            if (!configured) {
                sensor.wake();
                configured = true;
            }
            warmUp.begin();
            List<Sample> samples = sensor.measure(false);
            return warmUp.isOver() ? samples : Unsteady.marked(samples);
        } catch (DeviceException e) {
            configured = false;
            warmUp.failed(e);
            throw e;
        }
    }

    @Override
    public void close() {
        configured = false;
    }
}
