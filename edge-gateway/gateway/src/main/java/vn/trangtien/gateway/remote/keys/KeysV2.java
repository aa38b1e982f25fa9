package vn.trangtien.gateway.remote.keys;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.trangtien.gateway.enrol.GatewayIdentity;
import vn.trangtien.gateway.remote.Answer;
import vn.trangtien.gateway.remote.JsonBody;
import vn.trangtien.gateway.remote.RequestFailed;
import vn.trangtien.gateway.remote.RequestHandler;
import vn.trangtien.wire.request.Authorities;
import vn.trangtien.wire.request.Request;

/**
 * One keystore, {@code gateway}: the key in use under the same alias, the authorities as {@code ca-0} and on. An exchange goes
 * {@code keypair}, {@code csr}, signing in the cloud, {@code privatekey} with the chain alone.
 */
public final class KeysV2 implements RequestHandler {

    private static final String KEYSTORE = "gateway";
    private static final String ALIAS = "gateway";
    private static final String AUTHORITY = "ca-";
    private static final String STORE_FIELD = "keystoreServicePid";

    private final Certificates certificates;

    public KeysV2(Certificates certificates) {
        this.certificates = certificates;
    }

    @Override
    public String appId() {
        return "KEYS-V2";
    }

    @Override
    public Answer handle(Request request) throws RequestFailed, InterruptedException {
        ObjectNode body = JsonBody.of(request);
        return switch (request.method() + " " + request.path()) {
            case "GET keystores" -> keystores();
            case "GET keystores/entries" -> Answer.ok(chosen(body).toString());
            case "GET keystores/entries/entry" -> entry(body);
            case "POST keystores/entries/keypair" -> keyPair(body);
            case "POST keystores/entries/csr" -> csr(body);
            case "POST keystores/entries/privatekey" -> chain(body);
            case "POST keystores/entries/certificate", "DEL keystores/entries" ->
                throw RequestFailed.bad(
                        "whom this gateway trusts is settled by its enrolment; only its own certificate is exchanged here");
            default ->
                throw RequestFailed.notFound("KEYS-V2 knows no %s %s".formatted(request.method(), request.path()));
        };
    }

    private Answer keystores() {
        ArrayNode list = JsonBody.object().putArray("keystores");
        list.addObject()
                .put(STORE_FIELD, KEYSTORE)
                .put("type", "PEM")
                .put("size", 1 + certificates.present().authorities().size());
        return Answer.ok(list.toString());
    }

    private ArrayNode chosen(ObjectNode filter) throws RequestFailed {
        if (filter.has(STORE_FIELD) && !filter.path(STORE_FIELD).asString("").equals(KEYSTORE)) {
            return JsonBody.object().putArray("entries");
        }
        ArrayNode all = entries();
        if (!filter.has("alias")) {
            return all;
        }
        ArrayNode some = JsonBody.object().putArray("entries");
        all.valueStream()
                .filter(entry -> entry.path("alias").equals(filter.path("alias")))
                .forEach(some::add);
        return some;
    }

    private Answer entry(ObjectNode filter) throws RequestFailed {
        JsonBody.text(filter, "alias");
        ArrayNode found = chosen(filter);
        if (found.isEmpty()) {
            throw RequestFailed.notFound("keystore gateway has no entry '%s'"
                    .formatted(filter.path("alias").asString()));
        }
        return Answer.ok(found.get(0).toString());
    }

    private ArrayNode entries() throws RequestFailed {
        GatewayIdentity now = certificates.present();
        ArrayNode list = JsonBody.object().putArray("entries");
        ObjectNode own = described(list.addObject(), ALIAS, "PRIVATE_KEY", now.certificate());
        ArrayNode chain = own.putArray("certificateChain");
        for (X509Certificate certificate : now.chain()) {
            chain.add(pem(certificate));
        }
        for (int i = 0; i < now.authorities().size(); i++) {
            X509Certificate authority = now.authorities().get(i);
            described(list.addObject(), AUTHORITY + i, "TRUSTED_CERTIFICATE", authority)
                    .put("certificate", pem(authority));
        }
        return list;
    }

