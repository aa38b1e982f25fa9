package vn.trangtien.video.source;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Makes FFmpeg return from a wait for the network: when the time is over, or when the thread that waits is interrupted.
 * FFmpeg asks about ten times a second while it waits.
 *
 * <p>JavaCPP makes only ten callbacks of one kind per process, so all sources share one and are told apart by a number.
 */
final class Deadline implements AutoCloseable {

    private static final int GO_ON = 0;
    private static final int STOP = 1;

    private static final Map<Long, Deadline> OPEN = new ConcurrentHashMap<>();
    private static final AtomicLong LAST_KEY = new AtomicLong();
    private static final Question QUESTION = new Question();

    private final long key = LAST_KEY.incrementAndGet();
    private final Number number = new Number(key);
    private volatile long endNanos;

    Deadline(Duration first) {
        arm(first);
        OPEN.put(key, this);
    }

    /** From now on FFmpeg may wait so long. */
    void arm(Duration time) {
        endNanos = System.nanoTime() + time.toNanos();
    }

    boolean isOver() {
        return System.nanoTime() - endNanos >= 0;
    }

    /** Must stay open as long as what it was installed in. */
    void installIn(AVIOInterruptCB interrupt) {
        interrupt.callback(QUESTION);
        interrupt.opaque(number);
    }

    @Override
    public void close() {
        OPEN.remove(key);
    }

    /** A native pointer that points nowhere: its address is the number of a deadline. */
    private static final class Number extends Pointer {

        Number(long key) {
            address = key;
        }
    }

    private static final class Question extends AVIOInterruptCB.Callback_Pointer {

        @Override
        public int call(@Nullable Pointer opaque) {
            @Nullable Deadline deadline = opaque == null ? null : OPEN.get(opaque.address());
            boolean stop = deadline == null
                    || deadline.isOver()
                    || Thread.currentThread().isInterrupted();
            return stop ? STOP : GO_ON;
        }
    }
}
