package vn.trangtien.sim.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.cert.ocsp.jcajce.JcaBasicOCSPRespBuilder;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import vn.trangtien.sim.pki.Journal.Revocation;

/** Tells how single certificates of the issuing authority stand at this moment (RFC 6960). Thread-safe. */
final class OcspResponder {

    private static final Duration VALID = Duration.ofHours(1);

    private final Credential own;
    private final X509CertificateHolder issuer;
    private final Journal journal;
    private final Clock clock;

    OcspResponder(Credential own, Credential issuing, Journal journal, Clock clock) throws GeneralSecurityException {
        this.own = own;
        this.issuer = new JcaX509CertificateHolder(issuing.certificate());
        this.journal = journal;
        this.clock = clock;
    }

    /** @return the answer in DER, also to what is not a request */
    byte[] answer(byte[] request) throws GeneralSecurityException, IOException {
        OCSPReq asked;
        try {
            asked = new OCSPReq(request);
        } catch (IOException | RuntimeException e) {
            return refusal(OCSPRespBuilder.MALFORMED_REQUEST);
        }
        if (asked.getRequestList().length == 0) {
            return refusal(OCSPRespBuilder.MALFORMED_REQUEST);
        }
        try {
            return answer(asked);
        } catch (OCSPException | OperatorCreationException e) {
            throw new GeneralSecurityException("an OCSP answer cannot be signed", e);
        }
    }

    private byte[] answer(OCSPReq asked) throws OCSPException, OperatorCreationException, IOException {
        Instant now = clock.instant();
        DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().build();
        BasicOCSPRespBuilder answer =
                new JcaBasicOCSPRespBuilder(own.certificate().getPublicKey(), digests.get(CertificateID.HASH_SHA1));
        for (Req one : asked.getRequestList()) {
            answer.addResponse(
                    one.getCertID(), status(one.getCertID(), digests), Date.from(now), Date.from(now.plus(VALID)));
        }
        Extension nonce = asked.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (nonce != null) {
            answer.setResponseExtensions(new Extensions(nonce));
        }
        var signer = new JcaContentSignerBuilder(KeyKind.sha256With(own.key()));
        var chain = new X509CertificateHolder[] {holder()};
        return new OCSPRespBuilder()
                .build(OCSPRespBuilder.SUCCESSFUL, answer.build(signer.build(own.key()), chain, Date.from(now)))
                .getEncoded();
    }

    private CertificateStatus status(CertificateID asked, DigestCalculatorProvider digests) throws OCSPException {
        if (!asked.matchesIssuer(issuer, digests) || !journal.knows(asked.getSerialNumber())) {
            return new UnknownStatus();
        }
        Optional<Revocation> revocation = journal.revocation(asked.getSerialNumber());
        return revocation
                .<CertificateStatus>map(revoked -> new RevokedStatus(
                        Date.from(revoked.at()), revoked.reason().code()))
                .orElse(CertificateStatus.GOOD);
    }

    private X509CertificateHolder holder() throws OCSPException {
        try {
            return new JcaX509CertificateHolder(own.certificate());
        } catch (GeneralSecurityException e) {
            throw new OCSPException("the responder's certificate cannot be encoded", e);
        }
    }

    private static byte[] refusal(int status) throws GeneralSecurityException, IOException {
        try {
            return new OCSPRespBuilder().build(status, null).getEncoded();
        } catch (OCSPException e) {
            throw new GeneralSecurityException("an OCSP refusal cannot be written", e);
        }
    }
}
