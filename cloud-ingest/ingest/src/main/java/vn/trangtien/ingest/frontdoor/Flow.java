package vn.trangtien.ingest.frontdoor;

import io.netty.channel.Channel;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Whether a connection is read. Bytes that are not read stay in the device, which is where there is most room for them; so this is
 * how the front door asks to wait. Of one connection, on its thread.
 */
final class Flow {

    /** Why it is not read at the moment. */
    enum Hold {
        /** It has not been let in yet. */
        UNKNOWN,
        /** It was faster than allowed. */
        RATE,
        /** Too much of it waits for Kafka. */
        PENDING,
        /** Too much of all devices waits for Kafka. */
        PENDING_OVERALL,
        /** There is no way to Kafka at the moment. */
        NO_WAY,
        /** The ingest is being stopped. */
        CLOSING
    }

    private static final long ALIVE_SECONDS = 5;

    private final Channel channel;
    private final FrontDoorMeters meters;
    private final Runnable alive;
    private final Set<Hold> holds = EnumSet.noneOf(Hold.class);
    private boolean isTouching;
    private boolean hasEnded;

    /** @param alive called now and then while the connection is not read, for then it cannot show by itself that it lives */
    Flow(Channel channel, FrontDoorMeters meters, Runnable alive) {
        this.channel = channel;
        this.meters = meters;
        this.alive = alive;
    }

    void pause(Hold why) {
        if (hasEnded) {
            return;
        }
        if (holds.isEmpty()) {
            channel.config().setAutoRead(false);
            meters.paused(1);
        }
        holds.add(why);
        if (!isTouching) {
            touch();
        }
    }

    void resume(Hold why) {
        if (holds.remove(why) && holds.isEmpty()) {
            meters.paused(-1);
            channel.config().setAutoRead(true);
        }
    }

    /** Later, if the connection is still there. */
    void after(long time, TimeUnit unit, Runnable work) {
        channel.eventLoop()
                .schedule(
                        () -> {
                            if (!hasEnded) {
                                work.run();
                            }
                        },
                        time,
                        unit);
    }

    boolean isHeld(Hold why) {
        return holds.contains(why);
    }

    /** Whether what was read already may be worked on. */
    boolean mayPass() {
        return !isHeld(Hold.UNKNOWN) && !isHeld(Hold.NO_WAY) && !isHeld(Hold.CLOSING);
    }

    /** The connection is gone. */
    void end() {
        hasEnded = true;
        if (!holds.isEmpty()) {
            holds.clear();
            meters.paused(-1);
        }
    }

    private void touch() {
        isTouching = !holds.isEmpty();
        if (isTouching) {
            alive.run();
            after(ALIVE_SECONDS, TimeUnit.SECONDS, this::touch);
        }
    }
}
