package vn.trangtien.gateway.rules;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import vn.trangtien.gateway.config.RuleEntry.Action;
import vn.trangtien.gateway.poll.DeviceCommands;

/**
 * One output on its way to where a rule wants it: tried again until it is there, ever more rarely, and once more when its device
 * was away, because a lamp that lost its power has lost its command too. Not thread-safe.
 */
final class SwitchTask {

    private static final long FIRST_PAUSE = Duration.ofSeconds(1).toNanos();
    private static final int MOST_DOUBLINGS = 6;

    private final DeviceCommands outputs;
    private Action wanted;
    private @Nullable CompletableFuture<Void> running;
    private State state = State.PENDING;
    private String error = "";
    private int failures;
    private long retryAt;
    private boolean away;

    enum State {
        PENDING,
        DONE,
        FAILED
    }

    SwitchTask(DeviceCommands outputs, Action wanted) {
        this.outputs = outputs;
        this.wanted = wanted;
        send();
    }

    void want(Action other) {
        wanted = other;
        failures = 0;
        send();
    }

    Action wanted() {
        return wanted;
    }

    /** The device gave nothing. */
    void deviceSilent() {
        away = true;
    }

    /** The device gives values. */
    void deviceAnswers() {
        if (away) {
            away = false;
            if (state != State.PENDING) {
                send();
            }
        }
    }

    /** Looks at what became of the command. */
    void look(long now) {
        CompletableFuture<Void> sent = running;
        if (sent != null && sent.isDone()) {
            running = null;
            finished(sent, now);
        }
        if (state == State.FAILED && now - retryAt >= 0) {
            send();
        }
    }

    private void finished(CompletableFuture<Void> sent, long now) {
        if (!sent.isCompletedExceptionally()) {
            state = State.DONE;
            error = "";
            failures = 0;
            return;
        }
        state = State.FAILED;
        error = reason(sent);
        retryAt = now + (FIRST_PAUSE << Math.min(failures++, MOST_DOUBLINGS));
    }

    private static String reason(CompletableFuture<Void> failed) {
        try {
            failed.join();
            return "";
        } catch (CompletionException e) {
            Throwable cause = e.getCause();
            return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
        } catch (RuntimeException e) {
            return "cancelled";
        }
    }

    private void send() {
        state = State.PENDING;
        running = outputs.command(wanted.device(), wanted.channel(), wanted.value());
    }

    State state() {
        return state;
    }

    /** Why the last attempt failed; empty unless it did. */
    String error() {
        return error;
    }
}
