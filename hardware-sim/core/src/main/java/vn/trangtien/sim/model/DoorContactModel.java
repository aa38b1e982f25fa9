package vn.trangtien.sim.model;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import vn.trangtien.sim.bus.Edge;
import vn.trangtien.sim.bus.EdgeSource;

/** The contact of a cabinet door. It follows the door within a fifth of a second and bounces. */
public final class DoorContactModel implements EdgeSource {

    static final Duration LOOK = Duration.ofMillis(200);

    private final BooleanSupplier open;
    private final boolean openIsHigh;
    private final Contact contact;
    private boolean wasOpen;
    private long nextLookAt;

    /** @param openIsHigh level of the line while the door is open; a normally closed loop with a pull-up gives high */
    public DoorContactModel(BooleanSupplier open, boolean openIsHigh, long now) {
        this.open = open;
        this.openIsHigh = openIsHigh;
        this.wasOpen = open.getAsBoolean();
        this.contact = new Contact(wasOpen == openIsHigh);
        this.nextLookAt = now + LOOK.toNanos();
    }

    @Override
    public boolean high() {
        return contact.high();
    }

    @Override
    public List<Edge> due(long now) {
        if (now - nextLookAt >= 0) {
            nextLookAt = now + LOOK.toNanos();
            boolean isOpen = open.getAsBoolean();
            if (isOpen != wasOpen) {
                wasOpen = isOpen;
                contact.move(isOpen == openIsHigh, now);
            }
        }
        return contact.due(now);
    }

    @Override
    public long nextDueAt() {
        return contact.next(nextLookAt);
    }
}
