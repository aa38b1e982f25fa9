package vn.trangtien.ingest.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.ingest.support.TestGateway;

class CertificateAuthorityTest {

    static final Clock NOW = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
    private static final List<String> NAMES = List.of("localhost", "127.0.0.1");

    static final Passphrase SECRET = Passphrase.of("a passphrase for tests");

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
    void privateKeysOnDiskAreEncrypted() throws Exception {
        CertificateAuthority authority = CertificateAuthority.in(folder, SECRET, NOW);
        authority.serverIdentity(NAMES);
        authority.signer("city-commands");

        for (String file : List.of("ca.key", "server.key", "city-commands.key")) {
            assertThat(Files.readString(folder.resolve(file)))
                    .as(file)
                    .startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
        }
        assertThatThrownBy(() -> CertificateAuthority.in(folder, Passphrase.of("another passphrase"), NOW))
                .hasMessageContaining("ca.key cannot be decrypted")
                .hasMessageContaining("trangtien.ingest.enrolment.ca.passphrase");
    }

    @Test
    void plainKeyOfAnEarlierVersionIsEncryptedAndOverwritten() throws Exception {
        X509Certificate before = CertificateAuthority.in(folder, SECRET, NOW).certificate();
        PrivateKey key = KeyFiles.readKey(folder.resolve("ca.key"), SECRET);
        String plain = TestGateway.pem(new JcaPKCS8Generator(key, null));
        Files.writeString(folder.resolve("ca.key"), plain);
        Path sameBytes = Files.createLink(folder.resolve("another-name"), folder.resolve("ca.key"));

        CertificateAuthority migrated = CertificateAuthority.in(folder, SECRET, NOW);

        assertThat(migrated.certificate()).isEqualTo(before);
        assertThat(Files.readString(folder.resolve("ca.key"))).contains("ENCRYPTED");
        assertThat(Files.readAllBytes(sameBytes)).containsOnly((byte) 0);
        assertThat(folder.resolve("ca.key.plain")).doesNotExist();
        // A crash between writing the encrypted key and removing the plain one.
        Files.writeString(folder.resolve("ca.key.plain"), plain);
        CertificateAuthority.in(folder, SECRET, NOW);
        assertThat(folder.resolve("ca.key.plain")).doesNotExist();
        assertThat(KeyFiles.readKey(folder.resolve("ca.key"), SECRET)).isEqualTo(key);
    }

    @Test
    void authorityMayBeInAKeyStoreOutside() throws Exception {
        KeyAndCertificate made = Issuing.newAuthority(NOW);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "city-ca", made.key(), "store-password".toCharArray(), new Certificate[] {made.certificate()});
        Path file = folder.resolve("outside.p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, "store-password".toCharArray());
        }
        var settings = new AuthorityProperties.Keystore("PKCS12", file, null, "city-ca", "store-password");

        CertificateAuthority authority = CertificateAuthority.outside(settings, folder, SECRET, NOW);

        assertIssues(authority, made.certificate());
        assertThat(folder.resolve("ca.key")).doesNotExist();
        assertThatThrownBy(() -> CertificateAuthority.outside(
                        new AuthorityProperties.Keystore("PKCS12", file, null, "other", "store-password"),
                        folder,
                        SECRET,
                        NOW))
                .hasMessageContaining("keystore.alias");
        assertThat(settings.toString()).doesNotContain("store-password");
    }

    /** With {@code softhsm2} installed; the key is made in the module and never leaves it. */
    @Test
    void authorityMayBeInAHardwareModule() throws Exception {
        Path library = Path.of("/usr/lib/softhsm/libsofthsm2.so");
        Assumptions.assumeTrue(Files.exists(library), "softhsm2 is not installed");
        SoftModule.Outcome outcome = SoftModule.tryOut(folder, library);

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    @Test
    void signersAreForSigningOnlyAndAreReplacedInTime() throws Exception {
        CertificateAuthority authority = CertificateAuthority.in(folder, SECRET, NOW);
        var signers = new IssuedSigners(authority, NOW);
        X509Certificate commands = signers.commands().certificate();

        commands.verify(authority.certificate().getPublicKey());
        assertThat(Certificates.commonName(commands)).contains("city-commands");
        assertThat(commands.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.3");
        assertThat(commands.getNotAfter().toInstant()).isEqualTo(NOW.instant().plus(Duration.ofDays(397)));
        assertThat(new IssuedSigners(CertificateAuthority.in(folder, SECRET, NOW), NOW)
                        .commands()
                        .certificate())
                .isEqualTo(commands);
        Clock later = Clock.offset(NOW, Duration.ofDays(370));
        assertThat(new IssuedSigners(CertificateAuthority.in(folder, SECRET, later), later)
                        .commands()
                        .certificate())
                .isNotEqualTo(commands);
        ReleaseSigner.Voucher voucher = signers.releases().sign("trangtien-gateway", "1.2.0", "0".repeat(64));
        Signature check = Signature.getInstance("SHA256withECDSA");
        check.initVerify(signers.releases().certificate());
        check.update(
                ("trangtien-release-1\ntrangtien-gateway\n1.2.0\n" + "0".repeat(64)).getBytes(StandardCharsets.UTF_8));
        assertThat(check.verify(voucher.signature())).isTrue();
        assertThat(voucher.certificate())
                .isEqualTo(signers.releases().certificate().getEncoded());
        assertThat(signers.releases().certificate()).isNotEqualTo(commands);
        assertThatThrownBy(() -> signers.releases().sign("a\nb", "1", "0".repeat(64)))
                .hasMessageContaining("name must be printable");
    }

    static void assertIssues(CertificateAuthority authority, X509Certificate expected) throws Exception {
        X509Certificate issued = authority.issueForGateway(
                "hue", "river", Optional.of("board-1"), TestGateway.newKeys().getPublic(), Duration.ofDays(90));
        issued.verify(expected.getPublicKey());
        assertThat(authority.certificate()).isEqualTo(expected);
        authority.signer("city-releases").certificate().verify(expected.getPublicKey());
    }

    @Test
    void halfAnAuthorityIsNotReplacedSilently() throws Exception {
        CertificateAuthority.in(folder, SECRET, NOW);
        Files.delete(folder.resolve("ca.key"));

        assertThatThrownBy(() -> CertificateAuthority.in(folder, SECRET, NOW))
                .hasMessageContaining("both ca.key and ca.crt");
    }
}
