package vn.trangtien.gateway.enrol;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Exchanges a one-time code for a certificate. The key is made here and never leaves; it is kept before the first request, so a
 * repetition after a power cut asks for the same certificate and gets it.
 */
public final class Enrolment {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private final HttpClient http;
    private final IdentityStore store;
    private final Clock clock;

    public Enrolment(HttpClient http, IdentityStore store, Clock clock) {
        this.http = http;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Enrols, or returns the identity of an earlier enrolment without asking again.
     *
     * @param server base address of the ingest; plain http only on this machine, since the code is a secret
     * @param code one-time code from the office
     * @throws EnrolmentException if the server refuses or answers with something unusable; it may be repeated
     */
    public GatewayIdentity enrol(URI server, String gatewayId, String code)
            throws EnrolmentException, InterruptedException {
        Optional<GatewayIdentity> earlier = store.load();
        if (earlier.isPresent()) {
            return earlier.get();
        }
        requireConfidential(server);
        try {
            KeyPair pair = store.keyPair();
            Map<?, ?> answer = post(server, body(code, csr(gatewayId, pair)));
            GatewayIdentity identity = checked(answer, pair);
            store.save(identity);
            return identity;
        } catch (IOException e) {
            throw new EnrolmentException(
                    "could not enrol at %s: %s; check address and network and try again"
                            .formatted(server, e.getMessage()),
                    e);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new EnrolmentException("could not make or read keys: " + e.getMessage(), e);
        }
    }

    private static void requireConfidential(URI server) throws EnrolmentException {
        boolean local;
        try {
            local = InetAddress.getByName(server.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new EnrolmentException("the server %s is unknown; check its name".formatted(server), e);
        }
        if (!"https".equals(server.getScheme()) && !local) {
            throw new EnrolmentException(
                    "the server must be reached by https, but was '%s': the code is a secret".formatted(server));
        }
    }

    private static String csr(String gatewayId, KeyPair pair) throws OperatorCreationException, IOException {
        var subject = new X500Principal("CN=" + gatewayId);
        var request = new JcaPKCS10CertificationRequestBuilder(subject, pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
        return Pem.write("CERTIFICATE REQUEST", request.getEncoded());
    }

    private static String body(String code, String csr) {
        return "{\"code\":%s,\"csrPem\":%s}".formatted(quoted(code), quoted(csr));
    }

    private static String quoted(String text) {
        var json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\' || c < 0x20) {
                json.append("\\u%04x".formatted(c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }

    private Map<?, ?> post(URI server, String json) throws IOException, InterruptedException, EnrolmentException {
        URI address = server.resolve("/api/enrol");
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new EnrolmentException("%s refused the enrolment with status %d: %s; ask the office for a new code"
                    .formatted(address, response.statusCode(), shortened(response.body())));
        }
        try {
            // JSON is a part of YAML 1.2, and this reader is on board already.
            var settings = LoadSettings.builder().setCodePointLimit(1 << 20).build();
            if (new Load(settings).loadFromString(response.body()) instanceof Map<?, ?> map) {
                return map;
            }
        } catch (YamlEngineException e) {
            throw new EnrolmentException("%s answered with something that is not JSON".formatted(address), e);
        }
        throw new EnrolmentException("%s answered with something that is no JSON object".formatted(address));
    }

    private static String shortened(String body) {
        String line = body.replaceAll("\\s+", " ");
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }

    private GatewayIdentity checked(Map<?, ?> answer, KeyPair pair)
            throws EnrolmentException, GeneralSecurityException {
        List<X509Certificate> chain = Pem.certificates(need(answer, "certificatePem"));
        List<X509Certificate> authorities = Pem.certificates(need(answer, "caPem"));
        String clientId = need(answer, "clientId");
        if (chain.isEmpty() || authorities.isEmpty()) {
            throw new EnrolmentException("the server's answer holds no certificate; report this to the office");
        }
        X509Certificate own = chain.get(0);
        if (!IdentityStore.matches(pair.getPrivate(), own)) {
            throw new EnrolmentException("the server's certificate is for another key; ask the office for a new code");
        }
        if (!commonName(own).equals(Optional.of(clientId))) {
            throw new EnrolmentException("the certificate is for %s, but the server says the gateway is '%s'"
                    .formatted(own.getSubjectX500Principal(), clientId));
        }
        Instant now = clock.instant();
        Instant begin = own.getNotBefore().toInstant();
        Instant end = own.getNotAfter().toInstant();
        if (begin.isAfter(now.plus(CLOCK_TOLERANCE)) || end.isBefore(now)) {
            throw new EnrolmentException(
                    "the certificate is valid from %s to %s, but the clock of this gateway says %s; set the clock"
                            .formatted(begin, end, now));
        }
        return new GatewayIdentity(
                need(answer, "account"),
                clientId,
                URI.create(need(answer, "mqttUrl")),
                pair.getPrivate(),
                chain,
                authorities);
    }

    private static Optional<String> commonName(X509Certificate certificate) throws EnrolmentException {
        String subject = certificate.getSubjectX500Principal().getName();
        try {
            return new LdapName(subject)
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(part -> String.valueOf(part.getValue()))
                            .findFirst();
        } catch (InvalidNameException e) {
            throw new EnrolmentException("the certificate's subject '%s' cannot be read".formatted(subject), e);
        }
    }

    private static String need(Map<?, ?> answer, String name) throws EnrolmentException {
        if (answer.get(name) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new EnrolmentException("the server's answer lacks '%s'; it may be of another version".formatted(name));
    }
}
