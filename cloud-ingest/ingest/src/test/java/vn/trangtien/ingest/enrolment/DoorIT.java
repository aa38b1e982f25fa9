package vn.trangtien.ingest.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import vn.trangtien.ingest.support.TestDoor;
import vn.trangtien.ingest.support.TestGateway;

/** Enrolment over TLS, as a gateway goes through it. */
class DoorIT extends DoorFixture {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/gateways", "/sign-in", "/api/gateways", "/actuator/health", "/platform/site.css"})
    void nothingElseIsBehindTheDoor(String path) throws Exception {
        assertThat(door.get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/est/cacerts",
                "/.well-known/est/simpleenroll",
                "/.well-known/est/simplereenroll",
                "/.well-known/trangtien/gateway"
            })
    void doorsPathsAreNowhereElse(String path) throws Exception {
        assertThat(city.send(city.request(path).GET()).statusCode()).isEqualTo(404);
        assertThat(city.send(city.request(path).POST(HttpRequest.BodyPublishers.ofString("x")))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void unknownWellKnownPathsAreRefused() throws Exception {
        assertThat(door.get("/.well-known/est/serverkeygen").statusCode()).isIn(401, 403, 404);
    }

    @Test
    void labelNamesDoorCodeGatewayAndFingerprint() throws Exception {
        JsonNode invitation = create("label-1", false);
        X509Certificate authority = TestDoor.certificate(door.get("/.well-known/est/cacerts"));

        String fingerprint = SigningRequest.sha256(authority.getEncoded());
        assertThat(authority).isEqualTo(city.authority());
        assertThat(invitation.path("fingerprint").asString()).isEqualTo(fingerprint);
        assertThat(invitation.path("label").asString())
                .isEqualTo("trangtien:1?u=https%3A%2F%2F127.0.0.1%3A" + city.doorPort + "&c="
                        + invitation.path("code").asString() + "&f=" + fingerprint + "&g=label-1");
    }

    @Test
    void codeIsExchangedForACertificateOfThatGatewayAndBoard() throws Exception {
        String code = code("exchange-1");
        KeyPair keys = TestGateway.newKeys();

        HttpResponse<String> answer = door.enrol("exchange-1", code, TestGateway.csr(keys, "exchange-1", BOARD));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/pkcs7-mime;smime-type=certs-only");
        X509Certificate certificate = TestDoor.certificate(answer);
        certificate.verify(city.authority().getPublicKey());
        assertThat(new JcaX509CertificateHolder(certificate).getSubject().toString())
                .isEqualTo("O=hue,SERIALNUMBER=" + BOARD + ",CN=exchange-1");
        assertThat(Duration.between(
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant()))
                .isEqualTo(Duration.ofDays(90).plusHours(1));
        JsonNode papers = city.get("/api/gateways/hue/exchange-1/enrolment");
        assertThat(papers.path("state").asString()).isEqualTo("ENROLLED");
        assertThat(papers.path("hardwareId").asString()).isEqualTo(BOARD);
    }

    @Test
    void codeWorksOnceAndAgainOnlyForTheSameKeyOnTheSameBoard() throws Exception {
        String code = code("once");
        KeyPair keys = TestGateway.newKeys();
        String csr = TestGateway.csr(keys, "once", BOARD);
        HttpResponse<String> first = door.enrol("once", code, csr);

        HttpResponse<String> again = door.enrol("once", code, TestGateway.csr(keys, "once", BOARD));
        HttpResponse<String> otherKey = door.enrol("once", code, TestGateway.csr(TestGateway.newKeys(), "once", BOARD));
        HttpResponse<String> otherBoard = door.enrol("once", code, TestGateway.csr(keys, "once", "board-00000002"));
        HttpResponse<String> wrongCode = door.enrol("once", "WRONG-CODE", csr);

        assertThat(TestDoor.certificate(again)).isEqualTo(TestDoor.certificate(first));
        for (HttpResponse<String> thief : List.of(otherKey, otherBoard, wrongCode)) {
            assertThat(thief.statusCode()).isEqualTo(401);
            assertThat(thief.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"trangtien\"");
            assertThat(thief.body()).isEqualTo(wrongCode.body());
        }
        assertThat(city.get("/api/gateways/hue/once/enrolment").path("certificates"))
                .hasSize(1);
    }

    @Test
    void codeOfOneGatewayIsNothingForAnother() throws Exception {
        String code = code("mine");
        code("yours");

        assertThat(door.enrol("yours", code, TestGateway.csr(TestGateway.newKeys(), "yours", BOARD))
                        .statusCode())
                .isEqualTo(401);
        HttpResponse<String> otherName =
                door.enrol("mine", code, TestGateway.csr(TestGateway.newKeys(), "yours", BOARD));
        assertThat(otherName.statusCode()).isEqualTo(400);
        assertThat(otherName.body()).contains("OTHER_SUBJECT").contains("must be the gateway's id 'mine'");
    }

    @Test
    void retriesAtTheSameMomentMakeOneCertificate() throws Exception {
        String code = code("storm");
        String csr = TestGateway.csr(TestGateway.newKeys(), "storm", BOARD);
        var pool = Executors.newFixedThreadPool(8);
        var certificates = new HashSet<X509Certificate>();
        try {
            List<Callable<HttpResponse<String>>> tries = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                tries.add(() -> door.enrol("storm", code, csr));
            }
            for (Future<HttpResponse<String>> answer : pool.invokeAll(tries)) {
                certificates.add(TestDoor.certificate(answer.get()));
            }
        } finally {
            pool.shutdown();
        }

        assertThat(certificates).hasSize(1);
        assertThat(city.get("/api/gateways/hue/storm/enrolment").path("certificates"))
                .hasSize(1);
    }

    @Test
    void newCodeMakesTheUnusedOneWorthless() throws Exception {
        String old = code("twice");
        String fresh = json(city.post("/api/gateways/hue/twice/codes", Map.of()))
                .path("code")
                .asString();
        String csr = TestGateway.csr(TestGateway.newKeys(), "twice", BOARD);

        assertThat(door.enrol("twice", old, csr).statusCode()).isEqualTo(401);
        assertThat(door.enrol("twice", fresh, csr).statusCode()).isEqualTo(200);
    }

    @Test
    void revokingMakesCodesThatWereNotUsedWorthless() throws Exception {
        city.enrol("hue", "stolen");
        String code = json(city.post("/api/gateways/hue/stolen/codes", Map.of()))
                .path("code")
                .asString();
        city.post("/api/gateways/hue/stolen/revoke", Map.of());

        HttpResponse<String> answer =
                door.enrol("stolen", code, TestGateway.csr(TestGateway.newKeys(), "stolen", BOARD));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(state("stolen")).isEqualTo("CREATED");
    }

    @Test
    void operatorAgreesBeforeAnythingIsSigned() throws Exception {
        String code = create("cautious", true).path("code").asString();
        String csr = TestGateway.csr(TestGateway.newKeys(), "cautious", BOARD);

        HttpResponse<String> first = door.enrol("cautious", code, csr);
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.headers().firstValue("Retry-After")).contains("7");
        assertThat(state("cautious")).isEqualTo("AWAITING_APPROVAL");
        assertThat(city.get("/api/enrolments"))
                .anySatisfy(waiting -> assertThat(waiting.toString())
                        .contains("\"gateway\":\"cautious\"")
                        .contains(BOARD)
                        .contains("ENROL"));
        assertThat(city.post("/api/gateways/hue/cautious/approve", Map.of("hardwareId", "another-board"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(city.post("/api/gateways/hue/cautious/approve", Map.of("hardwareId", BOARD))
                        .statusCode())
                .isEqualTo(204);
        // Consent was given to one key; whoever comes with another one waits anew.
        assertThat(door.enrol("cautious", code, TestGateway.csr(TestGateway.newKeys(), "cautious", BOARD))
                        .statusCode())
                .isEqualTo(202);
        assertThat(door.enrol("cautious", code, csr).statusCode()).isEqualTo(202);
        assertThat(city.post("/api/gateways/hue/cautious/approve", Map.of("hardwareId", BOARD))
                        .statusCode())
                .isEqualTo(204);
        assertThat(door.enrol("cautious", code, csr).statusCode()).isEqualTo(200);
        assertThat(state("cautious")).isEqualTo("ENROLLED");
    }

    @Test
    void refusedDeviceIsToldSo() throws Exception {
        String code = create("unwanted", true).path("code").asString();
        String csr = TestGateway.csr(TestGateway.newKeys(), "unwanted", BOARD);
        door.enrol("unwanted", code, csr);

        assertThat(city.post("/api/gateways/hue/unwanted/refuse", Map.of("hardwareId", BOARD))
                        .statusCode())
                .isEqualTo(204);

        HttpResponse<String> answer = door.enrol("unwanted", code, csr);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("NOT_APPROVED").contains("enrol with a new code");
        assertThat(state("unwanted")).isEqualTo("CREATED");
    }

    @Test
    void retiredGatewayGetsNoMoreCodes() throws Exception {
        city.enrol("hue", "tired");
        assertThat(city.post("/api/gateways/hue/tired/retire", Map.of()).statusCode())
                .isEqualTo(204);

        assertThat(city.post("/api/gateways/hue/tired/codes", Map.of()).statusCode())
                .isEqualTo(409);
        assertThat(state("tired")).isEqualTo("RETIRED");
    }

    @Test
    void cloudsOwnNamesAreNotGivenAway() throws Exception {
        for (String name : List.of("city-cloud", "city-cloud-1", "ingest-bridge", "City-Cloud")) {
            assertThat(city.post("/api/gateways", gateway(name, false)).statusCode())
                    .as(name)
                    .isEqualTo(422);
        }
    }

    @Test
    void oneGatewayMayNotAskWithoutEnd() throws Exception {
        Set<Integer> answers = new HashSet<>();
        for (int i = 0; i < 22; i++) {
            answers.add(door.enrol("guessed", "WRONG-" + i, "x").statusCode());
        }

        assertThat(answers).contains(429).doesNotContain(200);
    }
}
