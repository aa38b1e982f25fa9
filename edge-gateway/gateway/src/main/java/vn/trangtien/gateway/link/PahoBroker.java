package vn.trangtien.gateway.link;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/** MQTT 5 with Eclipse Paho over TLS. A new client for each connection: what is in flight is ours to remember, not its. */
final class PahoBroker implements Broker {

    /** What the broker publishes in our name when it loses us; plain text, as Kura's will is. */
    private static final byte[] WILL = "lost".getBytes(StandardCharsets.US_ASCII);

    private final String address;
    private final String clientId;
    private final String willTopic;
    private final SSLContext tls;
    private final LinkSettings settings;

    PahoBroker(URI broker, String clientId, String willTopic, SSLContext tls, LinkSettings settings) {
        this.address = "ssl://" + broker.getHost() + ":" + (broker.getPort() < 0 ? 8883 : broker.getPort());
        this.clientId = clientId;
        this.willTopic = willTopic;
        this.tls = tls;
        this.settings = settings;
    }

    @Override
    public Session connect(Events events) throws BrokerException, InterruptedException {
        MqttAsyncClient client = newClient();
        var session = new PahoSession(client, events);
        boolean connected = false;
        try {
            var done = new Completion();
            client.setCallback(session);
            client.setManualAcks(true);
            client.connect(options(), null, done);
            session.connected(done.await(settings.connectTimeout(), "no answer from " + address));
            connected = true;
            return session;
        } catch (MqttException e) {
            throw new BrokerException("cannot connect to %s: %s".formatted(address, reason(e)), e);
        } finally {
            if (!connected) {
                session.abort();
            }
        }
    }

    private MqttAsyncClient newClient() throws BrokerException {
        try {
            return new MqttAsyncClient(address, clientId, new MemoryPersistence());
        } catch (MqttException e) {
            throw new BrokerException("cannot use the broker's address %s: %s".formatted(address, reason(e)), e);
        }
    }

    private MqttConnectionOptions options() {
        var options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setSessionExpiryInterval(0L);
        options.setAutomaticReconnect(false);
        options.setKeepAliveInterval((int) settings.keepAlive().toSeconds());
        options.setConnectionTimeout(Math.max(1, (int) settings.connectTimeout().toSeconds()));
        options.setSocketFactory(new NoDelaySocketFactory(tls.getSocketFactory()));
        options.setHttpsHostnameVerificationEnabled(true);
        options.setWill(willTopic, new MqttMessage(WILL, 1, false, null));
        return options;
    }

    static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage() == null ? innermost.getClass().getSimpleName() : innermost.getMessage();
        return innermost instanceof MqttException mqtt ? message + " (" + mqtt.getReasonCode() + ")" : message;
    }

    /** Outcome of one action of the client, awaited so that an interrupt ends the wait. */
    static final class Completion implements MqttActionListener {

        private final CompletableFuture<IMqttToken> outcome = new CompletableFuture<>();

        @Override
        public void onSuccess(IMqttToken token) {
            outcome.complete(token);
        }

        @Override
        public void onFailure(IMqttToken token, Throwable failure) {
            outcome.completeExceptionally(failure);
        }

        IMqttToken await(Duration timeout, String otherwise) throws BrokerException, InterruptedException {
            try {
                return outcome.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw new BrokerException(reason(e), e);
            } catch (TimeoutException e) {
                throw new BrokerException(otherwise + " within " + timeout.toMillis() + " ms", e);
            }
        }
    }
}
