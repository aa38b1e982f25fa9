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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.SharedCity;
import vn.trangtien.ingest.support.TestDoor;
import vn.trangtien.ingest.support.TestGateway;

/** Enrolment and renewal over TLS, as a gateway goes through them. */
class DoorIT {

    private static final String BOARD = "board-00000001";

    private static City city;
    private static TestDoor door;

    @BeforeAll
    static void start() throws Exception {
        city = SharedCity.get();
        door = new TestDoor(city);
    }

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
    void certificateInForceIsRenewedForTheSameOrANewKey() throws Exception {
        TestGateway gateway = city.enrol("hue", "renewing");
        var own = new TestDoor(city, gateway.tls(false));
        String board = TestGateway.hardware("renewing");
        KeyPair fresh = TestGateway.newKeys();

        X509Certificate sameKey = TestDoor.certificate(own.renew(TestGateway.csr(gateway.keys(), "renewing", board)));
        HttpResponse<String> newKey = own.renew(TestGateway.csr(fresh, "renewing", board));
        HttpResponse<String> repeated = own.renew(TestGateway.csr(fresh, "renewing", board));

        // It was enrolled a moment ago, so the same key gets what it has.
        assertThat(sameKey).isEqualTo(gateway.certificate());
        assertThat(TestDoor.certificate(newKey).getPublicKey()).isEqualTo(fresh.getPublic());
        assertThat(TestDoor.certificate(repeated)).isEqualTo(TestDoor.certificate(newKey));
        gateway.withCertificate(fresh, TestDoor.certificate(newKey)).connect().disconnect();
        gateway.connect().disconnect();
        JsonNode settings = json(own.get("/.well-known/trangtien/gateway"));
        assertThat(settings.path("clientId").asString()).isEqualTo("renewing");
        assertThat(settings.path("account").asString()).isEqualTo("hue");
        assertThat(settings.path("mqttUrl").asString()).isEqualTo("ssl://127.0.0.1:" + city.mqttPort);
    }

    @Test
    void renewalIsForTheSameGatewayOnTheSameBoardOnly() throws Exception {
        TestGateway gateway = city.enrol("hue", "steady");
        var own = new TestDoor(city, gateway.tls(false));

        assertThat(own.renew(TestGateway.csr(gateway.keys(), "steady", "another-board"))
                        .body())
                .contains("OTHER_SUBJECT");
        assertThat(own.renew(TestGateway.csr(gateway.keys(), "other", TestGateway.hardware("steady")))
                        .body())
                .contains("OTHER_SUBJECT");
        assertThat(door.renew(TestGateway.csr(gateway.keys(), "steady", TestGateway.hardware("steady")))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void endlessRenewalsMakeNoLitter() throws Exception {
        TestGateway gateway = city.enrol("hue", "greedy");
        var own = new TestDoor(city, gateway.tls(false));
        Set<Integer> answers = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            answers.add(own.renew(TestGateway.csr(TestGateway.newKeys(), "greedy", TestGateway.hardware("greedy")))
                    .statusCode());
        }

        assertThat(answers).containsExactlyInAnyOrder(200, 429);
        assertThat(city.get("/api/gateways/hue/greedy/enrolment").path("certificates"))
                .hasSize(4);
    }

    @Test
    void revokedCertificateOpensNeitherDoor() throws Exception {
        TestGateway gateway = city.enrol("hue", "revoked");
        var own = new TestDoor(city, gateway.tls(false));
        city.post("/api/gateways/hue/revoked/revoke", Map.of());

        assertThat(own.renew(TestGateway.csr(gateway.keys(), "revoked", TestGateway.hardware("revoked")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(own.get("/.well-known/trangtien/gateway").statusCode()).isEqualTo(403);
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

    private static String code(String gateway) throws Exception {
        return create(gateway, false).path("code").asString();
    }

    private static JsonNode create(String gateway, boolean approval) throws Exception {
        HttpResponse<String> created = city.post("/api/gateways", gateway(gateway, approval));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return json(created);
    }

    private static Map<String, Object> gateway(String name, boolean approval) {
        return Map.of("account", "hue", "gateway", name, "name", "Cổng", "kind", "edge", "approval", approval);
    }

    private static String state(String gateway) throws Exception {
        return city.get("/api/gateways/hue/" + gateway + "/enrolment")
                .path("state")
                .asString();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
