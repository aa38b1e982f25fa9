package vn.trangtien.ingest.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.ingest.enrolment.DoorProperties;
import vn.trangtien.ingest.enrolment.ServerIdentity;
import vn.trangtien.ingest.support.TestGateway;

class DoorListenerTest {

    @TempDir
    Path folder;

    @Test
    void newCertificateIsShownWithoutARestart() throws Exception {
        ServerIdentity old = identity("old");
        var current = new AtomicReference<>(old);
        var tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        try (var listener =
                new DoorListener(new DoorProperties("127.0.0.1", 0, null), current::get, Clock.systemUTC())) {
            Connector connector = listener.open();
            tomcat.setConnector(connector);
            tomcat.start();
            assertThat(shownAt(connector.getLocalPort(), old)).isEqualTo(old.certificate());
            assertThat(listener.renew()).isFalse();

            ServerIdentity renewed = identity("renewed");
            current.set(renewed);

            assertThat(listener.renew()).isTrue();
            assertThat(shownAt(connector.getLocalPort(), old, renewed)).isEqualTo(renewed.certificate());
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    private static X509Certificate shownAt(int port, ServerIdentity... identities) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (ServerIdentity identity : identities) {
            trusted.setCertificateEntry("c" + trusted.size(), identity.certificate());
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        context.init(null, trust.getTrustManagers(), new SecureRandom());
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static ServerIdentity identity(String name) throws Exception {
        KeyPair authority = TestGateway.newKeys();
        KeyPair own = TestGateway.newKeys();
        return new ServerIdentity(
                own.getPrivate(),
                certificate(name, own, "authority", authority),
                certificate("authority", authority, "authority", authority));
    }

    private static X509Certificate certificate(String name, KeyPair keys, String issuer, KeyPair signer)
            throws Exception {
        long now = Clock.systemUTC().millis();
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                new X500Name("CN=" + issuer),
                                BigInteger.ONE,
                                new Date(now),
                                new Date(now + Duration.ofDays(1).toMillis()),
                                new X500Name("CN=" + name),
                                keys.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
    }
}
