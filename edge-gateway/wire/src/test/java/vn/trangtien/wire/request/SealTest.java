package vn.trangtien.wire.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.MetricValue;
import vn.trangtien.wire.request.SealBroken.Reason;

class SealTest {

    private static TestSigner city;
    private static Request sealed;

    @BeforeAll
    static void seal() throws Exception {
        city = TestSigner.forCommands("city");
        sealed = city.seal(request());
    }

    private static Request request() {
        return new Request(
                "hue",
                "gw-1",
                "CMD-V1",
                Method.EXEC,
                List.of("command"),
                "gw-1~0123456789abcdef0123456789abcdef",
                "city-cloud",
                KuraPayload.builder()
                        .metric("command.command", "/usr/bin/uptime")
                        .metric("command.timeout", 5)
                        .metric("deep", 0.5)
                        .metric("flag", true)
                        .body(new byte[] {1, 2, 3})
                        .build());
    }

    @Test
    void whatTheCitySealedIsGoodUntilItExpires() throws Exception {
        assertThat(inspector(TestSigner.NOW).inspect(sealed)).isEqualTo(TestSigner.NOW.plus(Duration.ofMinutes(5)));
    }

    @Test
    void theOrderOfMetricsOnTheWireDoesNotMatter() throws Exception {
        var reversed = KuraPayload.builder().body(sealed.payload().body().orElseThrow());
        List<String> names = List.copyOf(sealed.toPayload().metrics().keySet());
        for (int i = names.size() - 1; i >= 0; i--) {
            reversed.metric(names.get(i), sealed.toPayload().metrics().get(names.get(i)));
        }

        assertThat(inspector(TestSigner.NOW).inspect(sealed.with(reversed.build())))
                .isNotNull();
    }

    @Test
    void everyBitFlipIsRefusedUnlessItMeansTheSame() throws Exception {
        byte[] bytes = KuraCodec.encode(sealed.toPayload());
        SealInspector inspector = inspector(TestSigner.NOW);
        int refused = 0;
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            Optional<Request> read = Request.read(sealed.topic(), KuraCodec.decodeOrWrap(flipped));
            if (read.isPresent() && passes(inspector, read.get())) {
                assertThat(read.get().toPayload().metrics())
                        .isEqualTo(sealed.toPayload().metrics());
                assertThat(read.get().payload().body().orElseThrow())
                        .isEqualTo(sealed.payload().body().orElseThrow());
            } else {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(bytes.length * 8 - 64);
    }

    private static boolean passes(SealInspector inspector, Request request) {
        try {
            inspector.inspect(request);
            return true;
        } catch (SealBroken expected) {
            return false;
        }
    }

    @Test
    void aSealFitsItsTopicOnly() {
        for (KuraTopic.Control other : List.of(
                new KuraTopic.Control(KuraTopic.CONTROL, "hue", "gw-2", "CMD-V1", "EXEC/command"),
                new KuraTopic.Control(KuraTopic.CONTROL, "hoi-an", "gw-1", "CMD-V1", "EXEC/command"),
                new KuraTopic.Control(KuraTopic.CONTROL, "hue", "gw-1", "CONF-V2", "EXEC/command"),
                new KuraTopic.Control(KuraTopic.CONTROL, "hue", "gw-1", "CMD-V1", "EXEC/command/x"))) {
            Request moved = Request.read(other, sealed.toPayload()).orElseThrow();

            assertReason(Reason.FORGED, inspector(TestSigner.NOW), moved);
        }
    }

    @Test
    void aRequestWithoutASealIsRefused() {
        assertReason(Reason.UNSIGNED, inspector(TestSigner.NOW), request());
    }

    @Test
    void strangersAndCertificatesForOtherPurposesAreRefused() throws Exception {
        assertReason(
                Reason.UNTRUSTED_SIGNER,
                inspector(TestSigner.NOW),
                TestSigner.forCommands("city").seal(request()));
        TestSigner gateway = TestSigner.issued("city", KeyPurposeId.id_kp_clientAuth);
        assertReason(
                Reason.UNTRUSTED_SIGNER,
                new SealInspector(List.of(gateway.authority()), clock(TestSigner.NOW)),
                gateway.seal(request()));
    }

    /** A renewed authority keeps its name, and for a while both are trusted. */
    @Test
    void everyAuthorityOfTheIssuersNameIsTried() throws Exception {
        TestSigner renewed = TestSigner.forCommands("city");
        List<X509Certificate> both = List.of(city.authority(), renewed.authority());

        new SealInspector(both, clock(TestSigner.NOW)).inspect(sealed);
        new SealInspector(both, clock(TestSigner.NOW)).inspect(renewed.seal(request()));
        assertReason(
                Reason.UNTRUSTED_SIGNER,
                new SealInspector(both, clock(TestSigner.NOW)),
                TestSigner.forCommands("city").seal(request()));
    }

    @Test
    void whoSignsReleasesMaySignNoCommands() throws Exception {
        for (String subject : List.of("CN=city-releases,O=Tràng Tiền", "O=foo\\,CN=city-commands,CN=gw-1")) {
            TestSigner releases = TestSigner.named("city", subject, KeyPurposeId.id_kp_codeSigning);
            assertReason(
                    Reason.UNTRUSTED_SIGNER,
                    new SealInspector(List.of(releases.authority()), clock(TestSigner.NOW)),
                    releases.seal(request()));
        }
    }

    @Test
    void timeDecides() throws Exception {
        Duration fiveMinutes = Duration.ofMinutes(5);
        assertReason(Reason.EXPIRED, inspector(TestSigner.NOW.plus(fiveMinutes)), sealed);
        assertReason(Reason.IMPLAUSIBLE_TIME, inspector(TestSigner.NOW.minus(fiveMinutes)), sealed);
        Request forEver = RequestSeal.seal(
                request(), TestSigner.NOW, Duration.ofHours(1), city.keys().getPrivate(), city.certificate());
        assertReason(Reason.IMPLAUSIBLE_TIME, inspector(TestSigner.NOW), forEver);
        assertReason(Reason.UNTRUSTED_SIGNER, inspector(TestSigner.NOW.plus(Duration.ofDays(2))), sealed);
    }

    @Test
    void aForgedCertificateOrSignatureNeverBreaksTheInspector() {
        for (byte[] junk : List.of(
                new byte[0], new byte[] {0x30}, new byte[64], "-----BEGIN".getBytes(StandardCharsets.US_ASCII))) {
            assertReason(
                    Reason.UNTRUSTED_SIGNER,
                    inspector(TestSigner.NOW),
                    with(RequestMetrics.SIGNER, MetricValue.of(junk)));
            assertReason(
                    Reason.FORGED, inspector(TestSigner.NOW), with(RequestMetrics.SIGNATURE, MetricValue.of(junk)));
        }
        assertReason(Reason.UNSIGNED, inspector(TestSigner.NOW), with(RequestMetrics.SIGNER, MetricValue.of("text")));
    }

    private static Request with(String metric, MetricValue value) {
        return sealed.with(sealed.payload().toBuilder().metric(metric, value).build());
    }

    private static void assertReason(Reason reason, SealInspector inspector, Request request) {
        assertThatThrownBy(() -> inspector.inspect(request))
                .isInstanceOfSatisfying(
                        SealBroken.class, broken -> assertThat(broken.reason()).isEqualTo(reason));
    }

    private static SealInspector inspector(Instant now) {
        return new SealInspector(List.of(city.authority()), clock(now));
    }

    private static Clock clock(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
