package vn.trangtien.gateway.feed;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import vn.trangtien.gateway.CuttableProxy;
import vn.trangtien.gateway.TestAuthority;

/** A real broker of somebody else: one user with a password, plain and TLS doors, and topics it does not give. */
final class FeedBroker implements AutoCloseable {

    static final String USER = "trangtien";
    static final String PASSWORD = "thuyen-rong-2026";

    /** Nobody may listen below this. */
    static final String FORBIDDEN = "forbidden";

    private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    private final MqttClient publisher;
    private final int plainPort = CuttableProxy.freePort();
    private final int tlsPort = CuttableProxy.freePort();

    FeedBroker(Path directory, TestAuthority authority) throws Exception {
        Path keys = directory.resolve("feed-broker.p12");
        authority.writeBrokerStores(keys, directory.resolve("feed-trust.p12"));
        var configuration = new ConfigurationImpl();
        configuration.setPersistenceEnabled(false);
        configuration.setJournalDirectory(directory.resolve("feed-journal").toString());
        configuration.setSecurityEnabled(true);
        configuration.setSecurityInvalidationInterval(0);
        configuration.addAcceptorConfiguration("plain", "tcp://127.0.0.1:" + plainPort + "?protocols=MQTT");
        configuration.addAcceptorConfiguration(
                "tls",
                "tcp://127.0.0.1:%d?protocols=MQTT;sslEnabled=true;keyStoreType=PKCS12;keyStorePath=%s;keyStorePassword=%s"
                        .formatted(tlsPort, keys, TestAuthority.PASSWORD));
        broker.setConfiguration(configuration);
        broker.setSecurityManager(new OneUser());
        broker.start();
        publisher = new MqttClient("tcp://127.0.0.1:" + plainPort, "publisher", new MemoryPersistence());
        var options = new MqttConnectOptions();
        options.setUserName(USER);
        options.setPassword(PASSWORD.toCharArray());
        publisher.connect(options);
    }

    int plainPort() {
        return plainPort;
    }

    int tlsPort() {
        return tlsPort;
    }

    /** How many clients are connected, the publisher not counted. */
    int listeners() {
        return broker.getActiveMQServer().getConnectionCount() - 1;
    }

    void publish(String topic, String payload) throws Exception {
        publisher.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, false);
    }

    @Override
    public void close() throws Exception {
        publisher.disconnectForcibly(0, 100, false);
        publisher.close(true);
        broker.stop();
    }

    private static final class OneUser implements ActiveMQSecurityManager5 {

        @Override
        public Subject authenticate(String user, String password, RemotingConnection connection, String domain) {
            if (!validateUser(user, password)) {
                return null;
            }
            var subject = new Subject();
            subject.getPrincipals().add(new UserPrincipal(user));
            return subject;
        }

        @Override
        public boolean authorize(Subject subject, Set<Role> roles, CheckType check, String address) {
            return subject != null && !address.startsWith(FORBIDDEN);
        }

        @Override
        public boolean validateUser(String user, String password) {
            return USER.equals(user) && PASSWORD.equals(password);
        }

        @Override
        public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType check) {
            return validateUser(user, password);
        }
    }
}
