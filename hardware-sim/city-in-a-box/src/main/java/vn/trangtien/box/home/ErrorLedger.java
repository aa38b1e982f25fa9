package vn.trangtien.box.home;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts what was logged as an error in this process and keeps the first few, so that a run can say honestly whether anything
 * went wrong. Thread-safe. One for the process, because a log is.
 */
public final class ErrorLedger extends AppenderBase<ILoggingEvent> {

    private static final int KEPT = 50;
    private static final Object LOCK = new Object();
    private static final List<String> FIRST = new ArrayList<>();
    private static long count;

    @Override
    protected void append(ILoggingEvent event) {
        if (!event.getLevel().isGreaterOrEqual(Level.ERROR) || isOnlySlow(event)) {
            return;
        }
        String cause = event.getThrowableProxy() == null
                ? ""
                : " (" + event.getThrowableProxy().getClassName() + ": "
                        + event.getThrowableProxy().getMessage() + ")";
        add(event.getLoggerName() + ": " + event.getFormattedMessage() + cause);
    }

    /**
     * Kafka's controller reports a heartbeat that waited too long in its queue as an error, although the next one makes up for
     * it and a session that really lapses is told otherwise. On a busy machine that is weather, not a fault.
     */
    private static boolean isOnlySlow(ILoggingEvent event) {
        return event.getLoggerName().equals("org.apache.kafka.controller.ReplicationControlManager")
                && event.getFormattedMessage().contains("processExpiredBrokerHeartbeat");
    }

    /** Something failed that nobody logged as an error. */
    public static void add(String what) {
        synchronized (LOCK) {
            count++;
            if (FIRST.size() < KEPT) {
                FIRST.add(what);
            }
        }
    }

    public static void clear() {
        synchronized (LOCK) {
            count = 0;
            FIRST.clear();
        }
    }

    /**
     * What went wrong so far.
     *
     * @param count all errors since the last {@link #clear}
     * @param first the first of them, at most {@value #KEPT}
     */
    public record Errors(long count, List<String> first) {}

    /** The account since the last {@link #clear}. */
    public static Errors errors() {
        synchronized (LOCK) {
            return new Errors(count, List.copyOf(FIRST));
        }
    }
}
