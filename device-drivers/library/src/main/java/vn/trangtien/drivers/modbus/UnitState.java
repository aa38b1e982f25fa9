package vn.trangtien.drivers.modbus;

import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalInt;

/** What the master remembers of one unit. */
final class UnitState {

    /** A unit that has not answered after this time never will; its requests are forgotten. */
    static final Duration LATEST_ANSWER = Duration.ofSeconds(10);

    private final boolean[] fenceUsed = new boolean[Fence.KINDS];
    private final long[] fenceSentAt = new long[Fence.KINDS];
    private int nextFence;
    private boolean dead;
    private boolean suspect;
    private boolean answersFences;
    private int recoveries;

    /** Whether it failed every attempt of the last call. */
    boolean isDead() {
        return dead;
    }

    /** Whether an old reply of it may still be on its way. */
    boolean isSuspect() {
        return suspect;
    }

    void failed() {
        suspect = true;
    }

    void gaveUp() {
        dead = true;
    }

    void answered() {
        dead = false;
    }

    /** Its replies are those to the requests again. */
    void trusted() {
        suspect = false;
        recoveries = 0;
    }

    /** Since units answer in order, everything sent before the fence has been answered or dropped. */
    void passedFence() {
        answersFences = true;
        Arrays.fill(fenceUsed, false);
    }

    /**
     * Whether the next recovery is by fence. Until the unit has answered one, every other recovery goes without, since it may
     * be one that ignores them.
     */
    boolean recoversByFence() {
        recoveries++;
        return answersFences || recoveries % 2 == 1;
    }

    /** The kind of fence to send now; empty while the answer to each kind may still come. */
    OptionalInt takeFence(long now) {
        int kind = nextFence;
        if (fenceUsed[kind] && now - fenceSentAt[kind] < LATEST_ANSWER.toNanos()) {
            return OptionalInt.empty();
        }
        fenceUsed[kind] = true;
        fenceSentAt[kind] = now;
        nextFence = (kind + 1) % Fence.KINDS;
        return OptionalInt.of(kind);
    }
}
