package vn.trangtien.gateway.enrol;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the city's device door in the words of EST (RFC 7030), one request at a time. */
final class EstClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final String EST = "/.well-known/est/";

    /** What the door said. */
    sealed interface Answer {

        record Certificate(X509Certificate certificate) implements Answer {}

        /** Somebody in the office must agree; ask again then. */
        record Later(Duration after) implements Answer {}
    }

    /** What a gateway needs to know besides its certificate. */
    record Settings(String account, String clientId, URI mqttUrl) {}

    private final URI door;
    private final HttpClient http;

    private EstClient(URI door, SSLContext tls) {
        this.door = door;
        this.http = HttpClient.newBuilder()
                .sslContext(tls)
                .connectTimeout(CONNECT_TIMEOUT)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** For the first enrolment: trusts whom the label names, and has nothing to show. */
    static EstClient at(Label label, KnownTime time) throws GeneralSecurityException {
        return new EstClient(label.door(), tls(null, PinnedTrust.to(label.fingerprint(), time)));
    }

    /** With a certificate to show. */
    static EstClient at(
            URI door, PrivateKey key, X509Certificate own, List<X509Certificate> authorities, KnownTime time)
            throws GeneralSecurityException, IOException {
        char[] noPassword = {};
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("gateway", key, noPassword, new X509Certificate[] {own});
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, noPassword);
        return new EstClient(door, tls(factory.getKeyManagers(), PinnedTrust.to(authorities, time)));
    }

    private static SSLContext tls(KeyManager @Nullable [] own, PinnedTrust trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own, new TrustManager[] {trust}, null);
        return context;
    }

    List<X509Certificate> authorities() throws IOException, InterruptedException, EnrolmentException {
        HttpResponse<String> answer = send(request(EST + "cacerts").GET());
        if (answer.statusCode() != 200) {
            throw refused(answer);
        }
        return certificates(answer);
    }

    Answer enrol(Label label, KeyPair pair, String hardwareId)
            throws IOException, InterruptedException, EnrolmentException {
        String credentials = label.gateway() + ":" + label.code();
        return answer(send(request(EST + "simpleenroll")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/pkcs10")
                .POST(HttpRequest.BodyPublishers.ofString(csr(label.gateway(), hardwareId, pair)))));
    }

    Answer renew(String gateway, KeyPair pair, String hardwareId)
            throws IOException, InterruptedException, EnrolmentException {
        return answer(send(request(EST + "simplereenroll")
                .header("Content-Type", "application/pkcs10")
                .POST(HttpRequest.BodyPublishers.ofString(csr(gateway, hardwareId, pair)))));
    }

    Settings settings() throws IOException, InterruptedException, EnrolmentException {
        HttpResponse<String> answer =
                send(request("/.well-known/trangtien/gateway").GET());
        if (answer.statusCode() != 200) {
            throw refused(answer);
        }
        try {
            JsonNode json = JsonMapper.shared().readTree(answer.body());
            return new Settings(need(json, "account"), need(json, "clientId"), URI.create(need(json, "mqttUrl")));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new EnrolmentException("%s answered with something unusable: %s".formatted(door, e.getMessage()), e);
        }
    }

    /** A certificate request (PKCS#10), DER in base64. */
    static String csr(String gateway, String hardwareId, KeyPair pair) throws IOException {
        var subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.SERIALNUMBER, hardwareId)
                .addRDN(BCStyle.CN, gateway)
                .build();
        try {
            byte[] der = new JcaPKCS10CertificationRequestBuilder(subject, pair.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                    .getEncoded();
            return Base64.getMimeEncoder().encodeToString(der);
        } catch (OperatorCreationException e) {
            throw new IOException("the key cannot sign", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(door.resolve(path)).timeout(TIMEOUT);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(
                request.build(),
                info -> HttpResponse.BodySubscribers.mapping(HttpResponse.BodySubscribers.ofInputStream(), in -> {
                    try (in) {
                        return new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }));
    }

    private Answer answer(HttpResponse<String> answer) throws EnrolmentException {
        if (answer.statusCode() == 200) {
            return new Answer.Certificate(certificates(answer).get(0));
        }
        if (answer.statusCode() == 202 || answer.statusCode() == 503) {
            return new Answer.Later(retryAfter(answer).orElse(Duration.ofSeconds(30)));
        }
        throw refused(answer);
    }

    private static Optional<Duration> retryAfter(HttpResponse<String> answer) {
        OptionalLong seconds = answer.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,5}"))
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
        return seconds.isPresent()
                ? Optional.of(Duration.ofSeconds(Math.max(1, seconds.getAsLong())))
                : Optional.empty();
    }

    private EnrolmentException refused(HttpResponse<String> answer) {
        String detail = answer.body();
        try {
            JsonNode json = JsonMapper.shared().readTree(answer.body());
            if (json.hasNonNull("detail")) {
                detail = json.path("detail").asString();
            }
        } catch (JacksonException noProblem) {
            detail = answer.body().strip();
        }
        String line = detail.replaceAll("\\s+", " ");
        return new EnrolmentException("%s refused with status %d: %s"
                .formatted(door, answer.statusCode(), line.length() > 300 ? line.substring(0, 300) + "…" : line));
    }

    private List<X509Certificate> certificates(HttpResponse<String> answer) throws EnrolmentException {
        try {
            var message = new CMSSignedData(Base64.getMimeDecoder().decode(answer.body()));
            var all = new ArrayList<X509Certificate>();
            for (X509CertificateHolder holder : message.getCertificates().getMatches(null)) {
                all.add(new JcaX509CertificateConverter().getCertificate(holder));
            }
            if (all.isEmpty()) {
                throw new EnrolmentException("%s answered without a certificate".formatted(door));
            }
            return all;
        } catch (CMSException | GeneralSecurityException | IllegalArgumentException e) {
            throw new EnrolmentException("%s answered with something that is no certificate".formatted(door), e);
        }
    }

    private static String need(JsonNode json, String name) {
        String value = json.path(name).asString("");
        if (value.isBlank()) {
            throw new IllegalArgumentException("it lacks '%s'".formatted(name));
        }
        return value;
    }
}
