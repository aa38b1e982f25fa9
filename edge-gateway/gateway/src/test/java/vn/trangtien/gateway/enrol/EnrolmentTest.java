package vn.trangtien.gateway.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import vn.trangtien.gateway.TestAuthority;

class EnrolmentTest {

    private static final String CODE = "K7M2-\"9QX4\\";

    @TempDir
    Path directory;

    private final TestAuthority authority = new TestAuthority("city");
    private final List<Map<?, ?>> requests = new ArrayList<>();
    private HttpServer server;
    private Answer answer = this::usual;

    /** What the office answers. */
    @FunctionalInterface
    private interface Answer {
        String to(String csr) throws IOException, GeneralSecurityException;
    }

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/enrol", this::handle);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void keyStaysHereAndTheCertificateIsKept() throws Exception {
        GatewayIdentity identity = enrolment(Clock.systemUTC()).enrol(address(), "gw-1", CODE);

        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.get("code")).isEqualTo(CODE);
            assertThat(request.get("csrPem").toString()).startsWith("-----BEGIN CERTIFICATE REQUEST-----");
        });
        assertThat(identity.account()).isEqualTo("hue");
        assertThat(identity.clientId()).isEqualTo("gw-1");
        assertThat(identity.broker()).isEqualTo(URI.create("ssl://127.0.0.1:8883"));
        assertThat(((ECPublicKey) identity.chain().get(0).getPublicKey())
                        .getParams()
                        .getCurve()
                        .getField()
                        .getFieldSize())
                .isEqualTo(256);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("id/key.pem"))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(directory.resolve("id/key.pem"))).startsWith("-----BEGIN PRIVATE KEY-----");
        assertThat(identity.sslContext().getProtocol()).isEqualTo("TLS");
        assertThat(identity.toString()).doesNotContain("PrivateKey");
    }

    @Test
    void enrolledGatewayLoadsItsIdentityAndAsksNobody() throws Exception {
        GatewayIdentity first = enrolment(Clock.systemUTC()).enrol(address(), "gw-1", CODE);

        assertThat(enrolment(Clock.systemUTC()).enrol(address(), "gw-1", "another code"))
                .isEqualTo(first);
        assertThat(requests).hasSize(1);
    }

    @Test
    void repeatedEnrolmentAfterAPowerCutAsksForTheSameKey() throws Exception {
        answer = csr -> {
            throw new IOException("power cut");
        };
        assertThatExceptionOfType(EnrolmentException.class)
                .isThrownBy(() -> enrolment(Clock.systemUTC()).enrol(address(), "gw-1", CODE))
                .withMessageContaining("status 500");
        answer = this::usual;

        GatewayIdentity identity = enrolment(Clock.systemUTC()).enrol(address(), "gw-1", CODE);

        X509Certificate fromFirst = authority.sign(requests.get(0).get("csrPem").toString(), "gw-1");
        assertThat(identity.chain().get(0).getPublicKey()).isEqualTo(fromFirst.getPublicKey());
    }

    @Test
    void refusalNamesTheStatusAndTheRemedy() {
        answer = csr -> null;

        assertThatExceptionOfType(EnrolmentException.class)
                .isThrownBy(() -> enrolment(Clock.systemUTC()).enrol(address(), "gw-1", CODE))
                .withMessageContaining("status 403")
                .withMessageContaining("ask the office for a new code");
        assertThat(directory.resolve("id/identity.properties")).doesNotExist();
    }

    @Test
    void certificateForAnotherKeyIsRefused() {
        X509Certificate foreign = authority
                .identity("hue", "gw-1", URI.create("ssl://x:1"))
                .chain()
                .get(0);
        answer = csr -> json(foreign, "gw-1");

        assertThatExceptionOfType(EnrolmentException.class)
                .isThrownBy(() -> enrolment(Clock.systemUTC()).enrol(address(), "gw-1", CODE))
                .withMessageContaining("for another key");
    }

    @Test
    void certificateForAnotherGatewayIsRefused() {
        answer = csr -> json(authority.sign(csr, "gw-10"), "gw-1");

        assertThatExceptionOfType(EnrolmentException.class)
                .isThrownBy(() -> enrolment(Clock.systemUTC()).enrol(address(), "gw-1", CODE))
                .withMessageContaining("but the server says the gateway is 'gw-1'");
    }

    @Test
    void wrongClockIsNamedAsTheReason() {
        Clock longAgo = Clock.offset(Clock.systemUTC(), Duration.ofDays(-4_000));

        assertThatExceptionOfType(EnrolmentException.class)
                .isThrownBy(() -> enrolment(longAgo).enrol(address(), "gw-1", CODE))
                .withMessageContaining("set the clock");
    }

    @Test
    void answersThatAreNoAnswersAreRefused() {
        for (String text : List.of("", "[1]", "{\"certificatePem\": 1}", "<html>", "{\"a\": ")) {
            answer = csr -> text;
            assertThatExceptionOfType(EnrolmentException.class)
                    .as(text)
                    .isThrownBy(() -> enrolment(Clock.systemUTC()).enrol(address(), "gw-1", CODE));
        }
    }

    @Test
    void codeIsNotSentInTheClearOverANetwork() {
        assertThatExceptionOfType(EnrolmentException.class)
                .isThrownBy(() -> enrolment(Clock.systemUTC()).enrol(URI.create("http://192.0.2.1/"), "gw-1", CODE))
                .withMessageContaining("must be reached by https");
    }

    @Test
    void damagedIdentityIsReportedWithTheRemedy() throws Exception {
        enrolment(Clock.systemUTC()).enrol(address(), "gw-1", CODE);
        Files.writeString(directory.resolve("id/key.pem"), "nonsense");

        assertThatExceptionOfType(EnrolmentException.class)
                .isThrownBy(() -> new IdentityStore(directory.resolve("id")).load())
                .withMessageContaining("remove the directory and enrol again");
    }

    private Enrolment enrolment(Clock clock) {
        return new Enrolment(HttpClient.newHttpClient(), new IdentityStore(directory.resolve("id")), clock);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private String usual(String csr) throws IOException, GeneralSecurityException {
        return json(authority.sign(csr, "gw-1"), "gw-1");
    }

    private String json(X509Certificate certificate, String clientId) throws IOException {
        return "{\"certificatePem\":\"%s\",\"caPem\":\"%s\",\"mqttUrl\":\"ssl://127.0.0.1:8883\",\"account\":\"hue\",\"clientId\":\"%s\"}"
                .formatted(
                        TestAuthority.pem(certificate).replace("\n", "\\n").replace("\r", ""),
                        TestAuthority.pem(authority.certificate())
                                .replace("\n", "\\n")
                                .replace("\r", ""),
                        clientId);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<?, ?> request = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(body);
        requests.add(request);
        int status = 200;
        String text;
        try {
            text = answer.to(request.get("csrPem").toString());
            if (text == null) {
                status = 403;
                text = "code is used up";
            }
        } catch (IOException | GeneralSecurityException e) {
            status = 500;
            text = e.toString();
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
