package vn.trangtien.sim.fleet.enrol;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.X509TrustManager;

/**
 * Trusts servers whose certificate the authority with one fingerprint has signed, and nobody else. The platform adds the check of
 * the host name, because this is no extended trust manager. Thread-safe.
 */
final class PinnedAuthority implements X509TrustManager {

    private final String fingerprint;

    /** @param fingerprint SHA-256 in hexadecimal digits, lower case */
    PinnedAuthority(String fingerprint) {
        this.fingerprint = fingerprint;
    }

    /** The pinned one among these. */
    X509Certificate among(Iterable<X509Certificate> presented) throws CertificateException {
        for (X509Certificate one : presented) {
            if (one.getBasicConstraints() >= 0 && fingerprint(one).equals(fingerprint)) {
                return one;
            }
        }
        throw new CertificateException(
                "the server does not belong to the authority with the fingerprint %s".formatted(fingerprint));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        X509Certificate authority = among(java.util.List.of(chain));
        try {
            chain[0].verify(authority.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new CertificateException("the server's certificate is not signed by the authority it shows", e);
        }
        chain[0].checkValidity();
        authority.checkValidity();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this side is no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private static String fingerprint(X509Certificate certificate) throws CertificateException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new CertificateException("a certificate cannot be read", e);
        }
    }
}
