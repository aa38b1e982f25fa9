package vn.trangtien.sim.fleet.enrol;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Registers gateways in tables of hundreds ({@code POST /api/batches}) and enrols each with its code (EST, RFC 7030), some at a
 * time over few connections that stay open. Gateways that are registered already get a new code. Thread-safe.
 */
public final class BulkEnrolment {

    private static final int TABLE = 500;
    private static final int AT_A_TIME = 4;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient office =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    private final URI ingest;
    private final String token;

    /** What the office hands out for one gateway. */
    private record Invitation(String account, String gateway, String code, URI door, String fingerprint) {

        static Invitation of(JsonNode json) {
            return new Invitation(
                    json.path("account").asString(),
                    json.path("gateway").asString(),
                    json.path("code").asString(),
                    URI.create(json.path("url").asString()),
                    json.path("fingerprint").asString());
        }
    }

    /**
     * @param ingest base address of the ingest
     * @param token of a service
     */
    public BulkEnrolment(URI ingest, String token) {
        this.ingest = ingest;
        this.token = token;
    }

    /**
     * Enrols {@code prefix-0001} and so on.
     *
     * @param account jurisdiction
     * @param number at least 1
     * @param progress told how many are done
     * @throws IOException with the server's own words if it refuses
     */
    public List<FleetIdentity> enrol(String account, String prefix, int number, IntConsumer progress)
            throws IOException, InterruptedException {
        List<FleetIdentity> done = new ArrayList<>(number);
        for (int first = 1; first <= number; first += TABLE) {
            List<String> names = new ArrayList<>();
            for (int i = first; i < first + TABLE && i <= number; i++) {
                names.add("%s-%04d".formatted(prefix, i));
            }
            done.addAll(enrolAll(invite(account, names), done.size(), progress));
        }
        return done;
    }

    private List<Invitation> invite(String account, List<String> names) throws IOException, InterruptedException {
        var table = new StringBuilder("id,name\n");
        names.forEach(name ->
                table.append(name).append(',').append("Trạm tải ").append(name).append('\n'));
        HttpResponse<String> answer = office.send(
                request("/api/batches?account=" + account)
                        .header("Content-Type", "text/csv; charset=utf-8")
                        .POST(BodyPublishers.ofString(table.toString()))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() == UNPROCESSABLE) {
            return inviteOneByOne(account, names);
        }
        List<Invitation> invitations = new ArrayList<>();
        json(answer).path("gateways").forEach(one -> invitations.add(Invitation.of(one)));
        return invitations;
    }

    /** Some of them are registered already. */
    private List<Invitation> inviteOneByOne(String account, List<String> names)
            throws IOException, InterruptedException {
        List<Invitation> invitations = new ArrayList<>();
        for (String name : names) {
            HttpResponse<String> created =
                    post("/api/gateways", Map.of("account", account, "gateway", name, "name", name, "kind", "edge"));
            if (created.statusCode() == CONFLICT) {
                created = post("/api/gateways/%s/%s/codes".formatted(account, name), Map.of());
            }
            invitations.add(Invitation.of(json(created)));
        }
        return invitations;
    }

    private List<FleetIdentity> enrolAll(List<Invitation> invitations, int before, IntConsumer progress)
            throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            Door door = Door.of(invitations.get(0));
            List<Future<FleetIdentity>> waiting = new ArrayList<>();
            for (Invitation invitation : invitations) {
                Callable<FleetIdentity> step = () -> door.enrol(invitation);
                waiting.add(threads.submit(step));
            }
            List<FleetIdentity> done = new ArrayList<>();
            for (Future<FleetIdentity> one : waiting) {
                done.add(one.get());
                progress.accept(before + done.size());
            }
            return done;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException("enrolment failed", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** The device door, with one authority. */
    private record Door(URI address, HttpClient http, X509Certificate authority) {

        static Door of(Invitation invitation) throws IOException, InterruptedException {
            try {
                var pinned = new PinnedAuthority(invitation.fingerprint());
                SSLContext tls = SSLContext.getInstance("TLS");
                tls.init(null, new TrustManager[] {pinned}, null);
                HttpClient http = HttpClient.newBuilder()
                        .sslContext(tls)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(invitation.door().resolve("/.well-known/est/cacerts"))
                                .timeout(TIMEOUT)
                                .build(),
                        BodyHandlers.ofString());
                return new Door(invitation.door(), http, pinned.among(certificates(answer)));
            } catch (GeneralSecurityException e) {
                throw new IOException(
                        "%s is not the door of the city: %s".formatted(invitation.door(), e.getMessage()), e);
            }
        }

        FleetIdentity enrol(Invitation invitation) throws IOException, InterruptedException {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                KeyPair pair = generator.generateKeyPair();
                String credentials = invitation.gateway() + ":" + invitation.code();
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(address.resolve("/.well-known/est/simpleenroll"))
                                .timeout(TIMEOUT)
                                .header(
                                        "Authorization",
                                        "Basic "
                                                + Base64.getEncoder()
                                                        .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                                .header("Content-Type", "application/pkcs10")
                                .POST(BodyPublishers.ofString(request(invitation.gateway(), pair)))
                                .build(),
                        BodyHandlers.ofString());
                return new FleetIdentity(
                        invitation.account(),
                        invitation.gateway(),
                        pair.getPrivate(),
                        certificates(answer).get(0),
                        authority);
            } catch (GeneralSecurityException | OperatorCreationException e) {
                throw new IOException("no certificate for %s: %s".formatted(invitation.gateway(), e.getMessage()), e);
            }
        }

        /** PKCS#10, DER in base64; the subject names board and gateway. */
        private static String request(String gateway, KeyPair pair) throws OperatorCreationException, IOException {
            var subject = new X500NameBuilder(BCStyle.INSTANCE)
                    .addRDN(BCStyle.SERIALNUMBER, "load-" + gateway)
                    .addRDN(BCStyle.CN, gateway)
                    .build();
            return Base64.getMimeEncoder()
                    .encodeToString(new JcaPKCS10CertificationRequestBuilder(subject, pair.getPublic())
                            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                            .getEncoded());
        }

        private static List<X509Certificate> certificates(HttpResponse<String> answer)
                throws IOException, GeneralSecurityException {
            if (answer.statusCode() != 200) {
                throw refused(answer);
            }
            try {
                var message = new CMSSignedData(Base64.getMimeDecoder().decode(answer.body()));
                List<X509Certificate> all = new ArrayList<>();
                for (X509CertificateHolder holder : message.getCertificates().getMatches(null)) {
                    all.add(new JcaX509CertificateConverter().getCertificate(holder));
                }
                if (all.isEmpty()) {
                    throw new IOException(answer.uri() + " answered without a certificate");
                }
                return all;
            } catch (CMSException | IllegalArgumentException e) {
                throw new IOException(answer.uri() + " answered with something that is no certificate", e);
            }
        }
    }

    private HttpResponse<String> post(String path, Map<String, String> body) throws IOException, InterruptedException {
        return office.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(ingest.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() / 100 != 2) {
            throw refused(answer);
        }
        try {
            return JsonMapper.shared().readTree(answer.body());
        } catch (JacksonException e) {
            throw new IOException("no JSON from " + answer.uri(), e);
        }
    }

    private static IOException refused(HttpResponse<String> answer) {
        String words = answer.body().replaceAll("\\s+", " ");
        return new IOException("%s refused with status %d: %s"
                .formatted(answer.uri(), answer.statusCode(), words.substring(0, Math.min(300, words.length()))));
    }
}
