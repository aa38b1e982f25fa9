package vn.trangtien.sim.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.drivers.port.ModbusOverSerial;
import vn.trangtien.sim.bus.OutputLines;
import vn.trangtien.sim.fault.FaultPlan;
import vn.trangtien.sim.memory.Following;
import vn.trangtien.sim.memory.MemoryBuses;
import vn.trangtien.sim.time.VirtualClock;
import vn.trangtien.sim.time.WorldClock;
import vn.trangtien.sim.world.World;

/**
 * The same instruments in virtual time: no thread, no file, no waiting. The same seed gives the same run, bit for bit.
 *
 * <p>Used by one thread at a time.
 */
public final class InMemoryBoard implements AutoCloseable {

    private final Instruments instruments;
    private final World world;
    private final WorldClock worldClock;
    private final VirtualClock clock;
    private final List<Buses> handedOut = new ArrayList<>();

    private InMemoryBoard(Instruments instruments, World world, WorldClock worldClock, VirtualClock clock) {
        this.instruments = instruments;
        this.world = world;
        this.worldClock = worldClock;
        this.clock = clock;
    }

    static InMemoryBoard start(Instruments instruments, World world, WorldClock worldClock, VirtualClock clock) {
        Following.begin(instruments.lines(), clock);
        return new InMemoryBoard(instruments, world, worldClock, clock);
    }

    /**
     * What a gateway takes in place of the buses of its machine; new ones at each call, as after a restart.
     *
     * @param modbus makes the Modbus RTU masters
     */
    public Buses buses(ModbusOverSerial modbus) {
        var buses = new MemoryBuses(
                instruments.buses(), instruments.lines(), clock, modbus, instruments::isUnplugged, this::timeOfDay);
        handedOut.add(buses);
        return buses;
    }

    /** The faults of the instruments, by the ids of their devices, those of the {@code gateway} and of each {@code bus/…}. */
    public FaultPlan faults() {
        return instruments.faults();
    }

    /** What an instrument felt when it last measured; empty if it has not, or has no such channel. */
    public OptionalDouble lastFelt(String device, String channel) {
        return instruments.lastFelt(device, channel);
    }

    /** What an instrument felt in a time of the clock, oldest first; a few hundred values are remembered. */
    public double[] feltBetween(String device, String channel, long from, long until) {
        return instruments.feltBetween(device, channel, from, until);
    }

    /** What a driver did to the outputs. */
    public OutputLines outputs() {
        return instruments.lines().outputs();
    }

    @Override
    public void close() {
        handedOut.forEach(Buses::close);
    }

    private Instant timeOfDay(long at) {
        return world.startsAt().plus(worldClock.at(at));
    }
}
