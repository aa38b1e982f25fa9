package vn.trangtien.gateway.enrol;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts one authority and nobody else: the one whose fingerprint stands on the label, or those that the gateway got at its
 * enrolment. Chain, host name and purpose are checked as usual; about the time see {@link KnownTime}. Thread-safe.
 */
final class PinnedTrust extends X509ExtendedTrustManager {

    /** Who of those that a server presents is to be trusted. */
    @FunctionalInterface
    private interface Anchors {
        Collection<X509Certificate> in(X509Certificate[] presented) throws CertificateException;
    }

    private final Anchors anchors;
    private final KnownTime time;

    private PinnedTrust(Anchors anchors, KnownTime time) {
        this.anchors = anchors;
        this.time = time;
    }

    static PinnedTrust to(String fingerprint, KnownTime time) {
        return new PinnedTrust(
                presented -> {
                    for (X509Certificate one : presented) {
                        if (one.getBasicConstraints() >= 0 && fingerprint(one).equals(fingerprint)) {
                            return List.of(one);
                        }
                    }
                    throw new CertificateException(
                            "the server does not belong to the authority on the label (fingerprint %s…); it may be somebody else's"
                                    .formatted(fingerprint.substring(0, 16)));
                },
                time);
    }

    static PinnedTrust to(Collection<X509Certificate> authorities, KnownTime time) {
        return new PinnedTrust(presented -> authorities, time);
    }

    static String fingerprint(X509Certificate certificate) throws CertificateException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new CertificateException("a certificate cannot be read", e);
        }
    }

    private X509ExtendedTrustManager trusting(X509Certificate[] presented) throws CertificateException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (X509Certificate anchor : anchors.in(presented)) {
                store.setCertificateEntry(fingerprint(anchor), anchor);
            }
            var parameters = new PKIXBuilderParameters(store, new X509CertSelector());
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(time.toJudge(presented)));
            var factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(new CertPathTrustManagerParameters(parameters));
            return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (IOException | GeneralSecurityException e) {
            if (e instanceof CertificateException refused) {
                throw refused;
            }
            throw new CertificateException("the server's certificate cannot be checked", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        trusting(chain).checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        trusting(chain).checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("a server is never trusted without its name");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this side is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
