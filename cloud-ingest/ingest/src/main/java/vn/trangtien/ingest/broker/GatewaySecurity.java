package vn.trangtien.ingest.broker;

import java.security.MessageDigest;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.apache.activemq.artemis.utils.CertificateUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import vn.trangtien.ingest.enrolment.Certificates;
import vn.trangtien.ingest.frontdoor.Permit;
import vn.trangtien.ingest.registry.GatewayId;

/**
 * Who may connect, and to which topics. Denies whatever it does not know. Thread-safe.
 *
 * <p>A gateway comes with a certificate of ours; its client id must be the common name, and the registry must say that the
 * certificate and the gateway are in force. The bridge comes over the internal listener, which is on loopback and has no TLS,
 * with a password that was made at this start. The broker asks again before each publish; the answer for a connection is kept
 * on the connection, because all that can change is that the gateway is put out of force, and then the connection is cut.
 */
final class GatewaySecurity implements ActiveMQSecurityManager5 {

    private static final Logger LOG = LoggerFactory.getLogger(GatewaySecurity.class);
    /** User name of the bridge. */
    static final String BRIDGE = "ingest-bridge";
    /** User name of remote management: it may use the control tree and command Sparkplug nodes, and nothing else. */
    static final String MANAGEMENT = MqttBroker.MANAGEMENT;

    private static final String CONTROL = "$EDC/";

    /** The rights travel with the broker's subject. */
    private record Rights(TopicRights topics) implements Principal {
        @Override
        public String getName() {
            return topics.gateway().key();
        }
    }

    private final Certificates certificates;
    private final String bridgePassword;
    private final int maxTopicsPerGateway;
    private final Clock clock;
    private final BiConsumer<GatewayId, Object> admitted;
    private final ConcurrentHashMap<GatewayId, AnswerBudget> answers = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<GatewayId, Set<String>> topicsInUse = new ConcurrentHashMap<>();

    /** @param admitted told of each gateway that has proved who it is, with the id of its connection */
    GatewaySecurity(
            Certificates certificates,
            String bridgePassword,
            int maxTopicsPerGateway,
            Clock clock,
            BiConsumer<GatewayId, Object> admitted) {
        this.clock = clock;
        this.admitted = admitted;
        this.certificates = certificates;
        this.bridgePassword = bridgePassword;
        this.maxTopicsPerGateway = maxTopicsPerGateway;
    }

    @Override
    public @Nullable Subject authenticate(
            @Nullable String user,
            @Nullable String password,
            @Nullable RemotingConnection connection,
            @Nullable String securityDomain) {
        if (connection == null) {
            return null;
        }
        if (connection.getSubject() != null) {
            return connection.getSubject();
        }
        X509Certificate[] chain = CertificateUtil.getCertsFromConnection(connection);
        if (chain == null || chain.length == 0) {
            return bridge(user, password);
        }
        return gateway(chain[0], connection);
    }

    @Override
    public boolean authorize(Subject subject, Set<Role> roles, CheckType check, String address) {
        if (subject.getPrincipals(UserPrincipal.class).stream()
                .anyMatch(principal -> principal.getName().equals(BRIDGE))) {
            return true;
        }
        if (subject.getPrincipals(UserPrincipal.class).stream()
                .anyMatch(principal -> principal.getName().equals(MANAGEMENT))) {
            return address.startsWith(CONTROL) || TopicRights.isCommand(address);
        }
        for (Rights rights : subject.getPrincipals(Rights.class)) {
            return isAllowed(rights.topics(), check, address);
        }
        return false;
    }

    /** What the front door lets whoever holds this subject publish; empty if it is no gateway. */
    Optional<Permit> permit(@Nullable Subject subject) {
        return subject == null
                ? Optional.empty()
                : subject.getPrincipals(Rights.class).stream()
                        .findFirst()
                        .map(rights -> new GatewayPermit(rights.topics()));
    }

    private final class GatewayPermit implements Permit {

        private final TopicRights rights;

