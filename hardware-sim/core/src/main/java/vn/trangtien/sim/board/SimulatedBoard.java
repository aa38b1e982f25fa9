package vn.trangtien.sim.board;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import vn.trangtien.sim.fault.FaultPlan;
import vn.trangtien.sim.model.TippingBucketModel;
import vn.trangtien.sim.pi4j.SimulatedProviders;
import vn.trangtien.sim.pty.PtyLines;
import vn.trangtien.sim.time.WorldClock;
import vn.trangtien.sim.world.World;

/**
 * A gateway's board with instruments that feel a world. Buses have the names of the gateway's configuration; a number at the
 * end of an I2C or SPI name is the number of the kernel's device.
 *
 * <pre>
 * try (var board = SimulatedBoard.builder(world, clock)
 *         .named("hue-cau-truong-tien")
 *         .a02yyuw("uart-lv", 4200)
 *         .tippingBucket(17, 0.2794)
 *         .sdm120("rs485", 1)
 *         .start()) {
 *     board.providers();            // in place of the real Pi4J providers
 *     board.portPath("uart-lv");    // in place of /dev/ttyAMA3
 *     board.faults().switchOn("uart-lv", "silent");
 * }
 * </pre>
 *
 * <p>At most two daemon threads. Thread-safe.
 */
public final class SimulatedBoard implements AutoCloseable {

    private static final long BUCKET_LOOK_MILLIS = 20;

    private final SimulatedProviders providers;
    private final Map<String, String> portPaths;
    private final FaultPlan faults;
    private final PtyLines serialLines;
    private final List<TippingBucketModel> buckets;
    private final Thread bucketThread;

    SimulatedBoard(
            String name,
            SimulatedProviders providers,
            Map<String, String> portPaths,
            FaultPlan faults,
            PtyLines serialLines,
            List<TippingBucketModel> buckets) {
        this.providers = providers;
        this.portPaths = Map.copyOf(portPaths);
        this.faults = faults;
        this.serialLines = serialLines;
        this.buckets = List.copyOf(buckets);
        this.bucketThread = new Thread(this::followRain, "sim-rain-" + name);
        this.bucketThread.setDaemon(true);
    }

    public static SimulatedBoardBuilder builder(World world, WorldClock clock) {
        return new SimulatedBoardBuilder(world, clock);
    }

    void start() {
        serialLines.start();
        if (!buckets.isEmpty()) {
            bucketThread.start();
        }
    }

    /** What a gateway takes in place of the real Pi4J providers; a new provider at each call. */
    public SimulatedProviders providers() {
        return providers;
    }

    /**
     * Path of the serial port for a UART or Modbus bus.
     *
     * @throws IllegalArgumentException if the board has no such bus
     */
    public String portPath(String bus) {
        String path = portPaths.get(bus);
        if (path == null) {
            throw new IllegalArgumentException("there is no serial bus '%s' on this board; there are %s"
                    .formatted(bus, new TreeMap<>(portPaths).keySet()));
        }
        return path;
    }

    /**
     * The faults of the instruments. Names: {@code i2c-1/0x76} for I2C, the bus for SPI, UART and Modbus, {@code gpio/17} for
     * lines.
     */
    public FaultPlan faults() {
        return faults;
    }

    @Override
    public void close() {
        bucketThread.interrupt();
        serialLines.close();
    }

    private void followRain() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                for (TippingBucketModel bucket : buckets) {
                    bucket.follow();
                }
                TimeUnit.MILLISECONDS.sleep(BUCKET_LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
