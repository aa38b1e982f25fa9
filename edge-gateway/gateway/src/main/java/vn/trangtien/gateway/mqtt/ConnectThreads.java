package vn.trangtien.gateway.mqtt;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one Paho client, which knows when the client has finished to connect.
 *
 * <p>Paho 1.2.5 waits in a loop that nothing can end until its receiver and its sender run. If the connection is closed before
 * that, by us or by the other end, they never do and the thread of the connect stays for ever. So neither end of the connection
 * is shown to Paho before the connect is through: we close later ({@link #awaitConnect}), and a {@link Line} reports the other
 * end's closing later.
 *
 * <p>Idle threads stay until the shutdown. An executor whose threads end when idle keeps the busy ones only, and Paho's never
 * end: nobody would be left to send the ping of a quiet connection, which is due after the idle time.
 */
public final class ConnectThreads extends ScheduledThreadPoolExecutor {

    /** The connect, receiver, sender, callbacks, disconnect, and one to spare. */
    private static final int THREADS = 6;

    private final CountDownLatch connected = new CountDownLatch(1);

    public ConnectThreads(String name) {
        super(THREADS, work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        setRemoveOnCancelPolicy(true);
    }

    /** Only connects and disconnects come this way; the rest is submitted. */
    @Override
    public void execute(Runnable work) {
        super.execute(() -> {
            try {
                work.run();
            } finally {
                connected.countDown();
            }
        });
    }

    /** Waits until the connect has been tried, interrupted or not; the interrupt is kept. */
    public void awaitConnect(Duration longest) {
        boolean interrupted = Thread.interrupted();
        long end = System.nanoTime() + longest.toNanos();
        boolean done = false;
        while (!done) {
            try {
                done = connected.await(end - System.nanoTime(), TimeUnit.NANOSECONDS) || System.nanoTime() >= end;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
