package vn.trangtien.gateway.enrol;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataGenerator;

/** A device door of a city, as little as a gateway needs. */
final class TestDoor implements AutoCloseable {

    /** Status and body; a certificate is packed as EST wants it. */
    record Answer(int status, String body) {}

    /** Whoever checks a certificate looks at the clock of the computer. */
    static final Clock CLOCK = Clock.systemUTC();

    /** What the door makes of a request for a certificate. */
    @FunctionalInterface
    interface Office {
        Answer to(byte[] csr) throws IOException, GeneralSecurityException;
    }

    final DoorAuthority authority;
    final List<byte[]> requests = new ArrayList<>();
    final List<String> credentials = new ArrayList<>();
    Office office = this::usual;
    List<X509Certificate> authorities;
    String settings = "{\"account\":\"hue\",\"clientId\":\"gw-1\",\"mqttUrl\":\"ssl://127.0.0.1:8883\"}";

    private final HttpsServer server;

    TestDoor() throws Exception {
        this(CLOCK.instant().minus(Duration.ofHours(1)), CLOCK.instant().plus(Duration.ofDays(1)));
    }

    /** A door whose own certificate is good for that time. */
    TestDoor(Instant from, Instant to) throws Exception {
        authority = new DoorAuthority("city");
        authorities = List.of(authority.certificate());
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(authority.server(from, to), authority.certificate())) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
                wanted.setWantClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        server.createContext(
                "/.well-known/est/cacerts", exchange -> reply(exchange, new Answer(200, packed(authorities))));
        server.createContext("/.well-known/est/simpleenroll", exchange -> {
            credentials.add(exchange.getRequestHeaders().getFirst("Authorization"));
            certify(exchange);
        });
        server.createContext("/.well-known/est/simplereenroll", this::certify);
        server.createContext("/.well-known/trangtien/gateway", exchange -> reply(exchange, new Answer(200, settings)));
        server.start();
    }

    Label label() throws GeneralSecurityException {
        return new Label(url(), "K7M2-9QX4", PinnedTrust.fingerprint(authority.certificate()), "gw-1");
    }

    URI url() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    static Answer certificate(X509Certificate one) {
        return new Answer(200, packed(List.of(one)));
    }

    private Answer usual(byte[] csr) throws IOException, GeneralSecurityException {
        Instant now = CLOCK.instant();
        return certificate(authority.sign(csr, "gw-1", now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(90))));
    }

    private void certify(HttpExchange exchange) throws IOException {
        byte[] csr = Base64.getMimeDecoder().decode(exchange.getRequestBody().readAllBytes());
        requests.add(csr);
        try {
            reply(exchange, office.to(csr));
        } catch (GeneralSecurityException e) {
            reply(exchange, new Answer(500, e.toString()));
        }
    }

    private static void reply(HttpExchange exchange, Answer answer) throws IOException {
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        if (answer.status() == 202) {
            exchange.getResponseHeaders().add("Retry-After", "30");
        }
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String packed(List<X509Certificate> certificates) {
        try {
            var message = new CMSSignedDataGenerator();
            for (X509Certificate one : certificates) {
                message.addCertificate(new JcaX509CertificateHolder(one));
            }
            return Base64.getMimeEncoder()
                    .encodeToString(message.generate(new CMSAbsentContent()).getEncoded());
        } catch (CMSException | GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static SSLContext tls(KeyStore own, X509Certificate authority) throws Exception {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, DoorAuthority.PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", authority);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
