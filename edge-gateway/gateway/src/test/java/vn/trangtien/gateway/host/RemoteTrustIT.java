package vn.trangtien.gateway.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import vn.trangtien.gateway.TestAuthority;
import vn.trangtien.gateway.TestCloud;
import vn.trangtien.gateway.enrol.IdentityStore;
import vn.trangtien.gateway.link.LinkStatus.State;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.request.Method;
import vn.trangtien.wire.request.Reply;
import vn.trangtien.wire.request.Request;

/** Whose commands move a gateway, and how it comes to its next certificate. */
class RemoteTrustIT extends RemoteFixture {

    @Test
    void onlyTheCitysSealMovesTheGatewayAndOnlyOnce() throws Exception {
        GatewayHost host = started();
        Request plain = cloud.request(
                "CONF-V2", Method.GET, "snapshots", KuraPayload.builder().build());
        Request good = cloud.sealed(plain);

        assertThat(cloud.ask(plain).code()).as("without a seal").isEqualTo(403);
        assertThat(new TestCloud(broker, new TestAuthority("stranger").signer("city-commands"), id)
                        .ask("CONF-V2", Method.GET, "snapshots", "")
                        .code())
                .as("sealed by a stranger")
                .isEqualTo(403);
        assertThat(cloud.ask(good).code()).isEqualTo(200);
        assertThat(cloud.ask(good).message().orElseThrow()).contains("handled before");
        host.close();
        started();
        assertThat(cloud.ask(good).code()).as("after a restart").isEqualTo(403);
        assertThat(Files.readString(directory.resolve("data/audit.log")))
                .contains("requester=city-cloud", "code=403 reason=\"UNSIGNED", "UNTRUSTED_SIGNER", "code=200");
    }

    @Test
    void aCertificateForTheNextKeyIsUsedOnceItWorks() throws Exception {
        Path kept = Files.createDirectories(directory.resolve("data/identity"));
        Files.writeString(kept.resolve("ca.pem"), TestAuthority.pem(authority.certificate()));
        GatewayHost host = started();
        X509Certificate before = host.gateway().identity().certificate();
        String entry = "\"keystoreServicePid\": \"gateway\", \"alias\": \"gateway\"";
        assertThat(cloud.ask("KEYS-V2", Method.POST, "keystores/entries/keypair", "{" + entry + "}")
                        .code())
                .isEqualTo(200);
        String request = TestCloud.body(cloud.ask("KEYS-V2", Method.POST, "keystores/entries/csr", "{" + entry + "}"));

        Reply strangers = bring(entry, new TestAuthority("stranger").sign(request, id));
        Reply good = bring(entry, authority.sign(request, id));

        assertThat(strangers.code()).isEqualTo(400);
        assertThat(good.message()).isEmpty();
        assertThat(good.code()).isEqualTo(200);
        assertThat(host.gateway().identity().certificate()).isNotEqualTo(before);
        assertThat(host.status().link().state()).isEqualTo(State.CONNECTED);
        assertThat(new IdentityStore(kept).load())
                .hasValueSatisfying(next -> assertThat(next.certificate())
                        .isEqualTo(host.gateway().identity().certificate()));
        assertConserved(host);
    }

    private Reply bring(String entry, X509Certificate certificate) throws Exception {
        return cloud.ask(
                "KEYS-V2",
                Method.POST,
                "keystores/entries/privatekey",
                "{%s, \"certificateChain\": [\"%s\"]}"
                        .formatted(
                                entry,
                                TestAuthority.pem(certificate)
                                        .replace("\n", "\\n")
                                        .replace("\r", "")));
    }
}
