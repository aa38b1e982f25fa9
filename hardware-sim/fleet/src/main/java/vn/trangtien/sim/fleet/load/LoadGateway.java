package vn.trangtien.sim.fleet.load;

import com.hivemq.client.mqtt.MqttClientState;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import vn.trangtien.sim.fleet.account.Expectation;
import vn.trangtien.sim.fleet.account.GatewayAccount;

/**
 * One gateway of a load fleet: turns that came and are not yet used, a window of messages that wait for their acknowledgement, a
 * line and the rule to come back. What was in flight when the line broke is sent again first, byte for byte. Messages are made
 * when they can be sent, so a gateway without a line costs no memory. Thread-safe.
 */
final class LoadGateway {

    /** Acknowledged messages from which a repetition is drawn. */
    private static final int REMEMBERED = 8;

    private static final int KEEP_ALIVE_SECONDS = 30;

    private final LoadMember member;
    private final FleetDesk desk;
    private final MessageMaker maker;
    private final GatewayAccount account;
    private final InstantSource clock;
    private final Random random;
    private final Mqtt3AsyncClient client;
    private final long startedMs;
    private final Deque<Outgoing> again = new ArrayDeque<>();
    private final Deque<Outgoing> acknowledged = new ArrayDeque<>();

    private long turns;
    private int flying;
    private int failures;
    private boolean up;
    private boolean opening;
    private boolean wanted;

    LoadGateway(LoadMember member, MessageMaker maker, GatewayAccount account, Lines lines, FleetDesk desk, long seed) {
        this.member = member;
        this.desk = desk;
        this.maker = maker;
        this.account = account;
        this.clock = desk.settings().clock();
        this.random = new Random(seed);
        this.startedMs = clock.millis();
        this.client = lines.open(member, maker.will(), context -> lost(context.getCause()));
    }

    GatewayName name() {
        return member.name();
    }

    /** From now on it wants a line. */
    void connect() {
        synchronized (this) {
            if (wanted) {
                return;
            }
            wanted = true;
        }
        desk.entrance().enter(this::open);
    }

    private void open() {
        synchronized (this) {
            // A line that is still being let go is in the way for a moment.
            if (!wanted || client.getState() != MqttClientState.DISCONNECTED) {
                if (wanted) {
                    retry();
                }
                desk.entrance().leave();
                return;
            }
            opening = true;
        }
        client.connectWith()
                .cleanSession(true)
                .keepAlive(KEEP_ALIVE_SECONDS)
                .send()
                .whenComplete((accepted, refused) -> {
                    synchronized (this) {
                        opening = false;
                        if (refused == null) {
                            failures = 0;
                            up = true;
                            desk.connected();
                            long now = clock.millis();
                            maker.births(now, now - startedMs).forEach(this::send);
                            pump();
                        }
                    }
                    desk.entrance().leave();
                });
    }

    /** Also told when a line could not be opened at all. */
    private synchronized void lost(Throwable why) {
        if (up) {
            desk.disconnected();
        }
        up = false;
        if (wanted) {
            desk.trouble(member.name(), why);
            retry();
        }
    }

    /** Waits for a random time below a limit that doubles with each failure. */
    private void retry() {
        Duration first = desk.settings().firstRetry();
        long most = Math.min(
                first.toMillis() << Math.min(failures, 10),
                desk.settings().lastRetry().toMillis());
        failures++;
        desk.later(1 + random.nextLong(Math.max(1, most)), () -> desk.entrance().enter(this::open));
    }

    /** So many turns have come. */
    synchronized void turn(int number) {
        turns += number;
        pump();
    }

    /** Nothing new is made any more; what was made and is not acknowledged still goes out. */
    synchronized void rest() {
        turns = 0;
    }

    private void pump() {
        while (up && flying < desk.settings().window() && (!again.isEmpty() || turns > 0)) {
            Outgoing repeated = again.poll();
            if (repeated == null) {
                turns--;
                send(fresh());
            } else {
                send(repeated);
            }
        }
    }

    private Outgoing fresh() {
        Outgoing known = maker.repeats() ? acknowledged.peek() : null;
        return known == null ? maker.next(clock.millis()) : known.again();
    }

    private void send(Outgoing message) {
        flying++;
        account.sent(message.expectation(), message.seq());
        long sentNanos = System.nanoTime();
        if (message.expectation() == Expectation.STORED) {
            desk.listener().sent(member.name(), message.seq(), message.measuredAtMs(), sentNanos);
        }
        CompletableFuture<?> answer = client.publish(Lines.message(message));
        answer.whenComplete((taken, refused) -> settled(message, refused, sentNanos));
    }

    private synchronized void settled(Outgoing message, @Nullable Throwable refused, long sentNanos) {
        flying--;
        if (refused == null) {
            account.acknowledged(message.expectation(), message.seq(), message.points());
            desk.acknowledged((System.nanoTime() - sentNanos) / 1000);
            if (message.expectation() == Expectation.STORED) {
                remember(message);
            }
        } else {
            // The line is gone; that it is will be told in a moment, and until then nothing more must be put on it.
            if (up) {
                up = false;
                desk.disconnected();
            }
            if (message.expectation() != Expectation.ANNOUNCED) {
                again.add(message);
            }
        }
        pump();
    }

    private void remember(Outgoing message) {
        if (maker.remembers()) {
            acknowledged.add(message);
            if (acknowledged.size() > REMEMBERED) {
                acknowledged.remove();
            }
        }
    }

    /** Cuts the line and comes back after that time, whatever the rule says. */
    void away(Duration time) {
        synchronized (this) {
            if (!wanted) {
                return;
            }
            wanted = false;
        }
        client.disconnect();
        desk.later(Math.max(1, time.toMillis()), this::connect);
    }

    /** Says goodbye, if it can, and stays away. */
    CompletableFuture<?> close() {
        synchronized (this) {
            wanted = false;
            turns = 0;
            if (!up || opening) {
                return CompletableFuture.completedFuture(null);
            }
            long now = clock.millis();
            send(maker.farewell(now, now - startedMs));
        }
        return client.disconnect();
    }

    /** Messages that wait for an acknowledgement, or for a line. */
    synchronized int unacknowledged() {
        return flying + again.size();
    }

    /** Turns that came and could not be used yet. */
    synchronized long waitingTurns() {
        return turns;
    }
}
