package vn.trangtien.sim.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedPkiIT {

    private static final Subject.Agency CITY = new Subject.Agency("H57", "Ủy ban nhân dân thành phố Huế");
    private static final Subject.Person LEADER =
            new Subject.Person("CB-0001", "Nguyễn Văn A", "Phó Chủ tịch", "H57", "Ủy ban nhân dân thành phố Huế");
    private static final char[] PASSWORD = "mat-khau".toCharArray();

    @TempDir
    private static Path folder;

    private static SimulatedPki pki;

    @TempDir
    private Path work;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        // RSA as the real ones, but shorter, since making the keys is most of what this class takes.
        pki = SimulatedPki.open(
                new PkiSettings(folder.resolve("pki"), 0, KeyKind.RSA_2048, KeyKind.RSA_2048), Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        pki.close();
    }

    @BeforeEach
    void allIsWell() throws Exception {
        pki.faults().clear();
        Files.writeString(work.resolve("root.pem"), pki.trustPem());
        Files.writeString(work.resolve("authorities.pem"), pki.authoritiesPem());
        Files.writeString(work.resolve("issuing.pem"), Pem.of(List.of(pki.issuing())));
        Files.writeString(work.resolve("tsa.pem"), Pem.of(List.of(pki.timeStamper())));
    }

    @Test
    void namesCarryTheAgencyCodeAndOnlyPersonsASerialNumber() throws Exception {
        X509Certificate agency = pki.issue(CITY, KeyKind.EC_P256).certificate();
        X509Certificate person = pki.issue(LEADER, KeyKind.EC_P256).certificate();

        assertThat(agency.getSubjectX500Principal().getName("RFC2253", names()))
                .contains("orgId=GOVVN-H57", "CN=Ủy ban nhân dân thành phố Huế")
                .doesNotContain("serial=");
        assertThat(person.getSubjectX500Principal().getName("RFC2253", names()))
                .contains("orgId=GOVVN-H57", "serial=CB-0001", "CN=Nguyễn Văn A");
    }

    @Test
    void aRestartIsTheSameAuthorityAtTheSameAddress() throws Exception {
        PkiSettings home = PkiSettings.quick(work.resolve("again"));
        X509Certificate root;
        Credential gone;
        PkiAddresses before;
        try (var first = SimulatedPki.open(home, Clock.systemUTC())) {
            root = first.root();
            before = first.addresses();
            gone = first.issue(CITY, KeyKind.EC_P256);
            first.revoke(gone.certificate(), RevocationReason.SUPERSEDED, Instant.now());
            assertThatThrownBy(() -> SimulatedPki.open(home, Clock.systemUTC()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("run already");
        }

        try (var second = SimulatedPki.open(home, Clock.systemUTC())) {
            assertThat(second.root()).isEqualTo(root);
            assertThat(second.addresses()).isEqualTo(before);
            assertThat(crl(second.addresses().issuingCrl()).isRevoked(gone.certificate()))
                    .isTrue();
        }
        assertThatThrownBy(() -> SimulatedPki.open(home.withPort(1), Clock.systemUTC()))
                .hasMessageContaining("stand at port " + before.port());
    }

    @Test
    void opensslFollowsTheChainAndTheList() throws Exception {
        Credential good = pki.issue(LEADER, KeyKind.RSA_2048);
        Credential bad = pki.issue(LEADER, KeyKind.EC_P256);
        pki.revoke(bad.certificate(), RevocationReason.KEY_COMPROMISE, Instant.now());
        Files.writeString(work.resolve("good.pem"), Pem.of(List.of(good.certificate())));
        Files.writeString(work.resolve("bad.pem"), Pem.of(List.of(bad.certificate())));
        Files.write(work.resolve("root.crl"), get(pki.addresses().rootCrl()).body());
        String[] verify = {
            "verify",
            "-x509_strict",
            "-crl_check_all",
            "-CRLfile",
            "root.crl",
            "-crl_download",
            "-CAfile",
            "root.pem",
            "-untrusted",
            "issuing.pem",
            "FILE"
        };

        verify[verify.length - 1] = "good.pem";
        OpenSsl.Said ofGood = OpenSsl.run(work, verify);
        verify[verify.length - 1] = "bad.pem";
        OpenSsl.Said ofBad = OpenSsl.run(work, verify);

        assertThat(ofGood.exitCode()).as(ofGood.text()).isZero();
        assertThat(ofBad.exitCode()).isNotZero();
        assertThat(ofBad.text()).contains("certificate revoked");
    }

    @Test
    void opensslAsksTheResponder() throws Exception {
        Credential person = pki.issue(LEADER, KeyKind.EC_P256);
        Files.writeString(work.resolve("person.pem"), Pem.of(List.of(person.certificate())));
        String[] ask = {
            "ocsp",
            "-issuer",
            "issuing.pem",
            "-cert",
            "person.pem",
            "-url",
            pki.addresses().ocsp().toString(),
            "-CAfile",
            "authorities.pem"
        };

        assertThat(OpenSsl.run(work, ask).text()).contains("Response verify OK", "person.pem: good");
        pki.revoke(person.certificate(), RevocationReason.AFFILIATION_CHANGED, Instant.now());
        assertThat(OpenSsl.run(work, ask).text())
                .contains("Response verify OK", "person.pem: revoked", "affiliationChanged");
        ask[4] = "root.pem";
        assertThat(OpenSsl.run(work, ask).text()).contains("root.pem: unknown");
    }

    @Test
    void opensslBelievesTheTimeStampAndNotOneAboutSomethingElse() throws Exception {
        Files.writeString(work.resolve("letter.txt"), "Kính gửi");
        OpenSsl.run(work, "ts", "-query", "-data", "letter.txt", "-sha256", "-cert", "-out", "query.tsq");
        byte[] query = Files.readAllBytes(work.resolve("query.tsq"));
        String[] verify = {
            "ts",
            "-verify",
            "-data",
            "letter.txt",
            "-in",
            "reply.tsr",
            "-CAfile",
            "root.pem",
            "-untrusted",
            "authorities.pem"
        };

        Files.write(work.resolve("reply.tsr"), post(pki.addresses().tsa(), query));
        OpenSsl.Said ofGood = OpenSsl.run(work, verify);
        pki.faults().tsaWrongHash(true);
        Files.write(work.resolve("reply.tsr"), post(pki.addresses().tsa(), query));
        OpenSsl.Said ofWrong = OpenSsl.run(work, verify);

        assertThat(ofGood.text()).contains("Verification: OK");
        assertThat(ofWrong.exitCode()).isNotZero();
        assertThat(ofWrong.text()).contains("message imprint mismatch");
    }

    @Test
    void theKeyFileOpensWithItsPasswordOnly() throws Exception {
        Credential person = pki.issue(LEADER, KeyKind.RSA_2048);
        byte[] file = person.pkcs12(PASSWORD);

        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(file), PASSWORD);

        assertThat(store.getKey(Credential.ALIAS, PASSWORD)).isEqualTo(person.key());
        assertThat(store.getCertificateChain(Credential.ALIAS))
                .containsExactly(person.certificate(), pki.issuing(), pki.root());
        assertThatThrownBy(() -> store.load(new ByteArrayInputStream(file), "khac".toCharArray()))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> person.pkcs12("mật khẩu".toCharArray())).hasMessageContaining("U+1EAD");
    }

    @Test
    void timeStampsFollowTheClockOrStayBehindIt() throws Exception {
        Instant now = Instant.now();
        Duration behind = Duration.ofDays(3);

        assertThat(stampedAt()).isBetween(now.minusSeconds(2), now.plusSeconds(60));
        pki.faults().tsaBehind(behind);
        assertThat(stampedAt()).isBefore(now.minus(behind).plusSeconds(60));
    }

    @Test
    void whatCannotBeStampedIsRejectedWithItsReason() throws Exception {
        var generator = new TimeStampRequestGenerator();
        TimeStampRequest weak = generator.generate(TSPAlgorithms.SHA1, new byte[20]);
        generator.setReqPolicy(new ASN1ObjectIdentifier("2.999.1"));
        TimeStampRequest foreign = generator.generate(TSPAlgorithms.SHA256, new byte[32]);

        assertThat(stamped(weak).getFailInfo().intValue()).isEqualTo(PKIFailureInfo.badAlg);
        assertThat(stamped(foreign).getFailInfo().intValue()).isEqualTo(PKIFailureInfo.unacceptedPolicy);
        assertThat(new TimeStampResponse(post(pki.addresses().tsa(), "xin chào".getBytes(StandardCharsets.UTF_8)))
                        .getFailInfo()
                        .intValue())
                .isEqualTo(PKIFailureInfo.badDataFormat);
    }

    @Test
    void faultsAreSwitchedWhileEverythingRuns() throws Exception {
        URI tsa = pki.addresses().tsa();
        byte[] query = sha256("x").getEncoded();
        pki.faults().crlDown(true);
        pki.faults().ocspDown(true);
        pki.faults().tsaDown(true);

        assertThat(get(pki.addresses().issuingCrl()).statusCode()).isEqualTo(503);
        assertThat(get(pki.addresses().ocsp()).statusCode()).isEqualTo(503);
        assertThat(send(tsa, query, Duration.ofSeconds(20)).statusCode()).isEqualTo(503);
        pki.faults().clear();
        assertThat(get(pki.addresses().issuingCrl()).statusCode()).isEqualTo(200);
        pki.faults().tsaDelay(Duration.ofMinutes(1));
        assertThatThrownBy(() -> send(tsa, query, Duration.ofMillis(300))).isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void aJournalThatWasSpoiltNamesItsLine() throws Exception {
        Path home = work.resolve("spoilt");
        SimulatedPki.open(PkiSettings.quick(home), Clock.systemUTC()).close();
        Files.writeString(home.resolve("journal.txt"), "issued 1f 2026-11-24T00:00:00Z\nrevoked 1f yesterday\n");

        assertThatThrownBy(() -> SimulatedPki.open(PkiSettings.quick(home), Clock.systemUTC()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("journal.txt, line 2");
    }

    private Instant stampedAt() throws Exception {
        return stamped(sha256("x"))
                .getTimeStampToken()
                .getTimeStampInfo()
                .getGenTime()
                .toInstant();
    }

    private static Map<String, String> names() {
        return Map.of("2.5.4.97", "orgId", "2.5.4.5", "serial");
    }

    private static TimeStampRequest sha256(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return new TimeStampRequestGenerator().generate(TSPAlgorithms.SHA256, digest);
    }

    private TimeStampResponse stamped(TimeStampRequest request) throws Exception {
        return new TimeStampResponse(post(pki.addresses().tsa(), request.getEncoded()));
    }

    private X509CRL crl(URI address) throws Exception {
        return (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(get(address).body()));
    }

    private HttpResponse<byte[]> get(URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
    }

    private byte[] post(URI address, byte[] body) throws IOException, InterruptedException {
        return send(address, body, Duration.ofSeconds(20)).body();
    }

    private HttpResponse<byte[]> send(URI address, byte[] body, Duration timeout)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address)
                        .timeout(timeout)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofByteArray());
    }
}
