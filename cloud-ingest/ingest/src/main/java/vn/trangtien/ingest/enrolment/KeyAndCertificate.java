package vn.trangtien.ingest.enrolment;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;

/** A private key and the certificate over its public half. */
record KeyAndCertificate(PrivateKey key, X509Certificate certificate) {

    boolean isValidAt(Instant time) {
        return certificate.getNotAfter().toInstant().isAfter(time);
    }

    boolean isSignedBy(X509Certificate authority) {
        try {
            certificate.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException foreign) {
            return false;
        }
    }

    boolean belongTogether() {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key);
            signature.update((byte) 1);
            byte[] proof = signature.sign();
            signature.initVerify(certificate);
            signature.update((byte) 1);
            return signature.verify(proof);
        } catch (GeneralSecurityException mismatch) {
            return false;
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "KeyAndCertificate[" + certificate.getSubjectX500Principal() + "]";
    }
}
