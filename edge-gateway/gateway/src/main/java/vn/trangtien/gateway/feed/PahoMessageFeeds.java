package vn.trangtien.gateway.feed;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.MessageFeed;
import vn.trangtien.drivers.port.MessageFeeds;
import vn.trangtien.gateway.link.Backoff;

/**
 * Listens over MQTT 3.1.1 with QoS 1 and clean sessions. All listeners of one bus share a connection, which exists as long as
 * one of them does: one thread here and four of the Paho client. Thread-safe.
 */
public final class PahoMessageFeeds implements MessageFeeds, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PahoMessageFeeds.class);

    private final String gateway;
    private final Clock clock;
    private final FeedSettings settings;
    private final Map<BusConfig.Mqtt, BrokerConnection> connections = new HashMap<>();
    private boolean closed;

    /**
     * @param gateway its id; brokers know the connections by it and the name of the bus
     * @param clock stamps messages on arrival with the time of the day
     */
    public PahoMessageFeeds(String gateway, Clock clock) {
        this(gateway, clock, FeedSettings.USUAL);
    }

    PahoMessageFeeds(String gateway, Clock clock, FeedSettings settings) {
        this.gateway = gateway;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * {@inheritDoc}
     *
     * @throws ConfigException if a password or certificate file cannot be used
     */
    @Override
    public synchronized MessageFeed listen(BusConfig.Mqtt bus, String topicFilter, DeviceClock deviceClock) {
        if (closed) {
            throw new IllegalStateException("the feeds of gateway %s have been closed".formatted(gateway));
        }
        check(bus);
        BrokerConnection connection = connections.computeIfAbsent(bus, this::connect);
        return connection.listen(topicFilter, deviceClock, new BufferedFeed.Source() {
            @Override
            public void check(String filter) throws DeviceException {
                connection.check(filter);
            }

            @Override
            public void leave(BufferedFeed feed) {
                PahoMessageFeeds.this.leave(bus, connection, feed);
            }
        });
    }

    /** Ends every connection. Safe to call twice. */
    @Override
    public synchronized void close() {
        closed = true;
        connections.values().forEach(BrokerConnection::close);
        connections.clear();
    }

    private synchronized void leave(BusConfig.Mqtt bus, BrokerConnection connection, BufferedFeed feed) {
        if (connection.leave(feed)) {
            connections.remove(bus, connection);
            connection.close();
        }
    }

    private BrokerConnection connect(BusConfig.Mqtt bus) {
        if (bus.passwordFile().isPresent() && bus.url().startsWith("tcp:")) {
            LOG.warn("bus={} url={} warning=\"the password travels in clear text; use ssl://\"", bus.name(), bus.url());
        }
        String clientId = gateway + "-" + bus.name();
        // Seeded by the name: gateways differ, so that they do not return in step after an outage.
        var backoff = new Backoff(settings.firstRetry(), settings.lastRetry(), new Random(clientId.hashCode()));
        var connection = new BrokerConnection(bus, clientId, settings, backoff, clock);
        connection.start();
        return connection;
    }

    /** Finds at once what would otherwise fail again and again in the background. */
    private static void check(BusConfig.Mqtt bus) {
        if (bus.passwordFile().isPresent()) {
            if (bus.username().isEmpty()) {
                throw new ConfigException(
                        "buses.%s.passwordFile needs a username beside it; MQTT knows no password without a user"
                                .formatted(bus.name()));
            }
            PasswordFile.read(bus.name(), bus.passwordFile().get());
        }
        if (bus.url().startsWith("ssl:")) {
            TrustedAuthorities.socketFactory(bus.name(), bus.caFile());
        }
    }
}
