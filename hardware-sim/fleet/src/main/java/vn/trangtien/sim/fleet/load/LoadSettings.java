package vn.trangtien.sim.fleet.load;

import java.time.Duration;
import java.time.InstantSource;

/**
 * What all gateways of a load fleet have in common.
 *
 * @param host of the broker
 * @param port of the broker
 * @param channels values in each message, at least 1; the first is the proof number
 * @param window messages of one gateway that may wait for their acknowledgement; ours has 64, Kura 9
 * @param connecting lines that are being opened at a time
 * @param threads of the one event loop that all lines share; one carries 10,000 messages a second, a second one makes each dearer
 * @param firstRetry how long a gateway waits at most before it tries again for the first time; doubled up to {@code lastRetry}
 * @param lastRetry the longest wait
 * @param seed of everything random
 * @param clock what the gateways' clocks go by
 */
public record LoadSettings(
        String host,
        int port,
        int channels,
        int window,
        int connecting,
        int threads,
        Duration firstRetry,
        Duration lastRetry,
        Habits habits,
        long seed,
        InstantSource clock) {

    private static final int USUAL_CHANNELS = 3;
    private static final int USUAL_WINDOW = 64;
    private static final int USUAL_CONNECTING = 32;
    private static final int USUAL_THREADS = 1;

    public LoadSettings {
        atLeastOne("channels", channels);
        atLeastOne("window", window);
        atLeastOne("connecting", connecting);
        atLeastOne("threads", threads);
    }

    private static void atLeastOne(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s must be at least 1, but was %d".formatted(what, value));
        }
    }

    /** Three channels, the window of our gateway, retries within 1 to 8 seconds. */
    public static LoadSettings usual(String host, int port, InstantSource clock) {
        return new LoadSettings(
                host,
                port,
                USUAL_CHANNELS,
                USUAL_WINDOW,
                USUAL_CONNECTING,
                USUAL_THREADS,
                Duration.ofSeconds(1),
                Duration.ofSeconds(8),
                Habits.STEADY,
                20_190_815,
                clock);
    }

    public LoadSettings withHabits(Habits others) {
        return new LoadSettings(
                host, port, channels, window, connecting, threads, firstRetry, lastRetry, others, seed, clock);
    }

    public LoadSettings withChannels(int number) {
        return new LoadSettings(
                host, port, number, window, connecting, threads, firstRetry, lastRetry, habits, seed, clock);
    }

    public LoadSettings withSeed(long other) {
        return new LoadSettings(
                host, port, channels, window, connecting, threads, firstRetry, lastRetry, habits, other, clock);
    }

    /** With other waits before a gateway tries again. */
    public LoadSettings withRetries(Duration first, Duration last) {
        return new LoadSettings(host, port, channels, window, connecting, threads, first, last, habits, seed, clock);
    }
}
