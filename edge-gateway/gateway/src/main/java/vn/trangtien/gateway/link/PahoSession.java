package vn.trangtien.gateway.link;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.gateway.mqtt.ConnectThreads;
import vn.trangtien.gateway.mqtt.Line;
import vn.trangtien.gateway.mqtt.Reasons;

/** One connection of a Paho client, which never gets hold of the thread of the link. */
final class PahoSession implements Broker.Session, Client.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(PahoSession.class);
    private static final int FIRST_FAILURE = 0x80;

    private final Dial dial;
    private final Broker.Events events;
    private final ConnectThreads threads;
    private final Line line;
    private final Client client;
    private Client.Limits limits = Client.Limits.NONE;
    private volatile boolean connected;
    private boolean aborted;

    PahoSession(Dial dial, Broker.Events events) throws BrokerException {
        this.dial = dial;
        this.events = events;
        this.threads = new ConnectThreads(dial.clientId() + "/mqtt");
        this.line = PahoBroker.line(dial, threads);
        this.client = PahoBroker.client(dial, line, threads, this);
    }

    void connect() throws BrokerException, InterruptedException {
        limits = await(client.connect(), dial.settings().connectTimeout(), "cannot connect to " + dial.address());
        connected = true;
    }

    /** Waits for an answer so that an interrupt ends the wait. */
    private <T> T await(CompletableFuture<T> answer, Duration timeout, String otherwise)
            throws BrokerException, InterruptedException {
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable reason = isOfTheBroker(e)
                    ? e
                    : line.failure().<Throwable>map(cause -> cause).orElse(e);
            throw new BrokerException(faultOf(reason), otherwise + ": " + Reasons.text(reason), e);
        } catch (TimeoutException e) {
            throw new BrokerException(
                    LinkFault.NO_ANSWER, "%s within %d ms".formatted(otherwise, timeout.toMillis()), e);
        }
    }

    private static boolean isOfTheBroker(Throwable failure) {
        int code = Reasons.code(failure).orElse(0);
        return code > 0 && code <= 0xFF;
    }

    private LinkFault faultOf(Throwable failure) {
        return isOfTheBroker(failure)
                ? client.faultOf(Reasons.code(failure).orElse(0))
                : Diagnosis.of(failure, dial.certificate(), dial.clock().instant());
    }

    @Override
    public int receiveMaximum() {
        return limits.receiveMaximum();
    }

    @Override
    public long maximumPacketSize() {
        return limits.packetSize();
    }

    @Override
    public void publish(long seq, String topic, byte[] payload) throws BrokerException {
        CompletableFuture<Integer> answer = client.publish(topic, payload, 1);
        answer.thenAccept(code -> {
            if (code >= FIRST_FAILURE) {
                events.refused(seq, code);
            } else {
                events.acknowledged(seq);
            }
        });
        if (answer.isCompletedExceptionally()) {
            try {
                answer.join();
            } catch (CompletionException e) {
                throw new BrokerException(
                        LinkFault.LOST, "cannot send message %d: %s".formatted(seq, Reasons.text(e)), e);
            }
        }
    }

    @Override
    public void publishAndWait(String topic, byte[] payload, Duration timeout)
            throws BrokerException, InterruptedException {
        String otherwise = "no acknowledgement on " + topic;
        int code = await(client.publish(topic, payload, 1), timeout, otherwise);
        if (code >= FIRST_FAILURE) {
            throw new BrokerException(
                    LinkFault.PUBLISH_REFUSED, "the broker refused %s with code 0x%x".formatted(topic, code));
        }
    }

    @Override
    public boolean subscribe(String filter, Duration timeout) throws BrokerException, InterruptedException {
        String otherwise = "no answer to the subscription of " + filter;
        return await(client.subscribe(filter), timeout, otherwise) < FIRST_FAILURE;
    }

    @Override
    public void leave(String topic, byte[] payload, Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        try {
            // The library lets a disconnect overtake what was published before it.
            client.publish(topic, payload, 0).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
            client.disconnect(left).get(left, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("gateway={} disconnect=unclean reason=\"{}\"", dial.clientId(), Reasons.text(e));
        }
    }

    /**
     * Cuts the line, which frees every thread of the library, and lets a thread of its own wait for them: the library does so in
     * loops that the thread of the link must not enter.
     */
    @Override
    public void abort() {
        if (aborted) {
            return;
        }
        aborted = true;
        line.cut();
        var sweeper = new Thread(this::sweep, dial.clientId() + "/sweep");
        sweeper.setDaemon(true);
        sweeper.start();
    }

    private void sweep() {
        threads.awaitConnect(dial.settings().connectTimeout().plusSeconds(1));
        client.end();
        threads.shutdownNow();
    }

    @Override
    public void arrived(String topic, byte[] payload, int messageId, int qos) {
        events.arrived(topic, payload, () -> client.acknowledge(messageId, qos));
    }

    /** Before it is connected, the connect itself reports it. */
    @Override
    public void lost(Throwable cause) {
        if (connected) {
            LinkFault fault =
                    Diagnosis.of(cause, dial.certificate(), dial.clock().instant());
            events.lost(fault == LinkFault.HUNG_UP ? LinkFault.LOST : fault, "connection lost: " + Reasons.text(cause));
        }
    }

    @Override
    public void dismissed(int code, String reason) {
        events.lost(
                client.faultOf(code),
                "the broker disconnected with code 0x%x %s"
                        .formatted(code, reason)
                        .strip());
    }
}
