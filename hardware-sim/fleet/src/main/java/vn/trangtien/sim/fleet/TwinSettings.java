package vn.trangtien.sim.fleet;

import java.time.Duration;
import java.util.Optional;
import javax.net.SocketFactory;
import vn.trangtien.wire.KuraPosition;

/**
 * What a technician would have entered on the gateway.
 *
 * @param broker {@code tcp://host:port} or {@code ssl://host:port}
 * @param account jurisdiction, first level of every topic
 * @param name client id, unless {@link Quirk#CLIENT_ID_WITH_COLONS} makes one of {@code mac}
 * @param mac of the primary interface, upper case with colons
 * @param sockets trust and key for {@code ssl}; empty for the JVM's own
 * @param position where it stands, for a twin without {@link Quirk#POSITION_ZERO}
 * @param capacity messages the store holds
 * @param second how long a second lasts; shorter makes tests quick
 * @param seed of everything that is random
 */
public record TwinSettings(
        String broker,
        String account,
        String name,
        String mac,
        Optional<SocketFactory> sockets,
        Optional<KuraPosition> position,
        int capacity,
        Duration second,
        long seed) {

    /** Capacity of a gateway as delivered. */
    public static final int STOCK_CAPACITY = 10_000;

    public TwinSettings {
        if (account.isEmpty() || account.indexOf('/') >= 0) {
            throw new IllegalArgumentException("account must not be empty or hold '/', but was '" + account + "'");
        }
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1 message, but was " + capacity);
        }
        if (second.isNegative() || second.toMillis() < 1) {
            throw new IllegalArgumentException("second must last at least 1 ms, but was " + second);
        }
    }

    /** A gateway as delivered, in real time. */
    public static TwinSettings of(String broker, String account, String name) {
        return new TwinSettings(
                broker,
                account,
                name,
                "B8:27:EB:00:00:01",
                Optional.empty(),
                Optional.empty(),
                STOCK_CAPACITY,
                Duration.ofSeconds(1),
                20_190_815);
    }

    public TwinSettings withMac(String other) {
        return new TwinSettings(broker, account, name, other, sockets, position, capacity, second, seed);
    }

    public TwinSettings withSockets(SocketFactory factory) {
        return new TwinSettings(broker, account, name, mac, Optional.of(factory), position, capacity, second, seed);
    }

    public TwinSettings withPosition(KuraPosition where) {
        return new TwinSettings(broker, account, name, mac, sockets, Optional.of(where), capacity, second, seed);
    }

    public TwinSettings withCapacity(int messages) {
        return new TwinSettings(broker, account, name, mac, sockets, position, messages, second, seed);
    }

    /** The same with shorter seconds. */
    public TwinSettings withSecond(Duration duration) {
        return new TwinSettings(broker, account, name, mac, sockets, position, capacity, duration, seed);
    }
}
