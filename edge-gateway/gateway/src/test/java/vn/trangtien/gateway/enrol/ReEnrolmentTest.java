package vn.trangtien.gateway.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The office has withdrawn a gateway's certificate and hands out a new code for the same gateway. */
class ReEnrolmentTest {

    private static final String BOARD = "10000000abcd-aabbccddeeff";
    private static final String NEW_CODE = "W3NH-7TTP";

    @TempDir
    Path directory;

    private TestDoor door;
    private GatewayIdentity revoked;

    @BeforeEach
    void anEnrolledGateway() throws Exception {
        door = new TestDoor();
        revoked = enrol(door.label().code());
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void aLabelWithANewCodeBringsANewCertificateForANewKey() throws Exception {
        GatewayIdentity again = enrol(NEW_CODE);

        assertThat(again.certificate()).isNotEqualTo(revoked.certificate());
        assertThat(again.certificate().getPublicKey())
                .as("the old key may be in somebody else's hands")
                .isNotEqualTo(revoked.certificate().getPublicKey());
        assertThat(store().load()).contains(again);
        assertThat(again.sslContext().getProtocol()).isEqualTo("TLS");
        IdentityStore.PemFiles files = store().files().orElseThrow();
        assertThat(Pem.key(Files.readString(files.key()))).isEqualTo(again.key());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.key())))
                .isEqualTo("rw-------");
        try (Stream<Path> left = Files.list(directory.resolve("id"))) {
            assertThat(left.filter(file -> file.getFileName().toString().contains("key")))
                    .as("the old key is gone")
                    .containsExactly(files.key());
        }
    }

    @Test
    void theSameLabelAgainAsksNobody() throws Exception {
        GatewayIdentity again = enrol(NEW_CODE);

        assertThat(enrol(NEW_CODE)).isEqualTo(again);
        assertThat(door.requests).hasSize(2);
    }

    @Test
    void theCodeIsRememberedOverARenewal() throws Exception {
        enrol(NEW_CODE);
        var days = Duration.ofDays(89);
        Clock later = Clock.offset(Clock.systemUTC(), days);
        IdentityStore store = store();
        new Renewal(
                        store,
                        later,
                        new Random(1),
                        (present, pair) -> door.authority.sign(
                                new PKCS10CertificationRequest(java.util.Base64.getMimeDecoder()
                                                .decode(EstClient.csr("gw-1", BOARD, pair)))
                                        .getEncoded(),
                                "gw-1",
                                later.instant().minus(Duration.ofHours(1)),
                                later.instant().plus(days)),
                        identity -> true)
                .step();
        GatewayIdentity renewed = store.load().orElseThrow();

        assertThat(enrol(NEW_CODE)).isEqualTo(renewed);
        assertThat(door.requests).hasSize(2);
        enrol("ANOTHER-1");
        assertThat(door.requests).hasSize(3);
    }

    @Test
    void aRefusedCodeLeavesWhatThereWasAndARepetitionAsksForTheSameKey() throws Exception {
        TestDoor.Office usual = door.office;
        door.office = csr -> new TestDoor.Answer(401, "{\"detail\":\"the code is used up\"}");
        assertThatExceptionOfType(EnrolmentException.class).isThrownBy(() -> enrol(NEW_CODE));
        assertThat(store().load()).contains(revoked);
        door.office = usual;

        enrol(NEW_CODE);

        assertThat(door.requests).hasSize(3);
        assertThat(new PKCS10CertificationRequest(door.requests.get(2)).getSubjectPublicKeyInfo())
                .isEqualTo(new PKCS10CertificationRequest(door.requests.get(1)).getSubjectPublicKeyInfo());
    }

    @Test
    void aPowerCutJustBeforeTheEndLeavesAnIdentityThatCanBeReplaced() throws Exception {
        Path facts = directory.resolve("id/identity.properties");
        String before = Files.readString(facts);
        enrol(NEW_CODE);
        // The last step is one rename of this file: before it, everything else may be there already.
        Files.writeString(
                facts,
                before.replace(
                                "key=key.pem",
                                "key=" + name(store().files().orElseThrow().key()))
                        .replace(
                                "certificate=certificate.pem",
                                "certificate="
                                        + name(store().files().orElseThrow().certificate())));

        enrol(NEW_CODE);

        assertThat(door.requests)
                .as("asked again, since it is not known to have ended")
                .hasSize(3);
    }

    /** Until version 0.1 the digest of the code was a file of its own. */
    @Test
    void anIdentityOfAnEarlierVersionKnowsItsCode() throws Exception {
        Path facts = directory.resolve("id/identity.properties");
        List<String> lines = Files.readAllLines(facts);
        String digest = lines.stream()
                .filter(line -> line.startsWith("code="))
                .findFirst()
                .orElseThrow()
                .substring(5);
        Files.write(
                facts, lines.stream().filter(line -> !line.startsWith("code=")).toList());
        Files.writeString(directory.resolve("id/code.sha256"), digest);

        assertThat(enrol(door.label().code())).isEqualTo(revoked);
        assertThat(door.requests).hasSize(1);
        assertThat(enrol(NEW_CODE)).isNotEqualTo(revoked);
    }

    @Test
    void theCodeItselfIsNowhere() throws Exception {
        enrol(NEW_CODE);

        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).doesNotContain(NEW_CODE);
            }
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private IdentityStore store() {
        return new IdentityStore(directory.resolve("id"));
    }

    private GatewayIdentity enrol(String code) throws Exception {
        Label label = door.label();
        return new Enrolment(store(), Clock.systemUTC(), time -> {}, time -> {})
                .enrol(
                        new Label(label.door(), code, label.fingerprint(), label.gateway()),
                        BOARD,
                        Duration.ofMinutes(1));
    }
}
