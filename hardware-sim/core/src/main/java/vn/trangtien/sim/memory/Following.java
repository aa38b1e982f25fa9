package vn.trangtien.sim.memory;

import vn.trangtien.sim.bus.Lines;
import vn.trangtien.sim.time.VirtualClock;

/** Lets contacts move and messages come while the virtual clock runs. */
public final class Following {

    private Following() {}

    /** From now on, as long as the clock runs. Call it when everything is connected. */
    public static void begin(Lines lines, VirtualClock clock) {
        new LineFollower(clock, lines.inputs()::nextDueAt, lines.inputs()::follow).arm();
        new LineFollower(clock, lines.messages()::nextDueAt, lines.messages()::follow).arm();
    }
}
