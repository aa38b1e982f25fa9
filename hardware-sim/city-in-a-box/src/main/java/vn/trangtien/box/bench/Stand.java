package vn.trangtien.box.bench;

import java.util.List;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.modbus.RtuMaster;
import vn.trangtien.drivers.modbus.TcpMaster;
import vn.trangtien.drivers.pi4j.BusParts;
import vn.trangtien.drivers.pi4j.Pi4jBuses;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.board.SimulatedBoard;
import vn.trangtien.sim.board.SimulatedBoardBuilder;
import vn.trangtien.sim.time.WorldClock;
import vn.trangtien.sim.world.World;
import vn.trangtien.sim.world.WorldProfile;

/** A simulated board under a rack, at the end of real ports. */
final class Stand implements AutoCloseable {

    private static final long SEED = 2026;

    private final SimulatedBoard board;
    private final List<BusConfig> buses;

    Stand(Rack rack) {
        var clock = new WorldClock(DeviceClock.system(), 1);
        SimulatedBoardBuilder builder = SimulatedBoard.builder(new World(SEED, WorldProfile.floodNight()), clock)
                .named("bench")
                .buses(rack.buses());
        rack.devices().forEach(entry -> builder.device(entry.device()));
        this.board = builder.start();
        this.buses = board.wired(rack.buses());
    }

    /** The same ports as a gateway has them; new ones at each call. */
    Pi4jBuses buses() {
        return new Pi4jBuses(
                buses,
                BusParts.of(board.providers(), DeviceClock.system())
                        .withModbus(RtuMaster::new, TcpMaster::new)
                        .withMessages(board.messageFeeds()));
    }

    @Override
    public void close() {
        board.close();
    }
}
