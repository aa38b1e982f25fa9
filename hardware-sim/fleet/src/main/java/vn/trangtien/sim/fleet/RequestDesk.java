package vn.trangtien.sim.fleet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import vn.trangtien.sim.fleet.RequestHandler.Refused;
import vn.trangtien.sim.fleet.RequestHandler.TwinRequest;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.UndecodableException;

/** Takes requests off the wire, has them handled by few threads, and answers as Kura's framework does. Thread-safe. */
final class RequestDesk implements AutoCloseable {

    private static final String REQUEST_ID = "request.id";
    private static final String REQUESTER = "requester.client.id";
    private static final String CODE = "response.code";
    private static final String MESSAGE = "response.exception.message";
    private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "DEL", "EXEC");
    private static final Set<String> NOT_FOR_APPLICATIONS = Set.of("MQTT", "BA");

    private static final int REMEMBERED = 1_000;
    private static final int KURA_THREADS = 2;
    private static final int MANY_THREADS = 8;

    /** Where an answer goes. */
    @FunctionalInterface
    interface Outlet {
        void publish(String topic, KuraPayload payload);
    }

    private final TwinSettings settings;
    private final String clientId;
    private final Set<Quirk> quirks;
    private final Outlet outlet;
    private final LongSupplier clock;
    private final Map<String, RequestHandler> handlers = new LinkedHashMap<>();
    private final List<KuraPayload> received = new ArrayList<>();
    private final ExecutorService threads;

    RequestDesk(TwinSettings settings, String clientId, Set<Quirk> quirks, Outlet outlet, LongSupplier clock) {
        this.settings = settings;
        this.clientId = clientId;
        this.quirks = quirks;
        this.outlet = outlet;
        this.clock = clock;
        int count = quirks.contains(Quirk.TWO_REQUEST_THREADS) ? KURA_THREADS : MANY_THREADS;
        this.threads = Executors.newFixedThreadPool(count, work -> {
            var thread = new Thread(work, "twin-request-" + clientId);
            thread.setDaemon(true);
            return thread;
        });
    }

    void register(String application, RequestHandler handler) {
        synchronized (handlers) {
            handlers.put(application, handler);
        }
    }

    List<String> applications() {
        synchronized (handlers) {
            return List.copyOf(handlers.keySet());
        }
    }

    /** What arrived last, as it was understood. */
    List<KuraPayload> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    /** Returns at once; called on the thread of the MQTT library. */
    void arrived(String topic, byte[] bytes) {
        Optional<KuraTopic> parsed = KuraTopic.parse(topic);
        if (parsed.isEmpty() || !(parsed.get() instanceof KuraTopic.Control control)) {
            return;
        }
        if (quirks.contains(Quirk.IGNORES_LIFECYCLE_ECHO) && NOT_FOR_APPLICATIONS.contains(control.appId())) {
            return;
        }
        Optional<KuraPayload> payload = decode(bytes);
        if (payload.isEmpty()) {
            return;
        }
        synchronized (received) {
            received.add(payload.get());
            if (received.size() > REMEMBERED) {
                received.remove(0);
            }
        }
        try {
            threads.execute(() -> answer(control, payload.get()));
        } catch (RejectedExecutionException closing) {
            // The twin is being closed; a gateway that goes down does not answer either.
            return;
        }
    }

    private Optional<KuraPayload> decode(byte[] bytes) {
        if (quirks.contains(Quirk.UNDECODABLE_AS_BODY)) {
            return Optional.of(KuraCodec.decodeOrWrap(bytes));
        }
        try {
            return Optional.of(KuraCodec.decode(bytes));
        } catch (UndecodableException foreign) {
            return Optional.empty();
        }
    }

    private void answer(KuraTopic.Control topic, KuraPayload request) {
        Optional<String> id = request.text(REQUEST_ID);
        Optional<String> requester = request.text(REQUESTER);
        boolean silent = quirks.contains(Quirk.SILENT_WITHOUT_REQUEST_ID);
        if (requester.isEmpty() || (id.isEmpty() && silent)) {
            return;
        }
        @Nullable RequestHandler handler;
        synchronized (handlers) {
            handler = handlers.get(topic.appId());
        }
        if (handler == null && quirks.contains(Quirk.SILENT_WITHOUT_HANDLER)) {
            return;
        }
        KuraPayload reply = id.isEmpty()
                ? failure(400, Optional.of("request.id is missing"))
                : reply(topic, request, handler, requester.get());
        outlet.publish(control(requester.get(), topic.appId(), "REPLY/" + id.orElse("none")), reply);
    }

    private KuraPayload reply(
            KuraTopic.Control topic, KuraPayload request, @Nullable RequestHandler handler, String requester) {
        try {
            if (handler == null) {
                throw new Refused(404, "no application " + topic.appId());
            }
            var levels = new ArrayList<>(List.of(topic.appTopic().split("/")));
            String method = levels.remove(0);
            if (!METHODS.contains(method)) {
                throw new Refused(400, "method must be one of %s, but was '%s'".formatted(METHODS, method));
            }
            var asked = new TwinRequest(
                    method,
                    levels,
                    request,
                    (type, payload) -> outlet.publish(
                            control(requester, topic.appId(), "NOTIFY/" + clientId + "/" + type), payload));
            Consumer<KuraPayload.Builder> content = handler.handle(asked);
            var reply = KuraPayload.builder().timestampMs(clock.getAsLong()).metric(CODE, 200);
            content.accept(reply);
            return reply.build();
        } catch (Refused e) {
            return failure(e.code(), Optional.ofNullable(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failure(500, Optional.of("the gateway is stopping"));
        } catch (Exception unexpected) {
            boolean mute = quirks.contains(Quirk.FAILURE_WITHOUT_MESSAGE);
            return failure(500, mute ? Optional.empty() : Optional.of(String.valueOf(unexpected.getMessage())));
        }
    }

    private KuraPayload failure(int code, Optional<String> message) {
        var reply = KuraPayload.builder().timestampMs(clock.getAsLong()).metric(CODE, code);
        message.ifPresent(text -> reply.metric(MESSAGE, text));
        return reply.build();
    }

    private String control(String client, String application, String rest) {
        return "%s/%s/%s/%s/%s".formatted(KuraTopic.CONTROL, settings.account(), client, application, rest);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
