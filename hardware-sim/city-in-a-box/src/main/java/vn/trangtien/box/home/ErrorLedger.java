package vn.trangtien.box.home;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Counts what was logged as an error in this process and keeps the first few, so that a run can say honestly whether anything
 * went wrong. Thread-safe. One for the process, because a log is.
 */
public final class ErrorLedger extends AppenderBase<ILoggingEvent> {

    private static final int KEPT = 50;

    /**
     * What Kafka reports as an error on a busy machine and mends itself with the next request: a heartbeat that waited too long
     * in the controller's queue (a session that really lapses is told otherwise), and a request that came while the controller
     * was still being elected.
     */
    private static final Map<String, String> MENDED_BY_REPETITION = Map.of(
            "org.apache.kafka.controller.ReplicationControlManager", "processExpiredBrokerHeartbeat",
            "kafka.server.ControllerApis", "NotControllerException");

    private static final Object LOCK = new Object();
    private static final List<String> FIRST = new ArrayList<>();
    private static long count;

    @Override
    protected void append(ILoggingEvent event) {
        if (!event.getLevel().isGreaterOrEqual(Level.ERROR) || isMendedByRepetition(event)) {
            return;
        }
        add(words(event));
    }

    private static String words(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        String cause = thrown == null ? "" : " (" + thrown.getClassName() + ": " + thrown.getMessage() + ")";
        return event.getLoggerName() + ": " + event.getFormattedMessage() + cause;
    }

    private static boolean isMendedByRepetition(ILoggingEvent event) {
        String mark = MENDED_BY_REPETITION.get(event.getLoggerName());
        return mark != null && words(event).contains(mark);
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
