package vn.trangtien.ingest.broker;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.OptionalLong;
import org.apache.activemq.artemis.api.core.ActiveMQDisconnectedException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.apache.activemq.artemis.spi.core.remoting.ssl.SSLContextFactoryProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import vn.trangtien.ingest.disk.DataDirectory;
import vn.trangtien.ingest.enrolment.BrokerCertificate;
import vn.trangtien.ingest.enrolment.Certificates;
import vn.trangtien.ingest.enrolment.ServerIdentity;
import vn.trangtien.ingest.frontdoor.FrontDoor;
import vn.trangtien.ingest.frontdoor.FrontDoorProperties;
import vn.trangtien.ingest.frontdoor.FrontDoorProtocolFactory;
import vn.trangtien.ingest.registry.GatewayExpelled;
import vn.trangtien.ingest.supervision.Backoff;
import vn.trangtien.ingest.supervision.Supervised;

/**
 * ActiveMQ Artemis in this process: TLS with a client certificate for gateways, and a plain listener on loopback for the bridge.
 *
 * <p>What gateways publish for the city goes through the {@link FrontDoor} to Kafka and never reaches the broker. What the door leaves
 * to the broker and is for the city all the same (QoS 2, retained messages, delayed wills) is acknowledged after it is synced to
 * the journal, and the bridge carries it on. The bridge's queues exist before the first gateway can connect, because a message
 * that matches no queue would be acknowledged and dropped. Beyond {@link MqttProperties#maxBacklogBytes} the broker acknowledges
 * nothing of that kind and closes the connection.
 */
@Component
@ConditionalOnProperty(name = "trangtien.ingest.mqtt.embedded", havingValue = "true", matchIfMissing = true)
final class EmbeddedBroker implements MqttBroker, SmartLifecycle {

