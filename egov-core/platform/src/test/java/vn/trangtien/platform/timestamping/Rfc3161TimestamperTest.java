package vn.trangtien.platform.timestamping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.platform.timestamping.TimestampException.Reason;

/** A real authority on loopback, and answers that only look like one. */
class Rfc3161TimestamperTest {

    private static final byte[] DIGEST = new byte[32];
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    static Path folder;

    private static Authority authority;
    private static HttpServer impostor;
    private static final AtomicReference<byte[]> ANSWER = new AtomicReference<>(new byte[0]);

    @BeforeAll
    static void open() throws IOException {
        authority = Authority.open(folder, CLOCK);
        impostor = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        impostor.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(ANSWER.get());
            exchange.close();
        });
        impostor.start();
    }

    @AfterAll
    static void close() {
        authority.close();
        impostor.stop(0);
    }

    @AfterEach
    void mend() {
        authority.faults().clear();
    }

    @Test
    void aStampTellsWhenByWhomAndUnderWhichPolicy() throws TimestampException {
        Timestamp stamp = authority.timestamper().stamp(DIGEST);

        assertThat(Duration.between(stamp.at(), CLOCK.instant()).abs()).isLessThan(Duration.ofMinutes(1));
        assertThat(stamp.policy()).isEqualTo(Authority.POLICY);
        assertThat(stamp.authority())
                .isEqualTo(
                        authority.pki().timeStamper().getSubjectX500Principal().getName());
        assertThat(authority.trust().verify(stamp.token(), DIGEST)).isEqualTo(stamp);
    }

    @Test
    void anAuthorityThatIsAwayIsUnreachable() {
        authority.faults().tsaDown(true);
        assertFails(authority.timestamper(), Reason.UNREACHABLE, "status 503");
        assertFails(asking(URI.create("http://127.0.0.1:1/tsa"), authority.trust()), Reason.UNREACHABLE, "127.0.0.1:1");
    }

    @Test
    void anAuthorityThatIsSlowIsNotWaitedForForEver() {
        authority.faults().tsaDelay(Duration.ofSeconds(20));
        var hasty = new Rfc3161Timestamper(
                authority.pki().addresses().tsa(),
                authority.trust(),
                Duration.ofMillis(300),
                Duration.ofMinutes(1),
                CLOCK);
        assertFails(hasty, Reason.UNREACHABLE, "");
    }

    @Test
    void aStampAboutSomethingElseIsRefused() {
        authority.faults().tsaWrongHash(true);
        assertFails(authority.timestamper(), Reason.NOT_VALID, "");
    }

    @Test
    void aStampWithAWrongTimeIsRefused() {
        authority.faults().tsaBehind(Duration.ofHours(2));
        assertFails(authority.timestamper(), Reason.NOT_VALID, "check both clocks");
    }

    @Test
    void anAnswerToAnEarlierQuestionIsRefused() throws Exception {
        byte[] earlier = askedWithCurlsHands();
        ANSWER.set(earlier);
        assertFails(asking(impostorsAddress(), authority.trust()), Reason.NOT_VALID, "nonce");
    }

    @Test
    void rubbishIsNoStamp() {
        var random = new Random(7);
        for (int length : new int[] {0, 1, 5, 100, 70_000}) {
            byte[] rubbish = new byte[length];
            random.nextBytes(rubbish);
            ANSWER.set(rubbish);
            assertFails(asking(impostorsAddress(), authority.trust()), Reason.UNREACHABLE, "");
        }
    }

    @Test
    void aCertificateThatNobodyTrustsIsRefused(@TempDir Path other) throws IOException {
        try (Authority stranger = Authority.open(other, CLOCK)) {
            assertFails(
                    asking(authority.pki().addresses().tsa(), stranger.trust()),
                    Reason.NOT_VALID,
                    "no trusted certificate");
        }
    }

    @Test
    void anotherPolicyIsRefused() {
        var trust = new TimestampTrust(List.of(authority.pki().root()), List.of("1.2.3", "1.2.4"));
        assertFails(asking(authority.pki().addresses().tsa(), trust), Reason.NOT_VALID, "the policy must be one of");
        var one = new TimestampTrust(List.of(authority.pki().root()), List.of("1.2.3"));
        assertFails(asking(authority.pki().addresses().tsa(), one), Reason.REFUSED, "");
    }

    @Test
    void theStampingCertificateItselfMayBeTrusted() throws TimestampException {
        var pinned = new TimestampTrust(List.of(authority.pki().timeStamper()), List.of());
        String token = authority.timestamper().stamp(DIGEST).token();

        assertThat(pinned.verify(token, DIGEST).token()).isEqualTo(token);
    }

    @Test
    void aCertificateForOtherWorkDoesNotStamp() throws TimestampException {
        // The issuing authority's own certificate is in the token and is trusted, but it did not sign.
        var issuing = new TimestampTrust(List.of(authority.pki().issuing()), List.of());
        String token = authority.timestamper().stamp(DIGEST).token();

        assertThat(issuing.verify(token, DIGEST).at()).isNotNull();
    }

    @Test
    void noByteOfATokenThatIsSignedCanBeChanged() throws TimestampException {
        byte[] token =
                Base64.getDecoder().decode(authority.timestamper().stamp(DIGEST).token());
        Instant at = read(token);
        int unnoticed = 0;
        for (int i = 0; i < token.length; i += 3) {
            byte[] changed = token.clone();
            changed[i] ^= 1;
            try {
                assertThat(read(changed)).as("byte %d", i).isEqualTo(at);
                unnoticed++;
            } catch (TimestampException expected) {
                assertThat(expected.reason()).isEqualTo(Reason.NOT_VALID);
            }
        }
        // What is left is a certificate that is not needed, or a length in a form that DER would write differently.
        assertThat(unnoticed).isLessThan(token.length / 6);
    }

    @Test
    void whatIsNoCertificateIsNamed() {
        var text = new ByteArrayInputStream("no certificate".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> TimestampTrust.of(text, "tsa.pem", List.of())).hasMessageContaining("tsa.pem");
    }

    @Test
    void refusesToAskWithoutKnowingWhomToBelieve() {
        assertThatThrownBy(() -> asking(impostorsAddress(), TimestampTrust.ofAnybody()))
                .hasMessageContaining("must be checked against a trusted certificate");
    }

    @Test
    void aStampOfLongAgoStillHolds(@TempDir Path old) throws Exception {
        var then = Clock.fixed(CLOCK.instant().minus(Duration.ofDays(2_000)), ZoneOffset.UTC);
        try (Authority past = Authority.open(old, then)) {
            String token = past.timestamper().stamp(DIGEST).token();
            assertThat(past.trust().verify(token, DIGEST).at())
                    .isBefore(CLOCK.instant().minus(Duration.ofDays(1_999)));
        }
    }

    private static Instant read(byte[] token) throws TimestampException {
        return authority
                .trust()
                .verify(Base64.getEncoder().encodeToString(token), DIGEST)
                .at();
    }

    /** A granted answer with a nonce that nobody else will draw. */
    private static byte[] askedWithCurlsHands() throws Exception {
        var generator = new org.bouncycastle.tsp.TimeStampRequestGenerator();
        generator.setCertReq(true);
        byte[] question = generator
                .generate(org.bouncycastle.tsp.TSPAlgorithms.SHA256, DIGEST, java.math.BigInteger.TEN)
                .getEncoded();
        HttpRequest request = HttpRequest.newBuilder(authority.pki().addresses().tsa())
                .header("Content-Type", "application/timestamp-query")
                .POST(HttpRequest.BodyPublishers.ofByteArray(question))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    private static URI impostorsAddress() {
        return URI.create("http://127.0.0.1:" + impostor.getAddress().getPort() + "/");
    }

    private static Timestamper asking(URI address, TimestampTrust trust) {
        return new Rfc3161Timestamper(address, trust, Duration.ofSeconds(10), Duration.ofMinutes(2), CLOCK);
    }

    private static void assertFails(Timestamper timestamper, Reason reason, String words) {
        assertThatThrownBy(() -> timestamper.stamp(DIGEST))
                .isInstanceOfSatisfying(TimestampException.class, failure -> {
                    assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
                    assertThat(failure.getMessage()).contains(words);
                });
    }
}
