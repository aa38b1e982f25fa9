package vn.trangtien.box.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.gateway.config.DeviceEntry;

/** The reference: a thread for each bus that makes the recorded transfers at the same intervals, and nothing else. */
final class BareLoop {

    private final Map<String, List<Turn>> byBus = new LinkedHashMap<>();
    private final AtomicLong runs = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();

    private record Turn(BusScript script, long every) {}

    private record Due(long at, Turn turn) {}

    /**
     * What the loop used.
     *
     * @param runsPerSecond scripts run, one for each reading of the gateway
     */
    record Result(double runsPerSecond, long failures, CpuMeter.Use cpu) {}

    BareLoop(Rack rack, Buses buses) throws DeviceException, InterruptedException {
        DriverCatalog drivers = DriverCatalog.installed();
        for (DeviceEntry entry : rack.devices()) {
            BusScript script = BusScript.of(entry.device(), drivers.get(entry.device()), buses);
            if (script.isEmpty()) {
                throw new IllegalStateException("a read of '" + entry.id() + "' made no transfers");
            }
            byBus.computeIfAbsent(entry.device().bus(), bus -> new ArrayList<>())
                    .add(new Turn(script, entry.every().toNanos()));
        }
    }

    Result measure(Duration warmUp, Duration length) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        byBus.forEach((bus, turns) -> {
            var thread = new Thread(() -> loop(turns), "bare/bus-" + bus);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        });
        TimeUnit.NANOSECONDS.sleep(warmUp.toNanos());
        var meter = new CpuMeter(threads.stream().map(Thread::getId).toList());
        long before = runs.get();
        long start = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(length.toNanos());
        CpuMeter.Use cpu = meter.stop();
        double seconds = (System.nanoTime() - start) / 1e9;
        double perSecond = (runs.get() - before) / seconds;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        }
        return new Result(perSecond, failures.get(), cpu);
    }

    private void loop(List<Turn> turns) {
        var due = new PriorityQueue<Due>((one, other) -> Long.signum(one.at() - other.at()));
        long now = System.nanoTime();
        for (int i = 0; i < turns.size(); i++) {
            due.add(new Due(now + turns.get(i).every() * i / turns.size(), turns.get(i)));
        }
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Due next = due.remove();
                long wait = next.at() - System.nanoTime();
                if (wait > 0) {
                    TimeUnit.NANOSECONDS.sleep(wait);
                }
                run(next.turn().script());
                due.add(new Due(Math.max(next.at() + next.turn().every(), System.nanoTime()), next.turn()));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(BusScript script) throws InterruptedException {
        try {
            script.run();
        } catch (DeviceException e) {
            failures.incrementAndGet();
        }
        runs.incrementAndGet();
    }
}
