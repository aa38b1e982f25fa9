package vn.trangtien.box.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.MetricValue;

/** A real broker over TLS with client certificates, which takes messages, counts them and forgets them. */
final class BenchBroker implements AutoCloseable {

    private static final String TELEMETRY = ".W1.";

    private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    private final AtomicLong telemetry = new AtomicLong();
    private final AtomicLong firstValueAt = new AtomicLong();
    private final int port;

    BenchBroker(BenchAuthority authority, Path directory) throws IOException, GeneralSecurityException {
        Path keys = directory.resolve("broker.p12");
        Path trust = directory.resolve("trust.p12");
        authority.writeBrokerStores(keys, trust);
        this.port = freePort();
        var configuration = new ConfigurationImpl();
        configuration.setPersistenceEnabled(false);
        configuration.setSecurityEnabled(false);
        configuration.setJournalDirectory(directory.resolve("journal").toString());
        configuration.registerBrokerPlugin(new Counting());
        try {
            configuration.addAcceptorConfiguration(
                    "tls",
                    "tcp://127.0.0.1:%d?protocols=MQTT;sslEnabled=true;needClientAuth=true;keyStoreType=PKCS12;trustStoreType=PKCS12;keyStorePath=%s;keyStorePassword=%s;trustStorePath=%s;trustStorePassword=%s"
                            .formatted(port, keys, BenchAuthority.PASSWORD, trust, BenchAuthority.PASSWORD));
            broker.setConfiguration(configuration);
            broker.start();
        } catch (Exception e) { // the broker's own declaration
            throw new IOException("the broker did not start: " + e.getMessage(), e);
        }
        if (!broker.getActiveMQServer().isActive()) {
            throw new IOException("the broker did not start on port " + port);
        }
    }

    URI address() {
        return URI.create("ssl://127.0.0.1:" + port);
    }

    /** Messages with values of devices. */
    long telemetry() {
        return telemetry.get();
    }

    /** When the first of them came that holds one, by {@link System#nanoTime}; 0 if none has. */
    long firstValueAt() {
        return firstValueAt.get();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private final class Counting implements ActiveMQServerPlugin {

        @Override
        public void afterSend(
                ServerSession session,
                Transaction transaction,
                Message message,
                boolean direct,
                boolean noAutoCreateQueue,
                RoutingStatus result) {
            if (message.getAddress().contains(TELEMETRY)) {
                if (firstValueAt.get() == 0 && holdsAValue(message)) {
                    firstValueAt.compareAndSet(0, System.nanoTime());
                }
                telemetry.incrementAndGet();
            }
        }

        /** A sensor that does not answer is told too, but that is no sample. */
        private static boolean holdsAValue(Message message) {
            ActiveMQBuffer body = message.toCore().getReadOnlyBodyBuffer();
            byte[] bytes = new byte[body.readableBytes()];
            body.readBytes(bytes);
            return KuraCodec.decodeOrWrap(bytes).metrics().values().stream()
                    .anyMatch(MetricValue.DoubleValue.class::isInstance);
        }
    }

    @Override
    public void close() {
        try {
            broker.stop();
        } catch (Exception e) { // the broker's own declaration
            throw new IllegalStateException("the broker did not stop", e);
        }
    }
}
