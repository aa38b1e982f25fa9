package vn.trangtien.ingest.enrolment;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import vn.trangtien.ingest.enrolment.EnrolmentRefused.Reason;

/**
 * A certificate request (PKCS#10) whose sender has proved to own the key.
 *
 * @param gateway common name of the subject
 * @param hardwareId serial number of the subject: which board asks
 */
record SigningRequest(String gateway, String hardwareId, PublicKey key) {

    private static final int MAX_CHARACTERS = 16 * 1024;
    private static final Pattern HARDWARE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{5,99}");

    /**
     * Reads the body of an EST request: the request in DER, in base64.
     *
     * @throws EnrolmentRefused if it is no request, its signature is wrong, or its key or subject is not acceptable
     */
    static SigningRequest read(String base64) {
        if (base64.length() > MAX_CHARACTERS) {
            throw malformed("it is longer than " + MAX_CHARACTERS + " characters");
        }
        try {
            var request = new PKCS10CertificationRequest(Base64.getMimeDecoder().decode(base64.strip()));
            requireP256(request.getSubjectPublicKeyInfo());
            PublicKey key = new JcaPKCS10CertificationRequest(request).getPublicKey();
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw malformed("its signature was not made with its own key");
            }
            String hardware = part(request, BCStyle.SERIALNUMBER, "serialNumber (the hardware id)");
            if (!HARDWARE.matcher(hardware).matches()) {
                throw malformed("its serialNumber must be 6 to 100 letters, digits, '.', '_', ':' or '-', and is '%s'"
                        .formatted(hardware));
            }
            return new SigningRequest(part(request, BCStyle.CN, "CN (the gateway's id)"), hardware, key);
        } catch (IOException
                | GeneralSecurityException
                | OperatorCreationException
                | PKCSException
                | IllegalArgumentException
                | IllegalStateException damaged) {
            throw malformed("it cannot be read: " + damaged.getMessage());
        }
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

    private static void requireP256(SubjectPublicKeyInfo key) {
        if (X9ObjectIdentifiers.id_ecPublicKey.equals(key.getAlgorithm().getAlgorithm())
                && SECObjectIdentifiers.secp256r1.equals(key.getAlgorithm().getParameters())) {
            return;
        }
        throw new EnrolmentRefused(
                Reason.WEAK_KEY,
                "the key must be EC on the named curve P-256 (prime256v1), but is of algorithm %s; make a new key"
                        .formatted(key.getAlgorithm().getAlgorithm()));
    }

    private static String part(PKCS10CertificationRequest request, ASN1ObjectIdentifier type, String what) {
        RDN[] parts = request.getSubject().getRDNs(type);
        if (parts.length != 1) {
            throw malformed("its subject must have one %s, and has %d".formatted(what, parts.length));
        }
        return IETFUtils.valueToString(parts[0].getFirst().getValue());
    }

    private static EnrolmentRefused malformed(String why) {
        return new EnrolmentRefused(
                Reason.BAD_REQUEST,
                "the body must be a certificate request (PKCS#10, DER, base64) signed with its own key, but " + why);
    }
}
