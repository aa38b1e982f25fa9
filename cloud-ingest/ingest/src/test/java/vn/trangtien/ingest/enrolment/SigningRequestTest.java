package vn.trangtien.ingest.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashSet;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.ingest.support.TestGateway;

class SigningRequestTest {

    private static final Instant NOON = Instant.parse("2026-11-22T05:00:00Z");

    @Test
    void keyIsTakenFromARequestThatItSigned() throws Exception {
        KeyPair keys = TestGateway.newKeys();

        SigningRequest request = SigningRequest.read(TestGateway.csr(keys, "river", "board-1"));

        assertThat(request.key()).isEqualTo(keys.getPublic());
        assertThat(request.gateway()).isEqualTo("river");
        assertThat(request.hardwareId()).isEqualTo("board-1");
        assertThat(request.keyHash()).hasSize(64);
    }

    @Test
    void requestSignedWithAnotherKeyIsRefused() throws Exception {
        var forged = new JcaPKCS10CertificationRequestBuilder(
                        new X500Principal("CN=x"), TestGateway.newKeys().getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA")
                        .build(TestGateway.newKeys().getPrivate()));

        assertRefused(base64(forged), EnrolmentRefused.Reason.BAD_REQUEST, "its own key");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"RSA, 2048", "EC, secp384r1", "EC, secp521r1"})
    void otherKeysThanP256AreRefused(String algorithm, String kind) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("RSA")) {
            generator.initialize(Integer.parseInt(kind));
        } else {
            generator.initialize(new ECGenParameterSpec(kind));
        }
        KeyPair keys = generator.generateKeyPair();
        var csr = new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=x"), keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256with" + (algorithm.equals("RSA") ? "RSA" : "ECDSA"))
                        .build(keys.getPrivate()));

        assertRefused(base64(csr), EnrolmentRefused.Reason.WEAK_KEY, "P-256");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "CN=x, one serialNumber",
        "SERIALNUMBER=board-1, one CN",
        "'CN=x,CN=y,SERIALNUMBER=board-1', has 2",
        "'CN=x,SERIALNUMBER=b', 6 to 100 letters",
        "'CN=x,SERIALNUMBER=board 1', 6 to 100 letters",
    })
    void subjectMustNameOneGatewayAndOneBoard(String subject, String message) throws Exception {
        KeyPair keys = TestGateway.newKeys();
        var csr = new PKCS10CertificationRequestBuilder(
                        new org.bouncycastle.asn1.x500.X500Name(subject),
                        org.bouncycastle.asn1.x509.SubjectPublicKeyInfo.getInstance(
                                keys.getPublic().getEncoded()))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));

        assertRefused(base64(csr), EnrolmentRefused.Reason.BAD_REQUEST, message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "MIIB",
                "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----"
            })
    void nonsenseIsRefusedWithTheRule(String body) {
        assertRefused(body, EnrolmentRefused.Reason.BAD_REQUEST, "PKCS#10, DER, base64");
    }

    @Test
    void codesDifferAndMayBeTypedSloppily() {
        var random = new SecureRandom();
        var codes = new HashSet<String>();
        for (int i = 0; i < 1000; i++) {
            codes.add(OneTimeCode.make(random));
        }
        String code = codes.iterator().next();

        assertThat(codes).hasSize(1000).allMatch(c -> c.matches("([A-HJ-NP-Z2-9]{5}-){3}[A-HJ-NP-Z2-9]{5}"));
        assertThat(OneTimeCode.hash(
                        " " + code.toLowerCase(java.util.Locale.ROOT).replace("-", " ")))
                .isEqualTo(OneTimeCode.hash(code));
    }

    @Test
    void attemptsAreLimitedPerAddressAndMinute() {
        var clock = new Object() {
            Instant now = NOON;
        };
        var attempts = new Attempts(2, new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return clock.now;
            }
        });
        attempts.count("10.0.0.1");
        attempts.count("10.0.0.1");
        attempts.count("10.0.0.2");

        assertThatThrownBy(() -> attempts.require("10.0.0.1")).isInstanceOf(EnrolmentRefused.class);
        attempts.require("10.0.0.2");
        clock.now = NOON.plus(Duration.ofSeconds(61));
        attempts.require("10.0.0.1");
    }

    private static void assertRefused(String body, EnrolmentRefused.Reason reason, String message) {
        assertThatThrownBy(() -> SigningRequest.read(body))
                .isInstanceOfSatisfying(
                        EnrolmentRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason))
                .hasMessageContaining(message);
    }

    private static String base64(PKCS10CertificationRequest request) throws IOException {
        return Base64.getMimeEncoder().encodeToString(request.getEncoded());
    }
}
