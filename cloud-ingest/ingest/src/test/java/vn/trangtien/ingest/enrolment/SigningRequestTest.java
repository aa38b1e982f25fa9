package vn.trangtien.ingest.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
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

        SigningRequest request = SigningRequest.read(TestGateway.csr(keys, "any name"));

        assertThat(request.key()).isEqualTo(keys.getPublic());
        assertThat(request.keyHash()).hasSize(64);
    }

    @Test
    void requestSignedWithAnotherKeyIsRefused() throws Exception {
        var forged = new JcaPKCS10CertificationRequestBuilder(
                        new X500Principal("CN=x"), TestGateway.newKeys().getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA")
                        .build(TestGateway.newKeys().getPrivate()));

        assertRefused(TestGateway.pem(forged), EnrolmentRefused.Reason.BAD_REQUEST);
    }

    @ParameterizedTest(name = "{0} {1} bits: {2}")
    @CsvSource({"RSA, 1024, false", "RSA, 2048, true", "EC, secp384r1, false", "EC, secp256r1, true"})
    void keysMustBeStrong(String algorithm, String kind, boolean accepted) throws Exception {
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

        if (accepted) {
            assertThat(SigningRequest.read(TestGateway.pem(csr)).key()).isEqualTo(keys.getPublic());
        } else {
            assertRefused(TestGateway.pem(csr), EnrolmentRefused.Reason.WEAK_KEY);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "hello", "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n"})
    void nonsenseIsRefusedWithTheRule(String pem) {
        assertRefused(pem, EnrolmentRefused.Reason.BAD_REQUEST);
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

        assertThatThrownBy(() -> attempts.count("10.0.0.1")).isInstanceOf(EnrolmentRefused.class);
        clock.now = NOON.plus(Duration.ofSeconds(61));
        attempts.count("10.0.0.1");
    }

    private static void assertRefused(String pem, EnrolmentRefused.Reason reason) {
        assertThatThrownBy(() -> SigningRequest.read(pem))
                .isInstanceOfSatisfying(
                        EnrolmentRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason))
                .hasMessageContaining("csrPem");
    }
}
