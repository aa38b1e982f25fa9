package vn.trangtien.gateway.remote;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.gateway.link.Inbox;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.request.Method;
import vn.trangtien.wire.request.Reply;
import vn.trangtien.wire.request.Request;
import vn.trangtien.wire.request.RequestMetrics;
import vn.trangtien.wire.request.ResponseCode;
import vn.trangtien.wire.request.SealBroken;
import vn.trangtien.wire.request.SealInspector;

/**
 * Brings requests to their applications and answers back. Silent, as Kura is, where nobody awaits a reply or no application has
 * the name. Thread-safe; two threads work, eight requests wait.
 */
public final class Dispatcher implements Inbox, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private static final int THREADS = 2;
    private static final int WAITING = 8;
    private static final long GRACE_MILLIS = 500;

    private final String account;
    private final String client;
    private final SealInspector seals;
    private final BooleanSupplier enabled;
    private final BooleanSupplier clockTrusted;
    private final Clock clock;
    private final ReplayGuard replays;
    private final AuditLog audit;
    private final Postman postman;
    private final Map<String, RequestHandler> handlers = new LinkedHashMap<>();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor pool;

    private Dispatcher(RemoteParts parts, List<RequestHandler> some, ReplayGuard replays) {
        this.account = parts.account();
        this.client = parts.client();
        this.seals = new SealInspector(parts.authorities(), parts.clock());
        this.enabled = parts.enabled();
        this.clockTrusted = parts.clockTrusted();
        this.clock = parts.clock();
        this.replays = replays;
        this.audit = new AuditLog(parts.dataDirectory().resolve("audit.log"), parts.clock());
        this.postman = parts.postman();
        some.forEach(handler -> handlers.put(handler.appId(), handler));
        this.pool = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING), this::thread);
        pool.allowCoreThreadTimeOut(true);
    }

    /**
     * Ready for requests.
     *
     * @param handlers closed by this dispatcher
     * @throws IOException if the list of requests already handled cannot be opened
     */
    public static Dispatcher open(RemoteParts parts, List<RequestHandler> handlers) throws IOException {
        return new Dispatcher(
                parts, handlers, ReplayGuard.open(parts.dataDirectory().resolve("handled.txt")));
    }

    private Thread thread(Runnable work) {
        var thread = new Thread(work, client + "/remote");
        thread.setDaemon(true);
        return thread;
    }

    /** Ids of the applications, in the order of their making. */
    public List<String> applications() {
        return List.copyOf(handlers.keySet());
    }

    @Override
    public void arrived(String topic, byte[] payload) {
        if (!enabled.getAsBoolean() || !(KuraTopic.parse(topic).orElse(null) instanceof KuraTopic.Control control)) {
            return;
        }
        if (!control.account().equals(account) || !control.client().equals(client)) {
            LOG.warn("gateway={} request-for={}/{} ignored", client, control.account(), control.client());
            return;
        }
        RequestHandler handler = handlers.get(control.appId());
        if (handler == null) {
            LOG.info("gateway={} app={} unknown", client, control.appId());
            return;
        }
        KuraPayload decoded = KuraCodec.decodeOrWrap(payload);
        Optional<Request> request = Request.read(control, decoded);
        if (request.isPresent()) {
            admit(request.get(), handler);
        } else {
            refuseUnknownMethod(control, decoded);
        }
    }

    /** Whoever awaits a reply is told that there is no such method; judged by what a valid one would have been read as. */
    private void refuseUnknownMethod(KuraTopic.Control topic, KuraPayload payload) {
        String method = topic.appTopic().split("/", 2)[0];
        if (method.equals("REPLY") || method.equals("NOTIFY")) {
            return;
        }
        var asGet = new KuraTopic.Control(
                topic.prefix(), topic.account(), topic.client(), topic.appId(), Method.GET.name());
        Request.read(asGet, payload)
                .ifPresent(request -> refuse(
                        request,
                        ResponseCode.BAD_REQUEST,
                        "the method must be one of GET, PUT, POST, DEL, EXEC, but was '%s'".formatted(method)));
    }

    private void admit(Request request, RequestHandler handler) {
        if (underWay.contains(request.id())) {
            // The network delivers at least once; the first one will be answered.
            LOG.info("gateway={} id={} duplicate=dropped", client, request.id());
            return;
        }
        if (!clockTrusted.getAsBoolean()) {
            refuse(
                    request,
                    ResponseCode.FORBIDDEN,
                    "the clock of this gateway is not synchronised yet, so it cannot judge the age of a request; try again later");
            return;
        }
        try {
            Instant expiresAt = seals.inspect(request);
            switch (replays.take(request.id(), expiresAt, clock.instant())) {
                case NEW -> execute(request, handler);
                case SEEN ->
                    refuse(request, ResponseCode.FORBIDDEN, "a request with this id was handled before; use a new id");
                case FULL ->
                    refuse(
                            request,
                            ResponseCode.ERROR,
                            "more requests than this gateway can remember within a quarter of an hour; try again later");
            }
        } catch (SealBroken e) {
            refuse(request, ResponseCode.FORBIDDEN, e.reason() + ": " + e.getMessage());
        } catch (IOException e) {
            LOG.error("gateway={} handled-requests=\"{}\"", client, e.toString());
            refuse(
                    request,
                    ResponseCode.ERROR,
                    "the request cannot be remembered, hence not be done: the gateway's disk fails");
        }
    }

    private void execute(Request request, RequestHandler handler) {
        underWay.add(request.id());
        try {
            pool.execute(() -> work(request, handler));
        } catch (RejectedExecutionException e) {
            underWay.remove(request.id());
            refuse(
                    request,
                    ResponseCode.ERROR,
                    "the gateway is busy with %d other requests; send it again under a new id"
                            .formatted(THREADS + WAITING));
        }
    }

    private void work(Request request, RequestHandler handler) {
        try {
            Answer answer = handler.handle(request);
            send(
                    request,
                    answer,
                    answer.payload().text(RequestMetrics.EXCEPTION_MESSAGE).orElse(""));
        } catch (RequestFailed e) {
            refuse(request, e.code(), e.reason());
        } catch (IllegalArgumentException e) {
            refuse(request, ResponseCode.BAD_REQUEST, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            refuse(request, ResponseCode.ERROR, "the gateway was being stopped");
        } catch (RuntimeException e) {
            LOG.error("gateway={} app={} id={} unexpected", client, request.appId(), request.id(), e);
            send(request, new Answer(ResponseCode.ERROR, KuraPayload.builder().build()), "unexpected " + e);
        } finally {
            underWay.remove(request.id());
        }
    }

    private void refuse(Request request, ResponseCode code, String message) {
        send(request, new Answer(code, Reply.refusal(request, code, message).payload()), message);
    }

    private void send(Request request, Answer answer, String reason) {
        audit.write(request, answer.code().code(), reason);
        KuraPayload dated =
                answer.payload().toBuilder().timestampMs(clock.millis()).build();
        postman.reply(Reply.to(request, answer.code(), dated));
    }

    /** Waits half a second for what is being done. Safe to call twice. */
    @Override
    public void close() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
        handlers.values().forEach(this::close);
        replays.close();
    }

    private void close(RequestHandler handler) {
        try {
            handler.close();
        } catch (RuntimeException e) {
            LOG.warn("gateway={} close=\"{}\"", client, e.toString());
        }
    }
}
