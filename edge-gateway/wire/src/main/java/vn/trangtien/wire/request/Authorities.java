package vn.trangtien.wire.request;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Collection;

/** Who vouches for a certificate. Stateless. */
public final class Authorities {

    private Authorities() {}

    /**
     * Passes if one of the authorities signed the certificate. A renewed authority bears the name of the one before: each of the
     * issuer's name is tried.
     *
     * @throws GeneralSecurityException saying who issued it, if none of them did
     */
    public static void requireIssued(X509Certificate certificate, Collection<X509Certificate> authorities)
            throws GeneralSecurityException {
        GeneralSecurityException refused = new GeneralSecurityException(
                "it is issued by %s, which this gateway does not know".formatted(certificate.getIssuerX500Principal()));
        for (X509Certificate authority : authorities) {
            if (authority.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
                try {
                    certificate.verify(authority.getPublicKey());
                    return;
                } catch (GeneralSecurityException e) {
                    refused = new GeneralSecurityException(
                            "it names %s as its issuer, which did not sign it"
                                    .formatted(certificate.getIssuerX500Principal()),
                            e);
                }
            }
        }
        throw refused;
    }
}
