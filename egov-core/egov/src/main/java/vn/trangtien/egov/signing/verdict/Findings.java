package vn.trangtien.egov.signing.verdict;

import eu.europa.esig.dss.diagnostic.CertificateWrapper;
import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.KeyUsageBit;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.validation.reports.Reports;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import vn.trangtien.egov.signing.ChainLink;
import vn.trangtien.egov.signing.Outcome;
import vn.trangtien.egov.signing.Reason;
import vn.trangtien.egov.signing.ReasonCode;
import vn.trangtien.egov.signing.SignatureFinding;
import vn.trangtien.egov.signing.SignatureFinding.Coverage;
import vn.trangtien.egov.signing.SignerRole;
import vn.trangtien.egov.signing.TimeStampFinding;

/** Reads DSS's reports about one file. */
final class Findings {

    private final Reports reports;
    private final CertificateRoles roles;
    private final Instant now;

    Findings(Reports reports, CertificateRoles roles, Instant now) {
        this.reports = reports;
        this.roles = roles;
        this.now = now;
    }

    /** The earliest first, as DSS found them; nothing is said of coverage and changes. */
    List<SignatureFinding> signatures() {
        DiagnosticData data = reports.getDiagnosticData();
        return data.getSignatures().stream().map(this::signature).toList();
    }

    /** All of them, those of signatures and those of the whole file. */
    List<TimeStampFinding> timeStamps() {
        DiagnosticData data = reports.getDiagnosticData();
        return data.getTimestampList().stream()
                .sorted(Comparator.comparing(TimestampWrapper::getProductionTime))
                .map(this::timeStamp)
                .toList();
    }

    private SignatureFinding signature(SignatureWrapper signature) {
        SimpleReport report = reports.getSimpleReport();
        Optional<CertificateWrapper> certificate = Optional.ofNullable(signature.getSigningCertificate());
        List<ChainLink> chain = Chains.of(signature.getCertificateChain());
        var times = new Weighing.Times(instant(signature.getClaimedSigningTime()), proven(signature));
        var reasons = new ArrayList<>(Weighing.ofSignature(report, signature.getId(), times, chain));
        if (certificate.isPresent() && !maySign(certificate.get())) {
            reasons.add(Reason.of(ReasonCode.CERTIFICATE_REFUSED, "keyUsage"));
        }
        boolean intact = signature.isSignatureIntact()
                && signature.getDigestMatchers().stream()
                        .allMatch(matcher -> matcher.isDataFound() && matcher.isDataIntact());
        CertificateRoles.Known known = certificate
                .map(found -> roles.of(found, Chains.fingerprint(found)))
                .orElse(new CertificateRoles.Known(SignerRole.UNKNOWN, ""));
        Outcome outcome = reasons.stream().map(reason -> reason.code().weight()).reduce(Outcome.VALID, Outcome::and);
        return new SignatureFinding(
                field(signature),
                known.role(),
                outcome,
                reasons,
                String.valueOf(signature.getSignatureFormat()).replace('_', '-'),
                algorithm(signature),
                certificate.map(found -> Chains.text(found.getCommonName())).orElse(""),
                certificate.map(found -> Chains.text(found.getTitle())).orElse(""),
                known.agencyCode(),
                certificate
                        .map(found -> Chains.text(found.getOrganizationName()))
                        .orElse(""),
                certificate
                        .map(found -> Chains.text(found.getCertificateIssuerDN()))
                        .orElse(""),
                times.claimed(),
                times.proven(),
                intact,
                chain,
                new Coverage(0, true),
                List.of());
    }

    private TimeStampFinding timeStamp(TimestampWrapper stamp) {
        boolean intact = isIntact(stamp);
        var reasons = new ArrayList<Reason>();
        Weighing.ofTimeStamp(reports.getSimpleReport(), stamp.getId(), intact).ifPresent(reasons::add);
        Instant at = stamp.getProductionTime().toInstant();
        if (at.isAfter(now.plus(Weighing.TOLERANCE))) {
            reasons.add(Reason.of(ReasonCode.CLOCK_BEHIND, at, now));
        }
        Outcome outcome = reasons.stream().map(reason -> reason.code().weight()).reduce(Outcome.VALID, Outcome::and);
        String by = Optional.ofNullable(stamp.getSigningCertificate())
                .map(certificate -> Chains.text(certificate.getCommonName()))
                .orElse("");
        return new TimeStampFinding(String.valueOf(stamp.getType()), at, by, intact, outcome, reasons);
    }

    /** The earliest time stamp that is good in every respect. */
    private Optional<Instant> proven(SignatureWrapper signature) {
        return signature.getTimestampList().stream()
                .filter(Findings::isIntact)
                .filter(stamp -> {
                    Indication indication = reports.getSimpleReport().getIndication(stamp.getId());
                    return indication == Indication.PASSED || indication == Indication.TOTAL_PASSED;
                })
                .map(stamp -> stamp.getProductionTime().toInstant())
                .min(Instant::compareTo);
    }

    private static boolean isIntact(TimestampWrapper stamp) {
        return stamp.isMessageImprintDataFound()
                && stamp.isMessageImprintDataIntact()
                && stamp.isSignatureIntact()
                && stamp.isSignatureValid();
    }

    /** A certificate for servers or for other certificates signs no documents. */
    private static boolean maySign(CertificateWrapper certificate) {
        List<KeyUsageBit> usages = certificate.getKeyUsages();
        return usages.isEmpty()
                || usages.contains(KeyUsageBit.DIGITAL_SIGNATURE)
                || usages.contains(KeyUsageBit.NON_REPUDIATION);
    }

    private static String field(SignatureWrapper signature) {
        return signature.getPDFRevision() == null
                ? ""
                : Chains.text(signature.getPDFRevision().getFirstFieldName());
    }

    private static String algorithm(SignatureWrapper signature) {
        return "%s with %s"
                .formatted(
                        signature.getEncryptionAlgorithm() == null
                                ? "?"
                                : signature.getEncryptionAlgorithm().getName(),
                        signature.getDigestAlgorithm() == null
                                ? "?"
                                : signature.getDigestAlgorithm().getName());
    }

    private static Optional<Instant> instant(@org.jspecify.annotations.Nullable Date date) {
        return Optional.ofNullable(date).map(Date::toInstant);
    }
}
