package vn.trangtien.ingest.door;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.ingest.enrolment.BrokerCertificate;
import vn.trangtien.ingest.enrolment.DoorProperties;
import vn.trangtien.ingest.enrolment.ServerIdentity;
import vn.trangtien.ingest.supervision.Backoff;
import vn.trangtien.ingest.supervision.Supervised;

/** The door's listener, which looks every few hours whether its certificate was replaced, so that it needs no restart for that. */
final class DoorListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DoorListener.class);
    private static final Duration LOOK_EVERY = Duration.ofHours(6);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMinutes(1), Duration.ofHours(1));
    private static final int MAX_CONNECTIONS = 512;
    private static final int THREADS = 16;
    private static final int CONNECTION_TIMEOUT_MS = 20_000;

    private final DoorProperties door;
    private final BrokerCertificate identity;
    private final Clock clock;
    private volatile @Nullable AbstractHttp11Protocol<?> opened;
    private volatile @Nullable X509Certificate shown;
    private volatile @Nullable Supervised renewal;

    DoorListener(DoorProperties door, BrokerCertificate identity, Clock clock) {
        this.door = door;
        this.identity = identity;
        this.clock = clock;
    }

    /** The listener with today's certificate; the caller starts and stops it. */
    Connector open() {
        ServerIdentity now = identity.current();
        var connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setPort(door.port());
        connector.setXpoweredBy(false);
        connector.addSslHostConfig(tls(now));
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
            http.setSSLEnabled(true);
            http.setProperty("address", door.host());
            http.setMaxConnections(MAX_CONNECTIONS);
            http.setMaxThreads(THREADS);
            http.setMinSpareThreads(1);
            http.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
            opened = http;
            shown = now.certificate();
            renewal = Supervised.start("door-certificate", BACKOFF, clock, this::keepFresh);
        }
        return connector;
    }

    /**
     * Shows a new certificate if there is one; open connections go on with the old one.
     *
     * @return whether there was one
     */
    boolean renew() {
        ServerIdentity now = identity.current();
        AbstractHttp11Protocol<?> listener = opened;
        if (listener == null || now.certificate().equals(shown)) {
            return false;
        }
        listener.addSslHostConfig(tls(now), true);
        shown = now.certificate();
        LOG.info(
                "event=door-certificate-renewed until={}",
                now.certificate().getNotAfter().toInstant());
        return true;
    }

    @Override
    public void close() {
        Supervised running = renewal;
        if (running != null) {
            running.close();
        }
    }

    private void keepFresh(Supervised.Run run) throws InterruptedException {
        while (run.isWanted()) {
            run.pause(LOOK_EVERY);
            if (run.isWanted()) {
                renew();
                run.progressed();
            }
        }
    }

    /** TLS 1.2 or 1.3; a certificate is asked for, because renewals and releases need one, and the first enrolment has none. */
    private static SSLHostConfig tls(ServerIdentity identity) {
        try {
            var host = new SSLHostConfig();
            host.setProtocols("+TLSv1.3+TLSv1.2");
            host.setCertificateVerification("optional");
            KeyStore trusted = empty();
            trusted.setCertificateEntry("authority", identity.authority());
            host.setTrustStore(trusted);
            KeyStore own = empty();
            char[] password = {};
            own.setKeyEntry(
                    "door", identity.key(), password, new Certificate[] {identity.certificate(), identity.authority()});
            var certificate = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.EC);
            certificate.setCertificateKeystore(own);
            certificate.setCertificateKeystorePassword("");
            certificate.setCertificateKeyAlias("door");
            host.addCertificate(certificate);
            return host;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the device door's certificate cannot be used", e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
