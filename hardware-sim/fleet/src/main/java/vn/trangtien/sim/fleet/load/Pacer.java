package vn.trangtien.sim.fleet.load;

import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;

/** One thread that tells each gateway when its turn has come. Thread-safe. */
final class Pacer implements AutoCloseable {

    private static final long LOOKED_EVERY_NANOS = 2_000_000;
    private static final double NANOS = 1e9;

    private final List<LoadGateway> gateways;
    private final LoadSettings settings;
    private final Thread thread;
    private volatile Schedule schedule;
    private volatile boolean closing;

    private record Turn(long dueNanos, LoadGateway gateway, Pace pace) {}

    /** Turns at one rate, since the moment it was asked for. */
    private final class Schedule {

        private final long begin = System.nanoTime();
        private final PriorityQueue<Turn> turns =
                new PriorityQueue<>((one, other) -> Long.compare(one.dueNanos(), other.dueNanos()));

        Schedule(double perSecond) {
            if (perSecond == 0) {
                return;
            }
            int burst = settings.habits().burst();
            double interval = NANOS * gateways.size() * burst / perSecond;
            for (LoadGateway gateway : gateways) {
                var pace = new Pace(
                        interval,
                        settings.habits().jitter(),
                        settings.seed() ^ gateway.name().key().hashCode());
                turns.add(new Turn(pace.next(), gateway, pace));
            }
        }

        void work() {
            long now = System.nanoTime() - begin;
            Turn first = turns.peek();
            while (first != null && first.dueNanos() <= now && schedule == this) {
                turns.remove();
                first.gateway().turn(settings.habits().burst());
                turns.add(new Turn(first.pace().next(), first.gateway(), first.pace()));
                first = turns.peek();
            }
        }
    }

    Pacer(List<LoadGateway> gateways, LoadSettings settings) {
        this.gateways = List.copyOf(gateways);
        this.settings = settings;
        this.schedule = new Schedule(0);
        this.thread = new Thread(this::run, "load-pacer");
        thread.setDaemon(true);
        thread.start();
    }

    void pace(double perSecond) {
        if (!(perSecond >= 0 && perSecond < 1e7)) {
            throw new IllegalArgumentException("the rate must be 0 to 1e7 messages a second, but was " + perSecond);
        }
        schedule = new Schedule(perSecond);
    }

    private void run() {
        while (!closing) {
            schedule.work();
            LockSupport.parkNanos(LOOKED_EVERY_NANOS);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        LockSupport.unpark(thread);
        thread.join();
    }
}
