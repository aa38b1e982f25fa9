package vn.trangtien.sim.board;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.MessageFeeds;
import vn.trangtien.sim.bus.OutputLines;
import vn.trangtien.sim.fault.FaultPlan;
import vn.trangtien.sim.memory.MemoryFeed;
import vn.trangtien.sim.pi4j.SimulatedProviders;
import vn.trangtien.sim.time.WorldClock;
import vn.trangtien.sim.world.World;

/**
 * A gateway's board with instruments that feel a world, at the end of real ports: Pi4J providers, serial ports, files and
 * addresses.
 *
 * <pre>
 * try (var board = SimulatedBoard.builder(world, clock)
 *         .named("hue-cau-truong-tien")
 *         .buses(config.buses())
 *         .device(river)
 *         .start()) {
 *     board.providers();              // in place of the real Pi4J providers
 *     board.wired(config.buses());    // the same buses, ending at this board
 *     board.faults().switchOn("river", "cable-cut");
 * }
 * </pre>
 *
 * <p>A few daemon threads, whatever the number of devices. Thread-safe.
 */
public final class SimulatedBoard implements AutoCloseable {

    private final Instruments instruments;
    private final World world;
    private final WorldClock clock;
    private final SimulatedProviders providers;
    private final WiredEnds ends;

    private SimulatedBoard(Instruments instruments, World world, WorldClock clock, WiredEnds ends) {
        this.instruments = instruments;
        this.world = world;
        this.clock = clock;
        this.ends = ends;
        this.providers = new SimulatedProviders(
                instruments.lines().i2c(),
                instruments.lines().spi(),
                instruments.lines().inputs(),
                instruments.lines().outputs(),
                clock.devices());
    }

    public static SimulatedBoardBuilder builder(World world, WorldClock clock) {
        return new SimulatedBoardBuilder(world, clock);
    }

    static SimulatedBoard start(String name, Instruments instruments, World world, WorldClock clock) {
        return new SimulatedBoard(instruments, world, clock, WiredEnds.start(name, instruments, clock.devices()));
    }

    /** What a gateway takes in place of the real Pi4J providers; a new provider at each call. */
    public SimulatedProviders providers() {
        return providers;
    }

    /** What a gateway takes in place of a client of a real broker. */
    public MessageFeeds messageFeeds() {
        return (bus, topicFilter, devices) ->
                new MemoryFeed(instruments.lines().messages(), bus.name(), topicFilter, this::timeOfDay);
    }

    /** The same buses with paths and addresses that end at this board instead of at hardware. */
    public List<BusConfig> wired(List<BusConfig> buses) {
        return buses.stream().map(ends::wired).toList();
    }

    /**
     * The faults of the instruments, by the ids of their devices, those of the {@code gateway} and of each serial port: while
     * the cable of {@code bus/uart-lv} is cut, that adapter is unplugged.
     */
    public FaultPlan faults() {
        return instruments.faults();
    }

    /** What an instrument felt when it last measured; empty if it has not, or has no such channel. */
    public OptionalDouble lastFelt(String device, String channel) {
        return instruments.lastFelt(device, channel);
    }

    /** What a driver did to the outputs. */
    public OutputLines outputs() {
        return instruments.lines().outputs();
    }

    @Override
    public void close() {
        ends.close();
    }

    private Instant timeOfDay(long at) {
        return world.startsAt().plus(clock.at(at));
    }
}