        GatewayPermit(TopicRights rights) {
            this.rights = rights;
        }

        @Override
        public GatewayId gateway() {
            return rights.gateway();
        }

        @Override
        public int maxTopics() {
            return maxTopicsPerGateway;
        }

        @Override
        public Passage passage(String topic) {
            if (TopicRights.isNameless(topic)) {
                return Passage.TO_KAFKA;
            }
            if (!rights.mayWrite(topic)) {
                return Passage.FOREIGN;
            }
            if (!rights.isForCity(topic)) {
                return Passage.TO_BROKER;
            }
            return isKnownOrFits(rights.gateway(), topic) ? Passage.TO_KAFKA : Passage.TOO_MANY_TOPICS;
        }
    }

    @Override
    public boolean validateUser(String user, String password) {
        return false;
    }

    @Override
    public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType checkType) {
        return false;
    }

    private boolean isAllowed(TopicRights rights, CheckType check, String address) {
        return switch (check) {
            case SEND -> rights.mayWrite(address) && isWithinBudget(rights, address);
            case CREATE_ADDRESS ->
                (rights.mayWrite(address) && isWithinBudget(rights, address)) || rights.mayRead(address);
            case CONSUME,
                    CREATE_DURABLE_QUEUE,
                    DELETE_DURABLE_QUEUE,
                    CREATE_NON_DURABLE_QUEUE,
                    DELETE_NON_DURABLE_QUEUE,
                    DELETE_ADDRESS -> rights.mayRead(address);
            default -> false;
        };
    }

    /**
     * Each topic is an address in the broker's memory, so a gateway may not invent them without end. Topics of answers are new each
     * time and forgotten by the broker a minute later, so their number in a minute is limited.
     */
    private boolean isWithinBudget(TopicRights rights, String topic) {
        GatewayId gateway = rights.gateway();
        boolean within = rights.isAnswer(topic)
                ? answers.computeIfAbsent(gateway, any -> new AnswerBudget(clock))
                        .allows(topic)
                : isKnownOrFits(gateway, topic);
        if (!within) {
            LOG.warn("gateway={} event=topic-refused reason=too-many-topics topic={}", gateway.key(), topic);
        }
        return within;
    }

    private boolean isKnownOrFits(GatewayId gateway, String topic) {
        Set<String> used = topicsInUse.computeIfAbsent(gateway, any -> ConcurrentHashMap.newKeySet());
        return used.contains(topic) || (used.size() < maxTopicsPerGateway && used.add(topic));
    }

    private @Nullable Subject bridge(@Nullable String user, @Nullable String password) {
        boolean genuine = user != null
                && (user.equals(BRIDGE) || user.equals(MANAGEMENT))
                && password != null
                && MessageDigest.isEqual(
                        password.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        bridgePassword.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return genuine ? subject(new UserPrincipal(user), null) : null;
    }

    private @Nullable Subject gateway(X509Certificate certificate, RemotingConnection connection) {
        String clientId = connection.getClientID();
        try {
            Optional<GatewayId> bearer = certificates.bearer(certificate);
            if (bearer.isPresent() && bearer.get().gateway().equals(clientId)) {
                admitted.accept(bearer.get(), connection.getID());
                return subject(new UserPrincipal(bearer.get().key()), new Rights(new TopicRights(bearer.get())));
            }
            LOG.warn(
                    "event=connection-refused clientId={} subject={} from={} reason={}",
                    clientId,
                    certificate.getSubjectX500Principal(),
                    connection.getRemoteAddress(),
                    bearer.isPresent() ? "client-id-is-not-the-common-name" : "not-in-force");
        } catch (DataAccessException e) {
            LOG.warn("event=connection-refused clientId={} reason=registry-unreachable", clientId, e);
        }
        return null;
    }

    private static Subject subject(Principal user, @Nullable Principal rights) {
        var subject = new Subject();
        subject.getPrincipals().add(user);
        if (rights != null) {
            subject.getPrincipals().add(rights);
        }
        subject.setReadOnly();
        return subject;
    }
}
