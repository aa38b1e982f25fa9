package vn.trangtien.box.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.gateway.config.DeviceEntry;
import vn.trangtien.gateway.pipeline.DevicePipeline;
import vn.trangtien.gateway.poll.Poller;
import vn.trangtien.gateway.poll.ReadListener;

/** The gateway's own poller and pipelines over a rack, with a listener that counts instead of a spool. */
final class GatewayLoad implements ReadListener, AutoCloseable {

    private static final int REMEMBERED = 1 << 16;
    private static final Duration HEARTBEAT = Duration.ofMinutes(5);
    private static final long SEED = 64;

    private final Poller poller;
    private final Map<String, DevicePipeline> pipelines = new HashMap<>();
    private final AtomicLong readings = new AtomicLong();
    private final AtomicLong values = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLongArray delays = new AtomicLongArray(REMEMBERED);

    /**
     * What a stretch of time showed.
     *
     * @param failures reads that gave nothing
     * @param p99Nanos from the instant of a sample to the end of its pipeline
     */
    record Stretch(double readingsPerSecond, double valuesPerSecond, long failures, long p99Nanos, CpuMeter.Use cpu) {}

    GatewayLoad(Rack rack, Buses buses) {
        DriverCatalog drivers = DriverCatalog.installed();
        rack.devices()
                .forEach(entry -> pipelines.put(
                        entry.id(),
                        new DevicePipeline(entry, drivers.get(entry.device()).channels(entry.device()), HEARTBEAT)));
        this.poller = new Poller("bench", rack.devices(), drivers, buses, DeviceClock.system(), this, new Random(SEED));
        poller.start();
    }

    @Override
    public void read(DeviceEntry device, List<Sample> samples) {
        values.addAndGet(pipeline(device).read(samples).values().size());
        long at = samples.get(0).at();
        delays.set(
                (int) (readings.getAndIncrement() % REMEMBERED),
                DeviceClock.system().nanoTime() - at);
    }

    @Override
    public void failed(DeviceEntry device, Quality fault, String error, long at) {
        failures.incrementAndGet();
        pipeline(device).failed(fault, error, at);
    }

    private DevicePipeline pipeline(DeviceEntry device) {
        DevicePipeline pipeline = pipelines.get(device.id());
        if (pipeline == null) {
            throw new IllegalStateException("device '" + device.id() + "' is not in the rack");
        }
        return pipeline;
    }

    Stretch measure(Duration length) throws InterruptedException {
        long readingsBefore = readings.get();
        long valuesBefore = values.get();
        long failuresBefore = failures.get();
        var meter = new CpuMeter(poller.threadIds());
        long start = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(length.toNanos());
        CpuMeter.Use cpu = meter.stop();
        double seconds = (System.nanoTime() - start) / 1e9;
        long readingsAfter = readings.get();
        return new Stretch(
                (readingsAfter - readingsBefore) / seconds,
                (values.get() - valuesBefore) / seconds,
                failures.get() - failuresBefore,
                percentile99(readingsBefore, readingsAfter),
                cpu);
    }

    private long percentile99(long from, long to) {
        long first = Math.max(from, to - REMEMBERED);
        long[] some = new long[(int) Math.max(0, to - first)];
        for (int i = 0; i < some.length; i++) {
            some[i] = delays.get((int) ((first + i) % REMEMBERED));
        }
        Arrays.sort(some);
        return some.length == 0 ? Long.MAX_VALUE : some[(int) Math.ceil(some.length * 0.99) - 1];
    }

    @Override
    public void close() {
        poller.close();
    }
}
