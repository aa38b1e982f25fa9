package vn.trangtien.sim.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** What a certificate is for. */
enum Profile {
    ROOT(KeyUsage.keyCertSign | KeyUsage.cRLSign, new BasicConstraints(1), Optional.empty()),
    ISSUING(KeyUsage.keyCertSign | KeyUsage.cRLSign, new BasicConstraints(0), Optional.empty()),
    SIGNER(KeyUsage.digitalSignature | KeyUsage.nonRepudiation, new BasicConstraints(false), Optional.empty()),
    /** RFC 3161, 2.3: the purpose must be critical and the only one. */
    TSA(
            KeyUsage.digitalSignature | KeyUsage.nonRepudiation,
            new BasicConstraints(false),
            Optional.of(KeyPurposeId.id_kp_timeStamping)),
    /** RFC 6960, 4.2.2.2: a responder in the name of the authority; nobody asks whether its own certificate is revoked. */
    OCSP(KeyUsage.digitalSignature, new BasicConstraints(false), Optional.of(KeyPurposeId.id_kp_OCSPSigning));

    private final int keyUsage;
    private final BasicConstraints constraints;
    private final Optional<KeyPurposeId> purpose;

    Profile(int keyUsage, BasicConstraints constraints, Optional<KeyPurposeId> purpose) {
        this.keyUsage = keyUsage;
        this.constraints = constraints;
        this.purpose = purpose;
    }

    int keyUsage() {
        return keyUsage;
    }

    List<Extension> extensions() throws GeneralSecurityException {
        var extensions = new ArrayList<Extension>();
        try {
            extensions.add(Extension.create(Extension.basicConstraints, true, constraints));
            if (purpose.isPresent()) {
                extensions.add(Extension.create(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose.get())));
            }
            if (this == OCSP) {
                extensions.add(Extension.create(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE));
            }
        } catch (IOException e) {
            throw new GeneralSecurityException("the extensions of a certificate cannot be written", e);
        }
        return extensions;
    }
}
