package vn.trangtien.ingest.remote;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.remote.Answer.Outcome;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.request.Reply;

/**
 * Which request may be sent when, and which reply belongs to it. Knows no broker; whoever owns the loop asks {@link #due} and
 * {@link #expire} and does the rest. Thread-safe.
 */
final class Switchboard {

    /** A gateway works on two requests at a time, all applications together. */
    static final int AT_ONCE = 2;

    static final int WAITING = 16;

    /** After its birth a gateway needs a moment until it hears requests. */
    static final Duration GRACE = Duration.ofSeconds(2);

    private static final Duration LINE = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 2;
    private static final KuraPayload NOTHING = KuraPayload.builder().build();

    /** What ended, and how. */
    record Ended(Call call, Answer answer) {}

    private static final class Line {
        final Deque<Call> waiting = new ArrayDeque<>();
        int inFlight;

        boolean isIdle() {
            return waiting.isEmpty() && inFlight == 0;
        }
    }

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<GatewayId, Line> lines = new LinkedHashMap<>();
    private final Map<GatewayId, Instant> quietUntil = new HashMap<>();
    private final Map<String, Call> inFlight = new HashMap<>();

    Switchboard(Clock clock) {
        this.clock = clock;
    }

    /** A request with an id, not yet in the line. */
    Call prepare(GatewayId gateway, Ask ask) {
        Instant now = clock.instant();
        return new Call(gateway, ask, newId(gateway), now, now.plus(LINE));
    }

    /** @return false if too many wait for this gateway */
    synchronized boolean enter(Call call) {
        Line line = lines.computeIfAbsent(call.gateway, any -> new Line());
        if (line.waiting.size() >= WAITING) {
            return false;
        }
        line.waiting.add(call);
        notifyAll();
        return true;
    }

    /** Takes out what may be sent now; from here on the reply is awaited. */
    synchronized List<Call> due() {
        Instant now = clock.instant();
        quietUntil.values().removeIf(until -> !now.isBefore(until));
        List<Call> due = new ArrayList<>();
        lines.forEach((gateway, line) -> {
            while (!quietUntil.containsKey(gateway) && line.inFlight < AT_ONCE && !line.waiting.isEmpty()) {
                Call call = line.waiting.remove();
                line.inFlight++;
                call.sent(now);
                inFlight.put(call.id(), call);
                due.add(call);
            }
        });
        return due;
    }

    /** A gateway came: nothing is sent to it for a moment. */
    synchronized void born(GatewayId gateway) {
        quietUntil.put(gateway, clock.instant().plus(GRACE));
    }

    /** Empty if nobody waits for such a reply from this gateway: late, foreign or invented. */
    synchronized Optional<Ended> answered(Reply reply) {
        Call call = inFlight.get(reply.requestId());
        if (call == null
                || !call.gateway.account().equals(reply.account())
                || !call.ask.app().equals(reply.appId())
                || !reply.requestId().startsWith(call.gateway.gateway() + "~")) {
            return Optional.empty();
        }
        return Optional.of(end(
                call,
                Outcome.ANSWERED,
                OptionalInt.of(reply.code()),
                reply.message().orElse(""),
                reply.payload()));
    }

    /** Whether a reply under this id would be accepted; its payload could not be read. */
    synchronized Optional<Ended> unreadable(String account, String id, String why) {
        Call call = inFlight.get(id);
        return call == null || !call.gateway.account().equals(account)
                ? Optional.empty()
                : Optional.of(end(call, Outcome.FAILED, OptionalInt.empty(), why, NOTHING));
    }

    /** It could not be sent. */
    synchronized Ended failed(Call call, Outcome outcome, String why) {
        return end(call, outcome, OptionalInt.empty(), why, NOTHING);
    }

    /** Ends what has waited for too long; a request that only reads is put in the line once more. */
    synchronized List<Ended> expire() {
        Instant now = clock.instant();
        List<Ended> ended = new ArrayList<>();
        for (Call call : List.copyOf(inFlight.values())) {
            if (!now.isBefore(call.deadline())) {
                if (call.ask.mayBeRepeated() && call.attempts() < ATTEMPTS) {
                    release(call);
                    call.again(() -> newId(call.gateway), now.plus(LINE));
                    lines.computeIfAbsent(call.gateway, any -> new Line())
                            .waiting
                            .addFirst(call);
                } else {
                    ended.add(end(
                            call,
                            Outcome.TIMED_OUT,
                            OptionalInt.empty(),
                            "the gateway did not answer within %d s"
                                    .formatted(call.ask.timeout().toSeconds()),
                            NOTHING));
                }
            }
        }
        for (Line line : List.copyOf(lines.values())) {
            for (Call call : List.copyOf(line.waiting)) {
                if (!now.isBefore(call.deadline())) {
                    line.waiting.remove(call);
                    ended.add(end(
                            call,
                            Outcome.TIMED_OUT,
                            OptionalInt.empty(),
                            "it waited for other requests to this gateway for %d s".formatted(LINE.toSeconds()),
                            NOTHING));
                }
            }
        }
        lines.values().removeIf(Line::isIdle);
        return ended;
    }

    /** Waits until something is to be done, at most that long. */
    synchronized void awaitWork(long millis) throws InterruptedException {
        wait(millis);
    }

    private Ended end(Call call, Outcome outcome, OptionalInt code, String message, KuraPayload payload) {
        release(call);
        notifyAll();
        return new Ended(call, call.ended(outcome, code, message, payload, clock.instant()));
    }

    private void release(Call call) {
        if (inFlight.remove(call.id()) != null) {
            Line line = lines.get(call.gateway);
            if (line != null) {
                line.inFlight--;
            }
        }
    }

    /** 128 random bits, so that nobody can answer what it was not asked. */
    private String newId(GatewayId gateway) {
        byte[] bits = new byte[16];
        random.nextBytes(bits);
        return gateway.gateway() + "~" + HexFormat.of().formatHex(bits);
    }
}
