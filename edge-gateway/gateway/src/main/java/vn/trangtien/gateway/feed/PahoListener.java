package vn.trangtien.gateway.feed;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.TimerPingSender;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.gateway.mqtt.ConnectThreads;
import vn.trangtien.gateway.mqtt.Line;
import vn.trangtien.gateway.mqtt.Reasons;
import vn.trangtien.gateway.mqtt.V3Answer;

/** One connection of the Paho client for MQTT 3.1.1, with a clean session. Used by one thread; events come on others. */
final class PahoListener implements AutoCloseable, MqttCallback {

    private static final Logger LOG = LoggerFactory.getLogger(PahoListener.class);
    private static final int AT_LEAST_ONCE = 1;
    private static final int REFUSED = 0x80;
    private static final int FAREWELL_MILLIS = 500;

    private final BusConfig.Mqtt bus;
    private final FeedSettings settings;
    private final Events events;
    private final MqttAsyncClient client;
    private final ConnectThreads threads;
    private Optional<Line> line = Optional.empty();
    private boolean connecting;

    /** Called on threads of the library; must return at once. */
    interface Events {

        void arrived(String topic, byte[] payload);

        void lost(String reason);
    }

    PahoListener(BusConfig.Mqtt bus, String clientId, FeedSettings settings, Events events) throws FeedException {
        this.bus = bus;
        this.settings = settings;
        this.events = events;
        this.threads = new ConnectThreads("feed-" + bus.name() + "-mqtt");
        try {
            this.client = new MqttAsyncClient(
                    address(bus.url()), clientId, new MemoryPersistence(), new TimerPingSender(), threads);
        } catch (MqttException | IllegalArgumentException e) {
            threads.shutdownNow();
            throw new FeedException("the url cannot be used: " + Reasons.text(e), e);
        }
        client.setCallback(this);
    }

    void connect() throws FeedException, InterruptedException {
        try {
            MqttConnectOptions options = options();
            var answer = new V3Answer();
            connecting = true;
            client.connect(options, null, answer);
            await(answer, "no answer to the connect");
        } catch (MqttException e) {
            throw new FeedException(Reasons.text(e), e);
        }
    }

    /** Asks for topics and tells whether the broker grants them, with whatever quality of service. */
    boolean subscribe(String filter) throws FeedException, InterruptedException {
        try {
            var answer = new V3Answer();
            client.subscribe(filter, AT_LEAST_ONCE, null, answer);
            IMqttToken token = await(answer, "no answer to the subscription of " + filter);
            for (int granted : token.getGrantedQos()) {
                if (granted == REFUSED) {
                    return false;
                }
            }
            return true;
        } catch (MqttException e) {
            throw new FeedException("cannot subscribe to %s: %s".formatted(filter, Reasons.text(e)), e);
        } catch (SubscriptionRefused e) {
            return false;
        }
    }

    void unsubscribe(String filter) throws FeedException, InterruptedException {
        try {
            var answer = new V3Answer();
            client.unsubscribe(filter, null, answer);
            await(answer, "no answer to the end of the subscription of " + filter);
        } catch (MqttException e) {
            throw new FeedException("cannot unsubscribe from %s: %s".formatted(filter, Reasons.text(e)), e);
        }
    }

    /** Says goodbye if there is anybody to say it to, and ends the threads of the library. */
    @Override
    public void close() {
        client.setCallback(null);
        // A goodbye that gets stuck ends when the line does.
        line.ifPresent(open -> threads.schedule(open::cut, 2 * FAREWELL_MILLIS, TimeUnit.MILLISECONDS));
        if (!client.isConnected()) {
            line.ifPresent(Line::cut);
        }
        if (connecting) {
            threads.awaitConnect(settings.connectTimeout().plusSeconds(1));
        }
        try {
            client.disconnectForcibly(0, FAREWELL_MILLIS, client.isConnected());
        } catch (MqttException e) {
            LOG.debug("bus={} disconnect=\"{}\"", bus.name(), Reasons.text(e));
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            LOG.debug("bus={} close=\"{}\"", bus.name(), Reasons.text(e));
        }
        threads.shutdownNow();
    }

    private boolean isSecured() {
        return bus.url().startsWith("ssl:");
    }

    /** Paho dials plain TCP in either case; TLS is the line's. */
    private static String address(String url) {
        return url.startsWith("ssl:") ? "tcp" + url.substring("ssl".length()) : url;
    }

    private MqttConnectOptions options() {
        var options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setCleanSession(true);
        options.setAutomaticReconnect(false);
        options.setKeepAliveInterval((int) Math.max(1, settings.keepAlive().toSeconds()));
        options.setConnectionTimeout((int) Math.max(1, settings.connectTimeout().toSeconds()));
        bus.username().ifPresent(options::setUserName);
        bus.passwordFile().ifPresent(file -> options.setPassword(PasswordFile.read(bus.name(), file)));
        var opened = new Line(
                isSecured()
                        ? Optional.of(TrustedAuthorities.socketFactory(bus.name(), bus.caFile()))
                        : Optional.empty(),
                threads,
                settings.connectTimeout());
        line = Optional.of(opened);
        options.setSocketFactory(opened);
        return options;
    }

    @Override
    public void connectionLost(Throwable cause) {
        events.lost(Reasons.text(cause));
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        events.arrived(topic, message.getPayload());
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
        // publishes nothing
    }

    /** The broker does not want to give these topics. */
    private static final class SubscriptionRefused extends RuntimeException {}

    private IMqttToken await(V3Answer answer, String otherwise) throws FeedException, InterruptedException {
        long millis = settings.connectTimeout().toMillis();
        try {
            return answer.get(millis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (Reasons.code(e).orElse(0) == MqttException.REASON_CODE_SUBSCRIBE_FAILED) {
                throw new SubscriptionRefused();
            }
            throw new FeedException(Reasons.text(e), e);
        } catch (TimeoutException e) {
            throw new FeedException("%s within %d ms".formatted(otherwise, millis), e);
        }
    }
}
