package vn.trangtien.box.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Text;
import vn.trangtien.drivers.pi4j.Pi4jBuses;

/** All measurements of the drivers, one after the other in one process. */
public final class DriverBench {

    private static final double MIB = 1 << 20;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Lengths lengths;
    private final Consumer<Text> progress;

    /**
     * How long each part takes.
     *
     * @param warmUp before anything is measured
     * @param usual at 60 readings a second, gateway and reference each
     * @param hurried at 240 readings a second
     * @param virtual time of the six sensors
     * @param reopenings of each device
     */
    public record Lengths(Duration warmUp, Duration usual, Duration hurried, Duration virtual, int reopenings) {

        /** What the figures of the documentation were taken with. */
        public static final Lengths FULL = new Lengths(
                Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(15), Duration.ofHours(24), 100);

        /** Seconds, to see whether everything works. */
        public static final Lengths QUICK = new Lengths(
                Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofHours(1), 5);
    }

    /** @param progress told what comes next */
    public DriverBench(Lengths lengths, Consumer<Text> progress) {
        this.lengths = lengths;
        this.progress = progress;
    }

    public BenchResult run() throws DeviceException, InterruptedException, IOException {
        progress.accept(new Text("một ngày ảo của sáu cảm biến, hai lần", "a virtual day of six sensors, twice"));
        VirtualDay.Result firstDay = VirtualDay.run(lengths.virtual());
        VirtualDay.Result secondDay = VirtualDay.run(lengths.virtual());
        Usual usual = usual();
        GatewayLoad.Stretch hurried = hurried();
        double threadsPercent = usual.gateway().cpu().threadsPercent();
        double referencePercent = usual.bare().cpu().threadsPercent();
        return new BenchResult(
                usual.devices(),
                rounded(usual.gateway().readingsPerSecond()),
                rounded(usual.gateway().valuesPerSecond()),
                rounded(threadsPercent),
                rounded(referencePercent),
                rounded(threadsPercent / referencePercent),
                rounded(usual.gateway().cpu().processPercent()),
                rounded(usual.bare().cpu().processPercent()),
                rounded(usual.bare().runsPerSecond()),
                rounded(usual.heapMiB()),
                rounded(usual.gateway().p99Nanos() / NANOS_PER_MILLI),
                rounded(hurried.readingsPerSecond()),
                rounded(hurried.p99Nanos() / NANOS_PER_MILLI),
                rounded(hurried.cpu().threadsPercent()),
                Math.max(firstDay.millis(), secondDay.millis()),
                firstDay.readings(),
                firstDay.digest().equals(secondDay.digest()),
                lengths.reopenings(),
                usual.leak().descriptors().size(),
                usual.leak().threads().size(),
                usual.gateway().failures() + hurried.failures() + usual.bare().failures() + firstDay.failures());
    }

    private record Usual(
            int devices, GatewayLoad.Stretch gateway, BareLoop.Result bare, double heapMiB, LeftBehind leak) {}

    private Usual usual() throws DeviceException, InterruptedException, IOException {
        Rack rack = Rack.usual();
        try (var stand = new Stand(rack)) {
            double heapBefore = heapMiB();
            progress.accept(new Text("64 thiết bị, 60 lần đọc mỗi giây", "64 devices, 60 readings a second"));
            GatewayLoad.Stretch gateway;
            double heap;
            try (Pi4jBuses buses = stand.buses();
                    var load = new GatewayLoad(rack, buses)) {
                TimeUnit.NANOSECONDS.sleep(lengths.warmUp().toNanos());
                gateway = load.measure(lengths.usual());
                heap = heapMiB() - heapBefore;
            }
            progress.accept(new Text("vòng lặp trần làm đối chứng", "the bare loop for reference"));
            try (Pi4jBuses buses = stand.buses()) {
                BareLoop.Result bare = new BareLoop(rack, buses).measure(lengths.warmUp(), lengths.usual());
                progress.accept(new Text("đóng mở nhiều lần", "opening and closing many times"));
                LeftBehind leak = Reopening.of(rack.oneOfEach(), buses, lengths.reopenings());
                return new Usual(rack.devices().size(), gateway, bare, heap, leak);
            }
        }
    }

    private GatewayLoad.Stretch hurried() throws InterruptedException {
        progress.accept(new Text("240 lần đọc mỗi giây", "240 readings a second"));
        Rack rack = Rack.hurried();
        try (var stand = new Stand(rack);
                Pi4jBuses buses = stand.buses();
                var load = new GatewayLoad(rack, buses)) {
            TimeUnit.NANOSECONDS.sleep(lengths.warmUp().toNanos());
            return load.measure(lengths.hurried());
        }
    }

    /** What is reachable; the smallest of several looks, since something is always just being thrown away. */
    private static double heapMiB() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least / MIB;
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
