package vn.trangtien.gateway.cli;

import java.time.Clock;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.gateway.camera.process.ProcessCameras;
import vn.trangtien.gateway.hardware.HardwareFactory;
import vn.trangtien.gateway.hardware.MachineHardware;

/** Where the hardware of a configuration comes from: the one thing in which the installed program and the box differ. */
@FunctionalInterface
public interface Workshop {

    HardwareFactory hardware(DeviceClock deviceClock, Clock clock);

    /** The ports of this machine and nothing else; a configuration for simulators is refused. */
    static Workshop machine() {
        return (deviceClock, clock) -> {
            var machine = new MachineHardware(deviceClock, clock, new ProcessCameras(clock)::camera);
            return config -> {
                if (config.simulated()) {
                    throw new ConfigException(
                            "simulation.enabled is true, but this program holds no simulators; remove the section"
                                    + " simulation, or try the file with './city gateway run'");
                }
                return machine.open(config);
            };
        };
    }
}
