package vn.trangtien.ingest.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.ingest.support.TestGateway;

class CertificateAuthorityTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
    private static final List<String> NAMES = List.of("localhost", "127.0.0.1");

    private static final Passphrase SECRET = Passphrase.of("a passphrase for tests");

    @TempDir
    Path folder;

    @Test
    void authorityIsTheSameAfterARestart() {
        X509Certificate first = CertificateAuthority.in(folder, SECRET, NOW).certificate();

        assertThat(CertificateAuthority.in(folder, SECRET, NOW).certificate()).isEqualTo(first);
        assertThat(first.getBasicConstraints()).isZero();
    }

    @Test
    void keysAreForTheirOwnerOnly() throws Exception {
        CertificateAuthority.in(folder, SECRET, NOW).serverIdentity(NAMES);

        for (String file : List.of("ca.key", "server.key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void gatewaysCertificateNamesTheGatewayAndIsForClientsOnly() throws Exception {
        CertificateAuthority authority = CertificateAuthority.in(folder, SECRET, NOW);
        KeyPair keys = TestGateway.newKeys();

        X509Certificate certificate = authority.issueForGateway(
                "hue", "river", java.util.Optional.of("hw-1"), keys.getPublic(), Duration.ofDays(90));

        certificate.verify(authority.certificate().getPublicKey());
        assertThat(Certificates.commonName(certificate)).contains("river");
        assertThat(certificate.getPublicKey()).isEqualTo(keys.getPublic());
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getNotAfter().toInstant())
                .isEqualTo(NOW.instant().plus(Duration.ofDays(90)));
    }

    @Test
    void brokersCertificateIsKeptUntilItRunsOutOrANameIsNew() {
        CertificateAuthority authority = CertificateAuthority.in(folder, SECRET, NOW);
        X509Certificate first = authority.serverIdentity(NAMES).certificate();

        assertThat(authority.serverIdentity(NAMES).certificate()).isEqualTo(first);
        assertThat(authority
                        .serverIdentity(List.of("localhost", "mqtt.hue.gov.vn"))
                        .certificate())
                .isNotEqualTo(first);
        var nearTheEnd = CertificateAuthority.in(folder, SECRET, Clock.offset(NOW, Duration.ofDays(380)));
        assertThat(nearTheEnd.serverIdentity(List.of("localhost")).certificate().getNotAfter())
                .isAfter(first.getNotAfter());
    }

    @Test
    void halfAnAuthorityIsNotReplacedSilently() throws Exception {
        CertificateAuthority.in(folder, SECRET, NOW);
        Files.delete(folder.resolve("ca.key"));

        assertThatThrownBy(() -> CertificateAuthority.in(folder, SECRET, NOW))
                .hasMessageContaining("both ca.key and ca.crt");
    }
}
