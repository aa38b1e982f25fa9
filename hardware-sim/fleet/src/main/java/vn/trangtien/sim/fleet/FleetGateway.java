package vn.trangtien.sim.fleet;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.MessageKind;

/** One gateway of a fleet: a queue that loses nothing, a connection and the rule to come back. Used by one thread. */
final class FleetGateway {

    private static final int WINDOW = 9;
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final long PING_AFTER_NANOS = 20_000_000_000L;
    private static final long LOOK_AFTER_NANOS = 200_000_000L;

    private record Message(String topic, byte[] payload) {}

    private final FleetMember member;
    private final TwinPayloads payloads;
    private final ReconnectRule reconnect;
    private final long secondNanos;
    private final LongSupplier clock;
    private final Deque<Message> queue = new ArrayDeque<>();
    private final List<Message> inFlight = new ArrayList<>();

    private @Nullable LeanMqtt connection;
    private long nextAttemptNanos = System.nanoTime();
    private long lastUseNanos;
    private int failures;
    private volatile Optional<String> lastProblem = Optional.empty();

    private volatile long connections;
    private volatile long offered;
    private volatile long acknowledged;
    private volatile long repeated;
    private volatile boolean connected;

    /** @param secondNanos how long a second of the reconnect rule lasts */
    FleetGateway(FleetMember member, Set<Quirk> quirks, long secondNanos, LongSupplier clock) {
        this.member = member;
        TwinSettings settings = TwinSettings.of("tcp://fleet", member.account(), member.clientId());
        this.payloads = new TwinPayloads(settings, quirks);
        this.reconnect = new ReconnectRule(
                quirks.contains(Quirk.FIXED_RECONNECT_12S),
                new Random(member.clientId().hashCode()));
        this.secondNanos = secondNanos;
        this.clock = clock;
    }

    /** May be called from any thread. */
    void offer(TwinReading reading) {
        String topic = KuraTopic.telemetry(member.account(), member.clientId(), reading.asset())
                .name();
        byte[] payload = payloads.encode(payloads.telemetry(reading, clock.getAsLong()));
        synchronized (queue) {
            queue.add(new Message(topic, payload));
            offered++;
        }
    }

    /** Does what is due, waiting for the broker where it must; true if there was something. */
    boolean step() {
        try {
            LeanMqtt now = connection;
            if (now == null) {
                return System.nanoTime() - nextAttemptNanos >= 0 && connect();
            }
            return send(now) || look(now);
        } catch (IOException e) {
            lost(e);
            return true;
        }
    }

    private boolean connect() throws IOException {
        String will = lifecycle(MessageKind.LWT);
        LeanMqtt fresh = LeanMqtt.connect(member, will, KEEP_ALIVE_SECONDS);
        connection = fresh;
        fresh.publish(
                lifecycle(MessageKind.BIRTH), payloads.encode(payloads.birth(clock.getAsLong(), 1_000, List.of())));
        fresh.flush();
        fresh.awaitAcknowledgements(id -> {});
        failures = 0;
        connections++;
        connected = true;
        lastUseNanos = System.nanoTime();
        return true;
    }

    private boolean send(LeanMqtt to) throws IOException {
        repeated += inFlight.size();
        synchronized (queue) {
            while (inFlight.size() < WINDOW && !queue.isEmpty()) {
                inFlight.add(queue.remove());
            }
        }
        if (inFlight.isEmpty()) {
            return false;
        }
        Map<Integer, Message> waiting = new HashMap<>();
        for (Message message : inFlight) {
            waiting.put(to.publish(message.topic(), message.payload()), message);
        }
        to.flush();
        to.awaitAcknowledgements(id -> {
            if (inFlight.remove(waiting.get(id))) {
                acknowledged++;
            }
        });
        lastUseNanos = System.nanoTime();
        return true;
    }

    private boolean look(LeanMqtt at) throws IOException {
        long quiet = System.nanoTime() - lastUseNanos;
        if (quiet > PING_AFTER_NANOS) {
            at.ping();
            lastUseNanos = System.nanoTime();
        } else if (quiet > LOOK_AFTER_NANOS && at.isBroken()) {
            throw new IOException("the broker has closed the connection");
        }
        return false;
    }

    private void lost(IOException why) {
        lastProblem = Optional.of(String.valueOf(why));
        LeanMqtt old = connection;
        connection = null;
        connected = false;
        if (old != null) {
            old.cut();
        }
        nextAttemptNanos = System.nanoTime() + reconnect.seconds(failures) * secondNanos;
        failures++;
    }

    void close() {
        LeanMqtt last = connection;
        connection = null;
        connected = false;
        if (last == null) {
            return;
        }
        try {
            last.publish(lifecycle(MessageKind.DC), payloads.encode(payloads.farewell(clock.getAsLong(), 1_000)));
            last.close();
        } catch (IOException unheard) {
            lastProblem = Optional.of(String.valueOf(unheard));
            last.cut();
        }
    }

    private String lifecycle(MessageKind kind) {
        return KuraTopic.lifecycle(member.account(), member.clientId(), kind).name();
    }

    boolean isConnected() {
        return connected;
    }

    Optional<String> lastProblem() {
        return lastProblem;
    }

    FleetAccount account() {
        return new FleetAccount(connections, offered, acknowledged, repeated);
    }
}
