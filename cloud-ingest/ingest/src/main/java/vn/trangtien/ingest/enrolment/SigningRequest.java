package vn.trangtien.ingest.enrolment;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.HexFormat;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/**
 * A certificate request whose sender has proved to own the key. Only the key is taken from it: the name in the certificate is
 * that of the gateway the code was made for.
 */
final class SigningRequest {

    private static final int MAX_CHARACTERS = 16 * 1024;
    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_RSA_BITS = 8192;
    private static final int P256_BITS = 256;

    private final PublicKey key;

    private SigningRequest(PublicKey key) {
        this.key = key;
    }

    /** @throws EnrolmentRefused if it is no request, its signature is wrong, or the key is not acceptable */
    static SigningRequest read(String pem) {
        if (pem.length() > MAX_CHARACTERS) {
            throw malformed("it is longer than " + MAX_CHARACTERS + " characters");
        }
        try {
            if (!(KeyFiles.parse(pem) instanceof PKCS10CertificationRequest request)) {
                throw malformed("it does not begin with -----BEGIN CERTIFICATE REQUEST-----");
            }
            PublicKey key = new JcaPKCS10CertificationRequest(request).getPublicKey();
            requireStrong(key);
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw malformed("its signature was not made with its own key");
            }
            return new SigningRequest(key);
        } catch (IOException
                | GeneralSecurityException
                | OperatorCreationException
                | PKCSException
                | IllegalArgumentException damaged) {
            throw malformed("it cannot be read: " + damaged.getMessage());
        }
    }

    PublicKey key() {
        return key;
    }

    /** SHA-256 of the public key, by which a repeated request is recognised. */
    String keyHash() {
        return sha256(key.getEncoded());
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void requireStrong(PublicKey key) {
        if (key instanceof ECPublicKey ec
                && ec.getParams().getCurve().getField().getFieldSize() == P256_BITS) {
            return;
        }
        if (key instanceof RSAPublicKey rsa
                && rsa.getModulus().bitLength() >= MIN_RSA_BITS
                && rsa.getModulus().bitLength() <= MAX_RSA_BITS) {
            return;
        }
        String actual = key instanceof RSAPublicKey rsa
                ? "RSA with " + rsa.getModulus().bitLength() + " bits"
                : key.getAlgorithm() + " of another kind";
        throw new EnrolmentRefused(
                EnrolmentRefused.Reason.WEAK_KEY,
                "csrPem: the key must be EC on P-256 or RSA with %d to %d bits, but is %s; make a new key"
                        .formatted(MIN_RSA_BITS, MAX_RSA_BITS, actual));
    }

    private static EnrolmentRefused malformed(String why) {
        return new EnrolmentRefused(
                EnrolmentRefused.Reason.BAD_REQUEST,
                "csrPem must be a certificate request (PKCS#10, PEM) signed with its own key, but " + why);
    }
}
