package vn.trangtien.ingest.remote;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.trangtien.ingest.broker.MqttBroker;
import vn.trangtien.ingest.enrolment.Signers;
import vn.trangtien.ingest.frontdoor.BirthTaken;
import vn.trangtien.ingest.payload.Payloads;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.Registry;
import vn.trangtien.ingest.registry.UnknownGateway;
import vn.trangtien.ingest.remote.Answer.Outcome;
import vn.trangtien.ingest.supervision.Backoff;
import vn.trangtien.ingest.supervision.Supervised;
import vn.trangtien.ingest.supervision.SupervisedPart;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.UndecodableException;
import vn.trangtien.wire.request.Notification;
import vn.trangtien.wire.request.Reply;
import vn.trangtien.wire.request.Request;

/**
 * Asks gateways and awaits their replies. Every request is signed and audited. One thread sends, times out and keeps the log;
 * callers get a future. Thread-safe.
 */
@Component
public class RemoteManagement extends SupervisedPart {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteManagement.class);
    /** After the broker and before the bridge, so that it hears the first births. */
    private static final int PHASE = 250;

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(90);
    private static final long LOOK_MS = 100;
    private static final int MAX_REPLY_BYTES = 1024 * 1024;
    /** Of news that wait to be told; beyond it they are dropped, or one noisy gateway would fill the memory. */
    private static final long MAX_NEWS_BYTES = 16 * 1024 * 1024;

    private static final int BIRTH_BYTES = 256;
    private static final String REPLY = "REPLY/";
    /** Commands that wait to be sent; each is sent in a moment or not at all. */
    private static final int MAX_COMMANDS = 10_000;

    private record Command(String topic, byte[] payload) {}

    private final MqttBroker broker;
    private final Signers signers;
    private final Registry registry;
    private final RequestLog log;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Switchboard board;
    private final Map<Call, String> actors = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final LinkedBlockingQueue<Command> commands = new LinkedBlockingQueue<>(MAX_COMMANDS);
    private final AtomicLong newsBytes = new AtomicLong();
    private volatile boolean connected;

    RemoteManagement(
            MqttBroker broker,
            Signers signers,
            Registry registry,
            RequestLog log,
            ApplicationEventPublisher events,
            Clock clock) {
        super("ingest-remote", PHASE, BACKOFF, clock);
        this.broker = broker;
        this.signers = signers;
        this.registry = registry;
        this.log = log;
        this.events = events;
        this.clock = clock;
        this.board = new Switchboard(clock);
    }

    /**
     * Asks a gateway for something. The future always completes, and never exceptionally; on the thread of this class, so what
     * depends on it must be short or asynchronous.
     *
     * @param actor who wants it, for the audit log
     * @throws UnknownGateway if nobody registered it
     */
    public CompletableFuture<Answer> ask(GatewayId gateway, Ask ask, String actor) {
        if (registry.find(gateway).isEmpty()) {
            throw new UnknownGateway(gateway);
        }
        Call call = board.prepare(gateway, ask);
        log.asked(gateway, ask, call.row, actor);
        actors.put(call, actor);
        if (!connected) {
            finish(board.failed(
                    call, Outcome.AWAY, "the cloud is not connected to its MQTT broker; try again in a moment"));
        } else if (!board.enter(call)) {
            finish(board.failed(
                    call,
                    Outcome.BUSY,
                    "%d requests wait for this gateway already; wait for their replies"
                            .formatted(Switchboard.WAITING)));
        }
        return call.answer();
    }

    /**
     * Publishes something to which nobody answers. Returns at once.
     *
     * @return false if the broker cannot be reached now or too much waits for it; then it is not sent
     */
    boolean command(String topic, byte[] payload) {
        return connected && commands.offer(new Command(topic, payload));
    }

    /** Whether requests can be sent now. */
    public boolean isConnected() {
        return connected;
    }

    @Override
    public synchronized void start() {
        if (!isRunning()) {
            log.closeAbandoned();
        }
        super.start();
    }

    @Override
    protected void work(Supervised.Run run) throws Exception {
        board.expire().forEach(this::finish);
        try (RemoteSession session = RemoteSession.open(broker.management(), this::arrived)) {
            connected = true;
            run.progressed();
            while (run.isWanted()) {
                session.requireAlive();
                board.due().forEach(call -> send(session, call));
                for (Command next = commands.poll(); next != null; next = commands.poll()) {
                    session.publish(next.topic(), next.payload());
                }
                board.expire().forEach(this::finish);
                for (Runnable next = inbox.poll(); next != null; next = inbox.poll()) {
                    next.run();
                }
                board.awaitWork(LOOK_MS);
            }
        } finally {
            connected = false;
        }
    }

    private void send(RemoteSession session, Call call) {
        var request = new Request(
                call.gateway.account(),
                call.gateway.gateway(),
                call.ask.app(),
                call.ask.method(),
                call.ask.resource(),
                call.id(),
                session.clientId(),
                call.ask.payload());
        try {
            Request sealed = signers.commands().seal(request, call.ask.timeout().plus(CLOCKS_DIFFER));
            session.publish(sealed.topic().name(), KuraCodec.encode(sealed.toPayload()));
        } catch (MqttException | RuntimeException e) {
            LOG.warn("gateway={} event=request-not-sent request={}", call.gateway.key(), call.id(), e);
            finish(board.failed(call, Outcome.FAILED, "the request could not be sent: " + e.getMessage()));
        }
    }

    /** On the MQTT library's thread. */
    private void arrived(String topic, byte[] bytes) {
        Optional<KuraTopic> parsed = KuraTopic.parse(topic);
        if (parsed.isEmpty() || !(parsed.get() instanceof KuraTopic.Control control)) {
            return;
        }
        if (control.appId().equals("MQTT")) {
            GatewayId.of(control.account(), control.client()).ifPresent(this::born);
            return;
        }
        if (bytes.length > MAX_REPLY_BYTES) {
            refuse(control, "the reply has %d bytes; the most is %d".formatted(bytes.length, MAX_REPLY_BYTES));
            return;
        }
        try {
            KuraPayload payload = Payloads.decode(bytes);
            Optional<Reply> reply = Reply.read(control, payload);
            if (reply.isPresent()) {
                take(reply.get());
            } else {
                Notification.read(control, payload).ifPresent(news -> told(news, bytes.length));
            }
        } catch (UndecodableException e) {
            refuse(control, "the reply cannot be read: " + e.getMessage());
        }
    }

    private void take(Reply reply) {
        Optional<Switchboard.Ended> ended = board.answered(reply);
        if (ended.isEmpty()) {
            LOG.info(
                    "event=reply-ignored topic={} reason=nobody-waits",
                    reply.topic().name());
        }
        ended.ifPresent(one -> inbox.add(() -> finish(one)));
    }

    private void refuse(KuraTopic.Control topic, String why) {
        if (topic.appTopic().startsWith(REPLY)) {
            board.unreadable(topic.account(), topic.appTopic().substring(REPLY.length()), why)
                    .ifPresent(one -> inbox.add(() -> finish(one)));
        }
    }

    /** The embedded broker does not tell: there a birth goes from the front door to Kafka. */
    @EventListener
    void onBirth(BirthTaken birth) {
        born(birth.gateway());
    }

    private void born(GatewayId gateway) {
        board.born(gateway);
        news(new GatewayBorn(gateway), BIRTH_BYTES);
    }

    private void told(Notification notification, int bytes) {
        GatewayId.of(notification.account(), notification.client())
                .ifPresent(gateway -> news(
                        new GatewayNotified(gateway, notification.appId(), notification.type(), notification.payload()),
                        BIRTH_BYTES + bytes));
    }

    /** Replies are not counted here: only so many are awaited. */
    private void news(Object event, int bytes) {
        if (newsBytes.addAndGet(bytes) > MAX_NEWS_BYTES) {
            newsBytes.addAndGet(-bytes);
            LOG.warn(
                    "event=news-dropped reason=too-many about={}",
                    event.getClass().getSimpleName());
            return;
        }
        inbox.add(() -> {
            newsBytes.addAndGet(-bytes);
            tell(event, events::publishEvent);
        });
    }

    /** A listener's mistake must not stop the requests of others. */
    private static void tell(Object event, Consumer<Object> listeners) {
        try {
            listeners.accept(event);
        } catch (RuntimeException e) {
            LOG.warn("event=listener-failed about={}", event.getClass().getSimpleName(), e);
        }
    }

    private void finish(Switchboard.Ended ended) {
        Call call = ended.call();
        String actor = actors.remove(call);
        try {
            log.ended(call.gateway, call.ask, call.row, actor == null ? "" : actor, ended.answer());
        } catch (RuntimeException e) {
            LOG.error("gateway={} event=request-outcome-not-kept request={}", call.gateway.key(), call.row, e);
        } finally {
            call.answer().complete(ended.answer());
        }
    }
}
