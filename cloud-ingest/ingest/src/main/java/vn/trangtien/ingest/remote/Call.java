package vn.trangtien.ingest.remote;

import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.remote.Answer.Outcome;
import vn.trangtien.wire.KuraPayload;

/** One request on its way. Its fields change under the lock of the {@link Switchboard}. */
final class Call {

    final GatewayId gateway;
    final Ask ask;
    final Instant askedAt;
    /** Row of the request in the log: the id of the first attempt. */
    final String row;

    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private String id;
    private int attempts;
    private Instant deadline;

    Call(GatewayId gateway, Ask ask, String id, Instant askedAt, Instant deadline) {
        this.gateway = gateway;
        this.ask = ask;
        this.id = id;
        this.row = id;
        this.askedAt = askedAt;
        this.deadline = deadline;
    }

    /** Under which the reply is awaited. */
    String id() {
        return id;
    }

    int attempts() {
        return attempts;
    }

    Instant deadline() {
        return deadline;
    }

    CompletableFuture<Answer> answer() {
        return answer;
    }

    void sent(Instant now) {
        attempts++;
        deadline = now.plus(ask.timeout());
    }

    /** Another attempt has another id: gateways refuse what they have seen. */
    void again(Supplier<String> ids, Instant lineDeadline) {
        id = ids.get();
        deadline = lineDeadline;
    }

    Answer ended(Outcome outcome, OptionalInt code, String message, KuraPayload payload, Instant now) {
        return new Answer(id, outcome, code, message, payload, askedAt, now, attempts);
    }
}
