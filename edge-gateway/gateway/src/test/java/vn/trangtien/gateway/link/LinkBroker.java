package vn.trangtien.gateway.link;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import vn.trangtien.gateway.CuttableProxy;
import vn.trangtien.gateway.TestAuthority;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.SpoolMark;

/**
 * A real broker with required client certificates that can be restarted, and told not to like somebody. It notes what it takes before
 * it acknowledges, so that its list is what it has promised to keep.
 */
final class LinkBroker implements AutoCloseable {

    private final Path directory;
    private final TestAuthority authority;
    private final int tlsPort;
    private final int plainPort;
    private final List<Taken> taken = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private volatile String forbidden = "forbidden";
    private EmbeddedActiveMQ server = new EmbeddedActiveMQ();

    /** One message as it was published. */
    record Taken(String topic, byte[] payload) {

        long seq() {
            return SpoolMark.of(KuraCodec.decodeOrWrap(payload))
                    .map(SpoolMark::seq)
                    .orElse(0L);
        }
    }

    LinkBroker(Path directory, TestAuthority authority) throws Exception {
        this.directory = directory;
        this.authority = authority;
        this.tlsPort = CuttableProxy.freePort();
        this.plainPort = CuttableProxy.freePort();
        authority.writeBrokerStores(directory.resolve("keys.p12"), directory.resolve("trust.p12"));
        start();
    }

    int tlsPort() {
        return tlsPort;
    }

    /** In the order of arrival. */
    List<Taken> taken(String prefix) {
        synchronized (taken) {
            return taken.stream().filter(one -> one.topic().startsWith(prefix)).toList();
        }
    }

    void revoke(String client) {
        revoked.add(client);
    }

    void pardon(String client) {
        revoked.remove(client);
    }

    void forget() {
        taken.clear();
    }

    /** Nobody may publish or listen below this topic. */
    void forbid(String start) {
        forbidden = start.replace('/', '.');
    }

    int connections() {
        return server.getActiveMQServer().getConnectionCount();
    }

    void stop() throws Exception {
        server.stop();
    }

    void start() throws Exception {
        server = new EmbeddedActiveMQ();
        var configuration = new ConfigurationImpl();
        configuration.setPersistenceEnabled(false);
        configuration.setSecurityEnabled(true);
        configuration.setSecurityInvalidationInterval(0);
        configuration.setGracefulShutdownEnabled(false);
        configuration.setJournalDirectory(directory.resolve("journal").toString());
        configuration.addAcceptorConfiguration("plain", "tcp://127.0.0.1:" + plainPort + "?protocols=MQTT");
        configuration.addAcceptorConfiguration(
                "tls",
                "tcp://127.0.0.1:%d?protocols=MQTT;sslEnabled=true;needClientAuth=true;keyStoreType=PKCS12;trustStoreType=PKCS12;keyStorePath=%s;keyStorePassword=%s;trustStorePath=%s;trustStorePassword=%s"
                        .formatted(
                                tlsPort,
                                directory.resolve("keys.p12"),
                                TestAuthority.PASSWORD,
                                directory.resolve("trust.p12"),
                                TestAuthority.PASSWORD));
        configuration.registerBrokerPlugin(new Ledger());
        server.setConfiguration(configuration);
        server.setSecurityManager(new Doorman());
        server.start();
    }

    /** Publishes what a cloud would. */
    void publish(String topic, byte[] payload, int times) throws Exception {
        var client = new MqttAsyncClient("tcp://127.0.0.1:" + plainPort, "city-cloud", new MemoryPersistence());
        client.connect().waitForCompletion(20_000);
        for (int i = 0; i < times; i++) {
            client.publish(topic, payload, 1, false).waitForCompletion(20_000);
        }
        client.disconnectForcibly(0, 500, true);
        client.close(true);
    }

    TestAuthority authority() {
        return authority;
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    private final class Ledger implements ActiveMQServerPlugin {

        @Override
        public void afterSend(
                ServerSession session,
                Transaction transaction,
                Message message,
                boolean direct,
                boolean noAutoCreateQueue,
                RoutingStatus result) {
            var body = message.toCore().getReadOnlyBodyBuffer();
            byte[] payload = new byte[body.readableBytes()];
            body.readBytes(payload);
            taken.add(new Taken(message.getAddress().replace('.', '/'), payload));
        }

        @Override
        public void init(Map<String, String> properties) {}
    }

    private final class Doorman implements ActiveMQSecurityManager5 {

        @Override
        public Subject authenticate(String user, String password, RemotingConnection connection, String domain) {
            if (revoked.contains(connection.getClientID())) {
                return null;
            }
            var subject = new Subject();
            subject.getPrincipals().add(new UserPrincipal("anybody"));
            return subject;
        }

        @Override
        public boolean authorize(Subject subject, Set<Role> roles, CheckType check, String address) {
            return !address.startsWith(forbidden);
        }

        @Override
        public boolean validateUser(String user, String password) {
            return true;
        }

        @Override
        public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType check) {
            return true;
        }
    }
}