    private static ObjectNode described(ObjectNode to, String alias, String type, X509Certificate certificate) {
        return to.put(STORE_FIELD, KEYSTORE)
                .put("alias", alias)
                .put("type", type)
                .put("algorithm", certificate.getPublicKey().getAlgorithm())
                .put("subjectDN", certificate.getSubjectX500Principal().getName())
                .put("issuer", certificate.getIssuerX500Principal().getName())
                .put("startDate", certificate.getNotBefore().toInstant().toString())
                .put("expirationDate", certificate.getNotAfter().toInstant().toString());
    }

    private static void requireOwn(ObjectNode body) throws RequestFailed {
        if (!JsonBody.text(body, STORE_FIELD).equals(KEYSTORE)
                || !JsonBody.text(body, "alias").equals(ALIAS)) {
            throw RequestFailed.notFound("only alias gateway of keystore gateway has a key, but asked was '%s' of '%s'"
                    .formatted(
                            body.path("alias").asString(),
                            body.path(STORE_FIELD).asString()));
        }
    }

    private Answer keyPair(ObjectNode body) throws RequestFailed {
        requireOwn(body);
        String algorithm = body.path("algorithm").asString("EC");
        int size = body.path("size").asInt(256);
        if (!algorithm.equals("EC") || size != 256) {
            throw RequestFailed.bad("keys here are EC of 256 bits, but asked was %s of %d".formatted(algorithm, size));
        }
        certificates.nextKeyPair();
        return Answer.ok();
    }

    /** Of the next key, never of the one in use: that one is not certified twice. */
    private Answer csr(ObjectNode body) throws RequestFailed {
        requireOwn(body);
        KeyPair pair = certificates.nextKeyPair();
        try {
            var text = new StringWriter();
            try (var writer = new JcaPEMWriter(text)) {
                writer.writeObject(new JcaPKCS10CertificationRequestBuilder(
                                certificates.present().certificate().getSubjectX500Principal(), pair.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
            }
            return Answer.ok(text.toString());
        } catch (IOException | OperatorCreationException e) {
            throw RequestFailed.error("the next key cannot sign: " + e.getMessage());
        }
    }

    private Answer chain(ObjectNode body) throws RequestFailed, InterruptedException {
        requireOwn(body);
        if (body.hasNonNull("privateKey")) {
            throw RequestFailed.bad(
                    "private keys are made on the gateway and do not travel; send certificateChain alone");
        }
        List<X509Certificate> chain = new ArrayList<>();
        for (JsonNode pem : body.path("certificateChain")) {
            chain.add(certificate(pem.asString("")));
        }
        if (chain.isEmpty()) {
            throw RequestFailed.bad("certificateChain must hold the gateway's certificate first, as PEM");
        }
        requireOurs(chain.get(0));
        certificates.adopt(chain);
        return Answer.ok();
    }

    private static X509Certificate certificate(String pem) throws RequestFailed {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw RequestFailed.bad(
                    "certificateChain holds something that is no certificate in PEM: " + e.getMessage());
        }
    }

    /** Before the present connection is given up for it. */
    private void requireOurs(X509Certificate certificate) throws RequestFailed {
        GatewayIdentity now = certificates.present();
        if (!certificate.getPublicKey().equals(certificates.nextKeyPair().getPublic())) {
            throw RequestFailed.bad("the certificate is not for the key of the last keypair request");
        }
        if (!certificate.getSubjectX500Principal().equals(now.certificate().getSubjectX500Principal())) {
            throw RequestFailed.bad("the certificate must be for '%s', but is for '%s'"
                    .formatted(now.certificate().getSubjectX500Principal(), certificate.getSubjectX500Principal()));
        }
        try {
            certificate.checkValidity(Date.from(certificates.now()));
            Authorities.requireIssued(certificate, now.authorities());
        } catch (GeneralSecurityException e) {
            throw RequestFailed.bad("the certificate is not valid: " + e.getMessage());
        }
    }

    private static String pem(X509Certificate certificate) throws RequestFailed {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(certificate);
        } catch (IOException e) {
            throw RequestFailed.error("a certificate cannot be written: " + e.getMessage());
        }
        return text.toString();
    }
}
