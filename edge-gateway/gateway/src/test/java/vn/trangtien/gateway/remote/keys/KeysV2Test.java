package vn.trangtien.gateway.remote.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.gateway.TestAuthority;
import vn.trangtien.gateway.enrol.GatewayIdentity;
import vn.trangtien.gateway.enrol.IdentityStore;
import vn.trangtien.gateway.remote.Answer;
import vn.trangtien.gateway.remote.RequestFailed;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.request.Method;
import vn.trangtien.wire.request.Request;

class KeysV2Test {

    @TempDir
    Path directory;

    private final TestAuthority before = new TestAuthority("Huế");
    private final TestAuthority renewed = new TestAuthority("Huế");
    private final List<X509Certificate> adopted = new ArrayList<>();
    private KeysV2 keys;

    @BeforeEach
    void gatewayThatTrustsAnAuthorityAndItsRenewal() throws Exception {
        GatewayIdentity own = before.identity("hue", "gw-1", URI.create("ssl://127.0.0.1:8883"));
        var identity = new GatewayIdentity(
                own.account(),
                own.clientId(),
                own.broker(),
                own.key(),
                own.chain(),
                List.of(before.certificate(), renewed.certificate()));
        KeyPair next = new IdentityStore(directory).nextKeyPair();
        keys = new KeysV2(new Certificates() {
            @Override
            public GatewayIdentity present() {
                return identity;
            }

            @Override
            public Instant now() {
                return identity.certificate().getNotAfter().toInstant().minusSeconds(60);
            }

            @Override
            public KeyPair nextKeyPair() {
                return next;
            }

            @Override
            public void adopt(List<X509Certificate> chain) {
                adopted.addAll(chain);
            }
        });
    }

    @Test
    void aCertificateOfEitherAuthorityOfTheNameIsTaken() throws Exception {
        for (TestAuthority authority : List.of(before, renewed)) {
            adopted.clear();
            X509Certificate certificate = authority.sign(csr(), "gw-1");

            post("privatekey", chain(certificate));

            assertThat(adopted).containsExactly(certificate);
        }
    }

    @Test
    void aCertificateOfAStrangerOfTheNameIsRefused() throws Exception {
        X509Certificate forged = new TestAuthority("Huế").sign(csr(), "gw-1");

        assertThatThrownBy(() -> post("privatekey", chain(forged)))
                .isInstanceOf(RequestFailed.class)
                .hasMessageContaining("did not sign it");
        assertThat(adopted).isEmpty();
    }

    @Test
    void aCertificateForAnotherGatewayIsRefused() throws Exception {
        X509Certificate another = before.sign(csr(), "gw-2");

        assertThatThrownBy(() -> post("privatekey", chain(another))).hasMessageContaining("must be for 'CN=gw-1'");
        assertThat(adopted).isEmpty();
    }

    private String csr() throws Exception {
        Answer answer = post("csr", "");
        return new String(answer.payload().body().orElseThrow(), StandardCharsets.UTF_8);
    }

    private static String chain(X509Certificate certificate) throws Exception {
        return ",\"certificateChain\":[" + JsonMapper.shared().writeValueAsString(TestAuthority.pem(certificate)) + "]";
    }

    private Answer post(String what, String more) throws RequestFailed, InterruptedException {
        String body = "{\"keystoreServicePid\":\"gateway\",\"alias\":\"gateway\"" + more + "}";
        return keys.handle(new Request(
                "hue",
                "gw-1",
                "KEYS-V2",
                Method.POST,
                List.of("keystores", "entries", what),
                "gw-1~0123456789abcdef",
                "city-cloud",
                KuraPayload.builder()
                        .body(body.getBytes(StandardCharsets.UTF_8))
                        .build()));
    }
}
