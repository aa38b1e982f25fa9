package vn.trangtien.sim.board;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.bus.OutputLines;
import vn.trangtien.sim.fault.FaultPlan;
import vn.trangtien.sim.pi4j.SimulatedProviders;
import vn.trangtien.sim.pty.PtyLines;
import vn.trangtien.sim.time.WorldClock;
import vn.trangtien.sim.world.World;

/**
 * A gateway's board with instruments that feel a world, at the end of real ports: Pi4J providers, serial ports, files.
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

    private static final long LONGEST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Instruments instruments;
    private final SimulatedProviders providers;
    private final Map<String, String> portPaths;
    private final PtyLines serialLines;
    private final DeviceClock clock;
    private final Thread follower;

    private SimulatedBoard(
            String name,
            Instruments instruments,
            Map<String, String> portPaths,
            PtyLines serialLines,
            DeviceClock clock) {
        this.instruments = instruments;
        this.providers = new SimulatedProviders(
                instruments.lines().i2c(),
                instruments.lines().spi(),
                instruments.lines().inputs(),
                instruments.lines().outputs(),
                clock);
        this.portPaths = Map.copyOf(portPaths);
        this.serialLines = serialLines;
        this.clock = clock;
        this.follower = new Thread(this::follow, "sim-lines-" + name);
        this.follower.setDaemon(true);
    }

    public static SimulatedBoardBuilder builder(World world, WorldClock clock) {
        return new SimulatedBoardBuilder(world, clock);
    }

    static SimulatedBoard start(String name, Instruments instruments, WorldClock clock) {
        var lines = new PtyLines(clock.devices(), "sim-serial-" + name);
        var paths = new TreeMap<String, String>();
        instruments.lines().serial().forEach((bus, line) -> paths.put(bus, lines.add(line)));
        var board = new SimulatedBoard(name, instruments, paths, lines, clock.devices());
        lines.start();
        board.follower.start();
        return board;
    }

    /** What a gateway takes in place of the real Pi4J providers; a new provider at each call. */
    public SimulatedProviders providers() {
        return providers;
    }

    /** The same buses with paths and addresses that end at this board instead of at hardware. */
    public List<BusConfig> wired(List<BusConfig> buses) {
        return buses.stream().map(this::wired).toList();
    }

    private BusConfig wired(BusConfig bus) {
        String path = portPaths.get(bus.name());
        if (path != null && bus instanceof BusConfig.Uart uart) {
            return new BusConfig.Uart(uart.name(), path);
        }
        if (path != null && bus instanceof BusConfig.ModbusRtu line) {
            return new BusConfig.ModbusRtu(line.name(), path, line.baud(), line.parity(), line.timeout(), line.quiet());
        }
        return bus;
    }

    /** The faults of the instruments, by the ids of their devices, and those of the {@code gateway}. */
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
        follower.interrupt();
        serialLines.close();
    }

    private void follow() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long now = clock.nanoTime();
                instruments.lines().inputs().follow(now);
                instruments.lines().messages().follow(now);
                long next = Math.min(
                        instruments.lines().inputs().nextDueAt(),
                        instruments.lines().messages().nextDueAt());
                TimeUnit.NANOSECONDS.sleep(Math.min(LONGEST_LOOK_NANOS, Math.max(0, next - now)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
