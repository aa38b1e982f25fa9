package vn.trangtien.gateway.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnrolmentTest {

    private static final String BOARD = "10000000abcd-aabbccddeeff";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    Path directory;

    private final List<Duration> pauses = new ArrayList<>();
    private TestDoor door;

    @BeforeEach
    void open() throws Exception {
        door = new TestDoor();
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void keyStaysHereAndTheCertificateIsKept() throws Exception {
        GatewayIdentity identity = enrol(Clock.systemUTC());

        var request = new PKCS10CertificationRequest(door.requests.get(0));
        assertThat(request.getSubject().toString()).isEqualTo("SERIALNUMBER=" + BOARD + ",CN=gw-1");
        assertThat(door.credentials)
                .containsExactly("Basic "
                        + Base64.getEncoder().encodeToString("gw-1:K7M2-9QX4".getBytes(StandardCharsets.UTF_8)));
        assertThat(identity.account()).isEqualTo("hue");
        assertThat(identity.clientId()).isEqualTo("gw-1");
        assertThat(identity.broker()).isEqualTo(URI.create("ssl://127.0.0.1:8883"));
        assertThat(identity.door()).contains(door.url());
        assertThat(((ECPublicKey) identity.certificate().getPublicKey())
                        .getParams()
                        .getCurve()
                        .getField()
                        .getFieldSize())
                .isEqualTo(256);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("id/key.pem"))))
                .isEqualTo("rw-------");
        assertThat(identity.sslContext().getProtocol()).isEqualTo("TLS");
        assertThat(identity.toString()).doesNotContain("PrivateKey");
        assertThat(new IdentityStore(directory.resolve("id")).load()).contains(identity);
    }

    @Test
    void enrolledGatewayLoadsItsIdentityAndAsksNobody() throws Exception {
        GatewayIdentity first = enrol(Clock.systemUTC());

        assertThat(enrol(Clock.systemUTC())).isEqualTo(first);
        assertThat(door.requests).hasSize(1);
    }

    @Test
    void enrolledGatewayDoesNotBecomeAnotherOne() throws Exception {
        enrol(Clock.systemUTC());
        Label other = new Label(door.url(), "X", door.label().fingerprint(), "gw-2");

        assertThatExceptionOfType(EnrolmentException.class)
                .isThrownBy(() -> enrolment(Clock.systemUTC()).enrol(other, BOARD, PATIENCE))
                .withMessageContaining("gateway 'gw-1' already");
    }

    @Test
    void repeatedEnrolmentAfterAPowerCutAsksForTheSameKey() throws Exception {
        TestDoor.Office usual = door.office;
        door.office = csr -> {
            throw new IOException("power cut");
        };
        assertThatExceptionOfType(EnrolmentException.class).isThrownBy(() -> enrol(Clock.systemUTC()));
        door.office = usual;

        enrol(Clock.systemUTC());

        assertThat(new PKCS10CertificationRequest(door.requests.get(1)).getSubjectPublicKeyInfo())
                .isEqualTo(new PKCS10CertificationRequest(door.requests.get(0)).getSubjectPublicKeyInfo());
    }

    @Test
    void waitsUntilTheOfficeAgrees() throws Exception {
        TestDoor.Office usual = door.office;
        var asked = new AtomicInteger();
        door.office = csr -> asked.incrementAndGet() < 4 ? new TestDoor.Answer(202, "waiting") : usual.to(csr);

        assertThat(enrol(Clock.systemUTC()).clientId()).isEqualTo("gw-1");
        assertThat(pauses).hasSize(3).containsOnly(Duration.ofSeconds(30));
    }

    @Test
    void waitingHasAnEndAndMayBeTakenUpAgain() throws Exception {
        TestDoor.Office usual = door.office;
        door.office = csr -> new TestDoor.Answer(202, "waiting");

        assertThatExceptionOfType(EnrolmentException.class)
                .isThrownBy(() -> enrol(Clock.systemUTC()))
                .withMessageContaining("run the same command again");
        assertThat(pauses).hasSize(20);
        door.office = usual;
        assertThat(enrol(Clock.systemUTC()).clientId()).isEqualTo("gw-1");
    }

    @Test
    void refusalNamesTheStatusAndTheReason() {
        door.office = csr -> new TestDoor.Answer(401, "{\"detail\":\"the code is used up\",\"reason\":\"BAD_CODE\"}");

        assertThatExceptionOfType(EnrolmentException.class)
                .isThrownBy(() -> enrol(Clock.systemUTC()))
                .withMessageContaining("status 401: the code is used up");
        assertThat(directory.resolve("id/identity.properties")).doesNotExist();
    }

    @Test
    void doorOfAnotherAuthorityNeverSeesTheCode() throws Exception {
        String fingerprint = PinnedTrust.fingerprint(new DoorAuthority("somebody").certificate());
        Label label = new Label(door.url(), "SECRET", fingerprint, "gw-1");

        assertThatExceptionOfType(EnrolmentException.class)
                .isThrownBy(() -> enrolment(Clock.systemUTC()).enrol(label, BOARD, PATIENCE))
                .withMessageContaining("does not belong to the authority on the label");
        assertThat(door.credentials).isEmpty();
    }

    @Test
    void doorUnderAnotherNameIsRefused() throws Exception {
        URI byAnotherName = URI.create(door.url().toString().replace("127.0.0.1", "127.0.0.2"));
        Label label = new Label(byAnotherName, "SECRET", door.label().fingerprint(), "gw-1");

        assertThatExceptionOfType(EnrolmentException.class)
                .isThrownBy(() -> enrolment(Clock.systemUTC()).enrol(label, BOARD, PATIENCE));
        assertThat(door.credentials).isEmpty();
    }

    @Test
    void certificateForAnotherKeyNameOrOfAnotherAuthorityIsRefused() throws Exception {
        String another = EstClient.csr("gw-1", BOARD, Pem.newKey());
        X509Certificate foreign =
                door.authority.sign(Base64.getMimeDecoder().decode(another), "gw-1", past(), future());
        door.office = csr -> TestDoor.certificate(foreign);
        assertRefused("for another key");

        door.office = csr -> TestDoor.certificate(door.authority.sign(csr, "gw-10", past(), future()));
        assertRefused("is for 'gw-10'");

        var stranger = new DoorAuthority("stranger");
        door.office = csr -> TestDoor.certificate(stranger.sign(csr, "gw-1", past(), future()));
        assertRefused("not signed by the city's authority");
    }

    @Test
    void authoritiesWithoutTheOneOnTheLabelAreRefused() throws Exception {
        door.authorities = List.of(new DoorAuthority("stranger").certificate());

        assertRefused("fingerprint on the label");
    }

    @Test
    void clockThatWasNeverSetDoesNotHinderAndIsWaitedFor() throws Exception {
        Clock epoch = Clock.fixed(Instant.parse("1970-01-01T00:02:00Z"), ZoneOffset.UTC);

        assertThat(enrol(epoch).clientId()).isEqualTo("gw-1");
        assertThat(pauses).hasSize(60).containsOnly(Duration.ofSeconds(1));
    }

    @Test
    void doorWhoseCertificateEndedIsRefusedEvenWhenTheClockIsUnset() throws Exception {
        door.close();
        door = new TestDoor(KnownTime.BUILT.minus(Duration.ofDays(400)), KnownTime.BUILT.minus(Duration.ofDays(2)));

        assertThatExceptionOfType(EnrolmentException.class)
                .isThrownBy(() -> enrol(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)));
        assertThat(door.credentials).isEmpty();
    }

    @Test
    void clockInTheFutureIsNamedAsTheReason() {
        assertThatExceptionOfType(EnrolmentException.class)
                .isThrownBy(() -> enrol(Clock.offset(Clock.systemUTC(), Duration.ofDays(4_000))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "<html>", "MIIB", "AAAA"})
    void answersThatAreNoAnswersAreRefused(String text) {
        door.office = csr -> new TestDoor.Answer(200, text);

        assertThatExceptionOfType(EnrolmentException.class).isThrownBy(() -> enrol(Clock.systemUTC()));
    }

    @Test
    void damagedIdentityIsReportedWithTheRemedy() throws Exception {
        enrol(Clock.systemUTC());
        Files.writeString(directory.resolve("id/key.pem"), "nonsense");

        assertThatExceptionOfType(EnrolmentException.class)
                .isThrownBy(() -> new IdentityStore(directory.resolve("id")).load())
                .withMessageContaining("remove the directory and enrol again");
    }

    private void assertRefused(String message) {
        assertThatExceptionOfType(EnrolmentException.class)
                .isThrownBy(() -> enrol(Clock.systemUTC()))
                .withMessageContaining(message);
    }

    private static Instant past() {
        return TestDoor.CLOCK.instant().minus(Duration.ofHours(1));
    }

    private static Instant future() {
        return TestDoor.CLOCK.instant().plus(Duration.ofDays(90));
    }

    private GatewayIdentity enrol(Clock clock) throws Exception {
        return enrolment(clock).enrol(door.label(), BOARD, PATIENCE);
    }

    private Enrolment enrolment(Clock clock) {
        return new Enrolment(new IdentityStore(directory.resolve("id")), clock, pauses::add, wait -> {});
    }
}
