package vn.trangtien.gateway.poll;

import java.time.Duration;
import vn.trangtien.drivers.DeviceClock;

/** The thread of one bus: waits for the next turn and takes it, until interrupted. */
final class BusWorker implements Runnable {

    private final BusTurns turns;
    private final DeviceClock clock;

    BusWorker(BusTurns turns, DeviceClock clock) {
        this.turns = turns;
        this.clock = clock;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                step(turns, clock);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            turns.close();
        }
    }

    /** Waits for the next turn on a bus and takes it. */
    static void step(BusTurns turns, DeviceClock clock) throws InterruptedException {
        long wait = turns.nextDueAt() - clock.nanoTime();
        if (wait > 0) {
            clock.sleep(Duration.ofNanos(wait));
        }
        turns.take();
    }
}