    /** Before everything that uses the broker. */
    static final int PHASE = 100;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final Duration LOOK_EVERY = Duration.ofHours(6);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMinutes(1), Duration.ofHours(1));
    private static final WildcardConfiguration MQTT = BrokerConfiguration.MQTT_WILDCARDS;

    private final MqttProperties properties;
    private final DataDirectory data;
    private final BrokerCertificate identity;
    private final Certificates certificates;
    private final Clock clock;
    private final FrontDoor front;
    private final FrontDoorProperties limits;

    /** The gateways' listener, the password of its files and the certificate that it shows. */
    private record Door(NettyAcceptor acceptor, String password, X509Certificate shown) {}

    private @Nullable EmbeddedActiveMQ broker;
    private @Nullable Door door;
    private volatile @Nullable Supervised renewal;
    private volatile @Nullable Endpoint endpoint;

    EmbeddedBroker(
            MqttProperties properties,
            DataDirectory data,
            BrokerCertificate identity,
            Certificates certificates,
            Clock clock,
            FrontDoor front,
            FrontDoorProperties limits) {
        this.clock = clock;
        this.front = front;
        this.limits = limits;
        this.properties = properties;
        this.data = data;
        this.identity = identity;
        this.certificates = certificates;
    }

    @Override
    public Endpoint endpoint() {
        Endpoint now = endpoint;
        if (now == null) {
            throw new IllegalStateException("the MQTT broker is not running");
        }
        return now;
    }

    @Override
    public Endpoint management() {
        Endpoint bridge = endpoint();
        return new Endpoint(bridge.url(), GatewaySecurity.MANAGEMENT, bridge.password(), MANAGEMENT, true);
    }

    @Override
    public synchronized OptionalLong backlog() {
        if (broker == null || endpoint == null) {
            return OptionalLong.empty();
        }
        long messages = 0;
        for (String filter : FILTERS) {
            Queue queue = broker.getActiveMQServer().locateQueue(queueName(filter));
            messages += queue == null ? 0 : queue.getMessageCount();
        }
        return OptionalLong.of(messages);
    }

    /** Whether the broker keeps anything about this topic. */
    synchronized boolean remembers(String topic) {
        return broker != null && broker.getActiveMQServer().getAddressInfo(SimpleString.of(topic)) != null;
    }

    @Override
    public synchronized void start() {
        String password = randomText();
        var configuration = new BrokerConfiguration(properties, data.folder("broker"));
        var started = new EmbeddedActiveMQ();
        broker = started;
        try {
            started.setConfiguration(configuration.server(randomText()));
            var security = new GatewaySecurity(
                    certificates, password, properties.maxTopicsPerGateway(), clock, front::admitted);
            started.setSecurityManager(security);
            started.start();
            requireActive(started.getActiveMQServer());
            new FrontDoorProtocolFactory(front, security::permit, properties.maxMessageBytes())
                    .install(started.getActiveMQServer(), BrokerConfiguration.GATEWAYS);
            int internalPort = open(started.getActiveMQServer(), configuration.internalListener())
                    .getActualPort();
            var internal = new Endpoint(
                    "tcp://127.0.0.1:" + internalPort, GatewaySecurity.BRIDGE, password, properties.clientId(), true);
            if (!hasQueues(started.getActiveMQServer())) {
                SharedSubscription.make(internal);
            }
            if (!hasQueues(started.getActiveMQServer())) {
                throw new IllegalStateException("the broker did not make durable queues for " + FILTERS);
            }
            ServerIdentity now = identity.current();
            TlsStores stores = TlsStores.write(data.folder("broker"), now, randomText());
            NettyAcceptor acceptor =
                    open(started.getActiveMQServer(), configuration.gatewayListener(stores, limits.connections()));
            door = new Door(acceptor, stores.password(), now.certificate());
            endpoint = internal;
            renewal = Supervised.start("broker-certificate", BACKOFF, clock, this::keepFresh);
            LOG.info("event=broker-started host={} port={}", properties.host(), acceptor.getActualPort());
        } catch (Exception e) {
            stop();
            throw new IllegalStateException(
                    "the MQTT broker cannot start on %s:%d (trangtien.ingest.mqtt.host and .port): %s"
                            .formatted(properties.host(), properties.port(), e.getMessage()),
                    e);
        }
    }

    /**
     * Shows gateways a new certificate if there is one. The listener is opened anew; connections that stand go on.
     *
     * @return whether there was one
     */
    synchronized boolean renew() throws IOException, GeneralSecurityException {
        ServerIdentity now = identity.current();
        Door open = door;
        if (open == null || now.certificate().equals(open.shown())) {
            return false;
        }
        TlsStores.write(data.folder("broker"), now, open.password());
        SSLContextFactoryProvider.getSSLContextFactory().clearSSLContexts();
        open.acceptor().reload();
        door = new Door(open.acceptor(), open.password(), now.certificate());
        LOG.info(
                "event=broker-certificate-renewed until={}",
                now.certificate().getNotAfter().toInstant());
        return true;
    }

    private void keepFresh(Supervised.Run run) throws Exception {
        while (run.isWanted()) {
            run.pause(LOOK_EVERY);
            if (run.isWanted()) {
                renew();
                run.progressed();
            }
        }
    }

    @Override
    public void stop() {
        Supervised renewing = renewal;
        renewal = null;
        if (renewing != null) {
            // Not under the lock: it may be waiting for it.
            renewing.close();
        }
        front.lastOrders();
        halt();
    }

    private synchronized void halt() {
        endpoint = null;
        door = null;
        EmbeddedActiveMQ running = broker;
        broker = null;
        if (running != null) {
            try {
                running.stop();
            } catch (Exception e) {
                LOG.warn("event=broker-stop-failed", e);
            }
        }
    }

    @Override
    public boolean isRunning() {
        return endpoint != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /** Cuts the connection of a gateway that is no longer in force. */
    @TransactionalEventListener(fallbackExecution = true)
    synchronized void onExpelled(GatewayExpelled event) {
        if (broker == null) {
            return;
        }
        for (RemotingConnection connection :
                broker.getActiveMQServer().getRemotingService().getConnections()) {
            if (event.gateway().gateway().equals(connection.getClientID())) {
                LOG.info(
                        "gateway={} event=disconnected reason=expelled",
                        event.gateway().key());
                connection.fail(new ActiveMQDisconnectedException("the gateway is no longer in force"));
            }
        }
    }

    /** Artemis returns from its start even if the journal could not be opened. */
    private static void requireActive(ActiveMQServer server) {
        if (!server.isActive()) {
            throw new IllegalStateException("the broker did not become active; its log names the damaged file");
        }
    }

    private static boolean hasQueues(ActiveMQServer server) {
        return FILTERS.stream()
                .map(filter -> server.locateQueue(queueName(filter)))
                .allMatch(queue -> queue != null && queue.isDurable());
    }

    private static String queueName(String filter) {
        return MQTTUtil.getCoreQueueFromMqttTopic(SharedSubscription.name(filter), "", MQTT);
    }

    private static NettyAcceptor open(
            ActiveMQServer server, org.apache.activemq.artemis.api.core.TransportConfiguration listener)
            throws Exception {
        Acceptor acceptor = server.getRemotingService().createAcceptor(listener);
        if (!(acceptor instanceof NettyAcceptor netty)) {
            throw new IOException("listener " + listener.getName() + " could not be made; the broker's log says why");
        }
        netty.start();
        return netty;
    }

    private static String randomText() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
