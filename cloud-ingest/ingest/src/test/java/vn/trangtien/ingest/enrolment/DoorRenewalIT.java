package vn.trangtien.ingest.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.trangtien.ingest.support.TestDoor;
import vn.trangtien.ingest.support.TestGateway;

/** Renewal over TLS, as a gateway goes through it. */
class DoorRenewalIT extends DoorFixture {

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
}
