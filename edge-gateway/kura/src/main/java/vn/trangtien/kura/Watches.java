package vn.trangtien.kura;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who wants to hear of changes: one read for all of them each interval, and a word only when something is different. */
public final class Watches implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watches.class);

    private record Watch(Object listener, String channel, Consumer<Outcome> tell) {}

    private final DriverDesk desk;
    private final List<Watch> watches = new CopyOnWriteArrayList<>();
    private final Map<Watch, Outcome> last = new HashMap<>();
    private final ScheduledExecutorService thread;
    private final ScheduledFuture<?> timer;

    /** @param every at least the shortest interval of the driver */
    public Watches(DriverDesk desk, Duration every) {
        this.desk = desk;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            var named = new Thread(work, "trangtien-watch");
            named.setDaemon(true);
            return named;
        });
        this.timer = thread.scheduleWithFixedDelay(
                this::lookSafely, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** @param listener by which it is removed again */
    public void add(Object listener, String channel, Consumer<Outcome> tell) {
        watches.add(new Watch(listener, channel, tell));
    }

    public void remove(Object listener) {
        watches.removeIf(watch -> watch.listener().equals(listener));
    }

    /** A listener that fails must not end the timer for the others. */
    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.warn("event=listener-failed reason={}", String.valueOf(e));
        }
    }

    /** Reads once and tells. */
    synchronized void look() {
        Set<String> channels = new LinkedHashSet<>();
        watches.forEach(watch -> channels.add(watch.channel()));
        if (channels.isEmpty()) {
            return;
        }
        Map<String, Outcome> outcomes = desk.read(channels);
        last.keySet().retainAll(watches);
        for (Watch watch : watches) {
            Optional.ofNullable(outcomes.get(watch.channel()))
                    .filter(outcome -> isNew(last.put(watch, outcome), outcome))
                    .ifPresent(watch.tell());
        }
    }

    private static boolean isNew(@Nullable Outcome before, Outcome now) {
        return before == null
                || !Objects.equals(before.value(), now.value())
                || !Objects.equals(before.failure(), now.failure());
    }

    @Override
    public void close() {
        timer.cancel(false);
        thread.shutdownNow();
    }
}
