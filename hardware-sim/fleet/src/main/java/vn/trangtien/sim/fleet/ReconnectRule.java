package vn.trangtien.sim.fleet;

import java.util.Random;

/** How long a gateway waits before it tries to connect again, in its seconds. */
final class ReconnectRule {

    private static final int INTERVAL = 60;
    private static final int FIRST_WITHIN = INTERVAL / 5;

    private final boolean fixed;
    private final Random random;

    /** @param fixed as Kura: soon for the first time, then always the same; else doubling with jitter */
    ReconnectRule(boolean fixed, Random random) {
        this.fixed = fixed;
        this.random = random;
    }

    /** @param attempts how many have failed since the connection was lost */
    int seconds(int attempts) {
        if (fixed) {
            return attempts == 0 ? Math.max(1, random.nextInt(FIRST_WITHIN)) : INTERVAL;
        }
        int most = Math.min(INTERVAL, 1 << Math.min(attempts, 6));
        return random.nextInt(most + 1);
    }
}
