package vn.trangtien.sim.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** Says that a digest was known at a time (RFC 3161). Takes SHA-256, SHA-384 and SHA-512. Thread-safe. */
final class TimeStamper {

    /** Below 2.999, which is kept free for examples. */
    static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("2.999.31.61");

    private static final int SERIAL_BITS = 120;

    private final Credential own;
    private final PkiFaults faults;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    TimeStamper(Credential own, PkiFaults faults, Clock clock) {
        this.own = own;
        this.faults = faults;
        this.clock = clock;
    }

    /** @return the answer in DER, a rejection with its reason to what cannot be stamped */
    byte[] answer(byte[] request) throws GeneralSecurityException, IOException {
        try {
            TimeStampResponseGenerator answers = answers();
            TimeStampRequest asked;
            try {
                asked = new TimeStampRequest(request);
            } catch (IOException | RuntimeException e) {
                return answers.generateFailResponse(
                                PKIStatus.REJECTION, PKIFailureInfo.badDataFormat, "not a time-stamp request")
                        .getEncoded();
            }
            return stamp(answers, faults.isTsaWrongHash() ? aboutSomethingElse(asked) : asked);
        } catch (OperatorCreationException | TSPException e) {
            throw new GeneralSecurityException("a time stamp cannot be made", e);
        }
    }

    private byte[] stamp(TimeStampResponseGenerator answers, TimeStampRequest asked) throws TSPException, IOException {
        Date at = Date.from(clock.instant().minus(faults.tsaBehind()));
        var serial = new BigInteger(SERIAL_BITS, random);
        try {
            return answers.generateGrantedResponse(asked, serial, at, "Operation Okay")
                    .getEncoded();
        } catch (TSPException e) {
            return answers.generateRejectedResponse(e).getEncoded();
        }
    }

    private TimeStampResponseGenerator answers()
            throws OperatorCreationException, TSPException, GeneralSecurityException {
        var digests = new JcaDigestCalculatorProviderBuilder().build();
        var tokens = new TimeStampTokenGenerator(
                new JcaSimpleSignerInfoGeneratorBuilder()
                        .build(KeyKind.sha256With(own.key()), own.key(), own.certificate()),
                digests.get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                POLICY);
        tokens.setAccuracySeconds(1);
        tokens.addCertificates(
                new JcaCertStore(List.of(own.chain().get(0), own.chain().get(1))));
        return new TimeStampResponseGenerator(
                tokens,
                Set.of(
                        NISTObjectIdentifiers.id_sha256.getId(),
                        NISTObjectIdentifiers.id_sha384.getId(),
                        NISTObjectIdentifiers.id_sha512.getId()),
                Set.of(POLICY.getId()));
    }

    private static TimeStampRequest aboutSomethingElse(TimeStampRequest asked) {
        byte[] digest = asked.getMessageImprintDigest();
        digest[0] ^= 1;
        var other = new TimeStampRequestGenerator();
        other.setCertReq(asked.getCertReq());
        if (asked.getReqPolicy() != null) {
            other.setReqPolicy(asked.getReqPolicy());
        }
        return asked.getNonce() == null
                ? other.generate(asked.getMessageImprintAlgOID(), digest)
                : other.generate(asked.getMessageImprintAlgOID(), digest, asked.getNonce());
    }
}
