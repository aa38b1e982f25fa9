package vn.trangtien.box.city;

import java.time.Clock;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.gateway.camera.VideoCamera;
import vn.trangtien.gateway.cli.Workshop;
import vn.trangtien.gateway.hardware.HardwareFactory;
import vn.trangtien.sim.time.WorldClock;
import vn.trangtien.sim.world.World;
import vn.trangtien.sim.world.WorldProfile;
import vn.trangtien.video.detect.installed.Detectors;
import vn.trangtien.video.schedule.DetectorPool;

/**
 * Where the box's gateway commands get hardware: simulated instruments in the weather of a flood night for a configuration with
 * {@code simulation.enabled: true}, the ports of this machine for any other.
 */
public final class Workbench implements Workshop {

    private static final long SEED = 2026;

    @Override
    public HardwareFactory hardware(DeviceClock deviceClock, Clock clock) {
        var world = new World(SEED, WorldProfile.floodNight());
        var worldClock = new WorldClock(deviceClock, 1);
        // Ends with the program, as the command does.
        DetectorPool detectors = DetectorPool.start(Detectors.ofThisMachine());
        HardwareFactory simulated = new SimulatedHardware(
                config -> Sites.board(config, world, worldClock),
                entry -> new VideoCamera(entry.view(), detectors, clock));
        HardwareFactory machine = Workshop.machine().hardware(deviceClock, clock);
        return config -> (config.simulated() ? simulated : machine).open(config);
    }
}
