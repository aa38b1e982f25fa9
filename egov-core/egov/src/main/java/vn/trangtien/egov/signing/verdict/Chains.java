package vn.trangtien.egov.signing.verdict;

import eu.europa.esig.dss.diagnostic.CertificateRevocationWrapper;
import eu.europa.esig.dss.diagnostic.CertificateWrapper;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.trangtien.egov.signing.ChainLink;
import vn.trangtien.egov.signing.RevocationFinding;
import vn.trangtien.egov.signing.RevocationFinding.Status;

/** Certificates and what is known of their revocation, in our words. */
final class Chains {

    private static final int HEX = 16;

    private Chains() {}

    static List<ChainLink> of(List<CertificateWrapper> chain) {
        return chain.stream().map(Chains::link).toList();
    }

    static String fingerprint(CertificateWrapper certificate) {
        byte[] binaries = certificate.getBinaries();
        if (binaries == null) {
            return HexFormat.of().formatHex(certificate.getDigestAlgoAndValue().getDigestValue());
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(binaries));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static ChainLink link(CertificateWrapper certificate) {
        return new ChainLink(
                text(certificate.getCertificateDN()),
                text(certificate.getCertificateIssuerDN()),
                serial(certificate),
                fingerprint(certificate),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                certificate.isTrusted(),
                revocation(certificate));
    }

    private static String serial(CertificateWrapper certificate) {
        return new BigInteger(certificate.getSerialNumber()).toString(HEX);
    }

    /** The newest word counts; a revocation counts more than that it was good before. */
    static RevocationFinding revocation(CertificateWrapper certificate) {
        if (certificate.isTrusted()) {
            return RevocationFinding.notNeeded();
        }
        List<CertificateRevocationWrapper> known = certificate.getCertificateRevocationData().stream()
                .filter(CertificateRevocationWrapper::isKnown)
                .sorted(Comparator.comparing(
                        CertificateRevocationWrapper::getProductionDate,
                        Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
        Optional<CertificateRevocationWrapper> revoked =
                known.stream().filter(CertificateRevocationWrapper::isRevoked).findFirst();
        if (revoked.isPresent()) {
            return finding(Status.REVOKED, revoked.get());
        }
        return known.isEmpty() ? RevocationFinding.unknown() : finding(Status.GOOD, known.get(known.size() - 1));
    }

    private static RevocationFinding finding(Status status, CertificateRevocationWrapper revocation) {
        String source = "%s, %s"
                .formatted(
                        revocation.getRevocationType(),
                        revocation.isInternalRevocationOrigin() ? "in the file" : "online");
        return new RevocationFinding(
                status,
                Optional.ofNullable(revocation.getRevocationDate()).map(java.util.Date::toInstant),
                Optional.of(source),
                Optional.ofNullable(revocation.getProductionDate()).map(java.util.Date::toInstant));
    }
}
