package vn.trangtien.ingest.support;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.util.Selector;

/** The device door as a gateway sees it, with or without a certificate to show. */
public final class TestDoor {

    private final City city;
    private final HttpClient http;

    public TestDoor(City city) throws Exception {
        this(city, trusting(city.authority()));
    }

    public TestDoor(City city, SSLContext tls) {
        this.city = city;
        this.http = HttpClient.newBuilder().sslContext(tls).build();
    }

    public HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    public HttpResponse<String> enrol(String gateway, String code, String csr) throws Exception {
        return send(request("/.well-known/est/simpleenroll")
                .header("Authorization", basic(gateway, code))
                .header("Content-Type", "application/pkcs10")
                .POST(HttpRequest.BodyPublishers.ofString(csr)));
    }

    public HttpResponse<String> renew(String csr) throws Exception {
        return send(request("/.well-known/est/simplereenroll")
                .header("Content-Type", "application/pkcs10")
                .POST(HttpRequest.BodyPublishers.ofString(csr)));
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + city.doorPort + path))
                .timeout(Duration.ofSeconds(60));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** The one certificate of a certs-only answer. */
    public static X509Certificate certificate(HttpResponse<String> answer) throws Exception {
        var message = new CMSSignedData(Base64.getMimeDecoder().decode(answer.body()));
        Selector<org.bouncycastle.cert.X509CertificateHolder> all = null;
        return new JcaX509CertificateConverter()
                .getCertificate(
                        message.getCertificates().getMatches(all).iterator().next());
    }

    private static SSLContext trusting(X509Certificate authority) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", authority);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
