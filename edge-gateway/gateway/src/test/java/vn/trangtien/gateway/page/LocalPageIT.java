package vn.trangtien.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.gateway.config.PagePolicy;

class LocalPageIT {

    @TempDir
    static Path data;

    private static final TestSource SOURCE = new TestSource();
    private static LocalPage page;
    private static HttpClient client;
    private static X509Certificate seen;

    @BeforeAll
    static void open() throws Exception {
        page = LocalPage.open(new PagePolicy(true, 0, true), data, SOURCE, Clock.systemUTC());
        SSLContext anybody = SSLContext.getInstance("TLS");
        anybody.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
        client = HttpClient.newBuilder()
                .sslContext(anybody)
                .connectTimeout(Duration.ofSeconds(20))
                .build();
    }

    @AfterAll
    static void close() {
        page.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page.css", "/page.js", "/texts.js", "/icon.svg"})
    void everythingOfThePageIsHereAndNothingIsFromElsewhere(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http://", "https://", "//cdn");
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).startsWith("default-src 'none'").doesNotContain("unsafe"));
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
    }

    @Test
    void theStatusTellsWhatTheGatewayKnows() throws Exception {
        JsonNode status = json(get("/api/status"));

        assertThat(status.path("version").asInt()).isEqualTo(1);
        assertThat(status.path("gateway").asString()).isEqualTo("hue-phu-hoi-017");
        assertThat(status.path("link").path("fault").path("vi").path("remedy").asString())
                .contains("tường lửa");
        assertThat(status.path("spool").path("depth").asLong()).isEqualTo(149);
        JsonNode pressure = status.path("channels").path(1);
        assertThat(pressure.path("value").asDouble()).isEqualTo(100_912);
        assertThat(pressure.path("ageSeconds").asLong()).isEqualTo(12);
        assertThat(status.path("channels").path(4).path("value").isNull()).isTrue();
        assertThat(status.path("rules").path(0).path("state").asString()).isEqualTo("HELD");
        assertThat(status.path("rules").path(0).path("outputs").path(0).asString())
                .isEqualTo("siren.level=100");
        assertThat(status.path("videoCrashes").asLong()).isEqualTo(1);
        assertThat(status.path("errors").path(0).path("times").asInt()).isEqualTo(14);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !json(get("/api/status"))
                        .path("channels")
                        .path(1)
                        .path("recent")
                        .isEmpty());
    }

    @Test
    void theSelfTestTellsItsProgressAndWhatIsWrong() throws Exception {
        HttpResponse<String> begun = send(HttpRequest.newBuilder(local("/api/self-test"))
                .header("X-Self-Test", "1")
                .POST(BodyPublishers.noBody()));
        assertThat(begun.statusCode()).isEqualTo(202);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> !json(get("/api/self-test")).path("running").asBoolean());
        List<String> results = json(get("/api/self-test"))
                .path("results")
                .valueStream()
                .map(result -> result.path("id").asString() + " "
                        + result.path("state").asString())
                .toList();
        assertThat(results)
                .contains(
                        "clock GOOD",
                        "network BAD",
                        "cloud BAD",
                        "certificate GOOD",
                        "device/air GOOD",
                        "device/dust DOUBTFUL",
                        "device/rain BAD",
                        "camera/gate GOOD",
                        "camera/yard BAD")
                .noneMatch(result -> result.contains("WAITING"));
    }

    /** What a page elsewhere can make a browser send: a form without a header of ours. */
    @Test
    void anotherPageCannotBeginASelfTest() throws Exception {
        assertThat(send(HttpRequest.newBuilder(local("/api/self-test")).POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(405);
        assertThat(send(HttpRequest.newBuilder(local("/api/status")).POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:8890", "127.0.0.1.evil.example", "", "[::2]:80", "192.168.1.7"})
    void aNameThatSomebodyElsePointedHereIsRefused(String host) throws Exception {
        assertThat(raw("GET /api/status HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../config/gateway.yaml",
                "/page.js/..",
                "/PageHandler.class",
                "/api",
                "/index.html",
                "/%2e%2e/x"
            })
    void nothingElseIsServed(String path) throws Exception {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404");
    }

    @Test
    void fromTheNetworkOnlyACodeOpensThePage() throws Exception {
        assertThat(send(lan("/")).statusCode()).isEqualTo(303);
        assertThat(send(lan("/api/status")).statusCode()).isEqualTo(401);
        assertThat(send(lan("/page.js")).statusCode()).isEqualTo(401);
        assertThat(send(lan("/page.css")).statusCode()).isEqualTo(200);
        HttpResponse<String> wrong = signIn("ABCDE-FGHJK");
        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(wrong.body()).contains("id=\"wrong\" class").contains("id=\"too-many\" hidden");

        String code = new PageCodes(data.resolve("page"), Clock.systemUTC()).issue();
        HttpResponse<String> in = signIn(code);

        assertThat(in.statusCode()).isEqualTo(303);
        String cookie = in.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .startsWith("__Host-trangtien=")
                .contains("HttpOnly", "Secure", "SameSite=Strict", "Max-Age=28800", "Path=/");
        String pair = cookie.substring(0, cookie.indexOf(';'));
        assertThat(send(lan("/api/status").header("Cookie", "other=1; " + pair)).statusCode())
                .isEqualTo(200);
        assertThat(signIn(code).statusCode()).as("a second time").isEqualTo(403);

        HttpResponse<String> out = send(lan("/sign-out").header("Cookie", pair).POST(BodyPublishers.noBody()));
        assertThat(out.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(gone -> assertThat(gone).contains("Max-Age=0"));
        assertThat(send(lan("/api/status").header("Cookie", pair)).statusCode()).isEqualTo(401);
    }

    @Test
    void theCertificateIsTheOneWhoseFingerprintIsShownAndStaysOverRestarts() throws Exception {
        send(lan("/page.css"));

        String shown = PageCertificate.fingerprint(data.resolve("page")).orElseThrow();
        assertThat(HexFormat.ofDelimiter(":")
                        .withUpperCase()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(seen.getEncoded())))
                .isEqualTo(shown);
        assertThat(seen.getPublicKey().getAlgorithm()).isEqualTo("EC");
        try (var again = LocalPage.open(new PagePolicy(true, 0, true), data, SOURCE, Clock.systemUTC())) {
            assertThat(again.lanPort()).isPresent();
            assertThat(PageCertificate.fingerprint(data.resolve("page"))).hasValue(shown);
        }
    }

    @Test
    void withoutAnInvitationNobodyListensOnTheNetwork() throws Exception {
        try (var quiet = LocalPage.open(new PagePolicy(true, 0, false), data, SOURCE, Clock.systemUTC())) {
            assertThat(quiet.lanPort()).isEmpty();
            assertThat(Stream.of(InetAddress.getAllByName(
                                    InetAddress.getLocalHost().getHostName()))
                            .filter(address -> !address.isLoopbackAddress())
                            .filter(address -> isOpen(address, quiet.port())))
                    .isEmpty();
        }
    }

    private static boolean isOpen(InetAddress address, int port) {
        try (var socket = new Socket(address, port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static HttpResponse<String> signIn(String code) throws Exception {
        return send(lan("/sign-in")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("code=" + code)));
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(local(path)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static URI local(String path) {
        return URI.create("http://127.0.0.1:" + page.port() + path);
    }

    private static HttpRequest.Builder lan(String path) {
        return HttpRequest.newBuilder(
                URI.create("https://127.0.0.1:" + page.lanPort().orElseThrow() + path));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.builder().build().readTree(answer.body());
    }

    /** As written, which no well-behaved client sends. */
    private static String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), page.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Trusts everybody, by any name, and remembers whom: nobody vouches for the page. */
    private static final class Anybody extends X509ExtendedTrustManager {

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            seen = chain[0];
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            seen = chain[0];
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            seen = chain[0];
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
