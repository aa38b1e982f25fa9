package vn.trangtien.egov.signing.verdict;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.simplereport.SimpleReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.trangtien.egov.signing.ChainLink;
import vn.trangtien.egov.signing.Reason;
import vn.trangtien.egov.signing.ReasonCode;
import vn.trangtien.egov.signing.RevocationFinding;

/**
 * What DSS's indication means for us. ETSI leaves open whether a revoked or expired certificate signed before or after its end; where
 * the signer's own clock says "after", the signature is invalid, whatever else could be found out.
 */
final class Weighing {

    /** Clocks of signers may be this far off before it is said. */
    static final Duration TOLERANCE = Duration.ofMinutes(10);

    private Weighing() {}

    /**
     * The times of one signature.
     *
     * @param claimed by the signer
     * @param proven by a time stamp that is good
     */
    record Times(Optional<Instant> claimed, Optional<Instant> proven) {}

    static List<Reason> ofSignature(SimpleReport report, String id, Times times, List<ChainLink> chain) {
        var reasons = new ArrayList<Reason>();
        if (report.getIndication(id) != Indication.TOTAL_PASSED && report.getIndication(id) != Indication.PASSED) {
            reasons.add(failure(report, id, times, chain));
        }
        if (!chain.isEmpty()) {
            outsideValidity(times, chain.get(0)).ifPresent(reason -> add(reasons, reason));
        }
        times.claimed()
                .ifPresent(claimed -> times.proven()
                        .filter(proven -> proven.plus(TOLERANCE).isBefore(claimed))
                        .ifPresent(proven ->
                                reasons.add(Reason.of(ReasonCode.TIME_STAMP_BEFORE_SIGNING, proven, claimed))));
        if (times.proven().isEmpty() && reasons.isEmpty()) {
            reasons.add(Reason.of(ReasonCode.CLAIMED_TIME_ONLY));
        }
        return reasons;
    }

    static Optional<Reason> ofTimeStamp(SimpleReport report, String id, boolean intact) {
        if (!intact) {
            return Optional.of(Reason.of(ReasonCode.TIME_STAMP_BROKEN));
        }
        Indication indication = report.getIndication(id);
        if (indication == Indication.PASSED || indication == Indication.TOTAL_PASSED) {
            return Optional.empty();
        }
        if (indication == Indication.FAILED || indication == Indication.TOTAL_FAILED) {
            return Optional.of(Reason.of(ReasonCode.TIME_STAMP_BROKEN));
        }
        return Optional.of(Reason.of(ReasonCode.TIME_STAMP_UNTRUSTED, said(report, id)));
    }

    private static Reason failure(SimpleReport report, String id, Times times, List<ChainLink> chain) {
        SubIndication why = report.getSubIndication(id);
        if (why == null) {
            return Reason.of(ReasonCode.OTHER, said(report, id));
        }
        return switch (why) {
            case HASH_FAILURE, SIGNED_DATA_NOT_FOUND -> Reason.of(ReasonCode.CONTENT_CHANGED);
            case SIG_CRYPTO_FAILURE -> Reason.of(ReasonCode.SIGNATURE_BROKEN);
            case FORMAT_FAILURE -> Reason.of(ReasonCode.FORMAT_BROKEN, said(report, id));
            case SIG_CONSTRAINTS_FAILURE -> Reason.of(ReasonCode.SIGNATURE_REFUSED, said(report, id));
            case TIMESTAMP_ORDER_FAILURE -> Reason.of(ReasonCode.TIME_STAMP_BROKEN);
            case NO_SIGNING_CERTIFICATE_FOUND -> Reason.of(ReasonCode.NO_CERTIFICATE);
            case NO_CERTIFICATE_CHAIN_FOUND, NO_CERTIFICATE_CHAIN_FOUND_NO_POE ->
                Reason.of(ReasonCode.UNKNOWN_ISSUER, issuer(chain));
            case REVOKED, REVOKED_NO_POE, REVOKED_CA_NO_POE -> revoked(times, chain);
            case EXPIRED, NOT_YET_VALID, OUT_OF_BOUNDS_NO_POE, OUT_OF_BOUNDS_NOT_REVOKED ->
                chain.isEmpty()
                        ? Reason.of(ReasonCode.NO_CERTIFICATE)
                        : outsideValidity(times, chain.get(0))
                                .orElseGet(() -> Reason.of(
                                        ReasonCode.EXPIRED_WITHOUT_PROOF,
                                        chain.get(0).to()));
            case TRY_LATER, REVOCATION_OUT_OF_BOUNDS_NO_POE -> Reason.of(ReasonCode.REVOCATION_UNKNOWN);
            case CRYPTO_CONSTRAINTS_FAILURE, CRYPTO_CONSTRAINTS_FAILURE_NO_POE ->
                Reason.of(ReasonCode.WEAK_ALGORITHM, said(report, id));
            case CHAIN_CONSTRAINTS_FAILURE, CERTIFICATE_CHAIN_GENERAL_FAILURE -> certificate(report, id, chain);
            default -> Reason.of(ReasonCode.OTHER, said(report, id));
        };
    }

    private static Reason certificate(SimpleReport report, String id, List<ChainLink> chain) {
        boolean unknown =
                chain.stream().anyMatch(link -> link.revocation().status() == RevocationFinding.Status.UNKNOWN);
        return unknown
                ? Reason.of(ReasonCode.REVOCATION_UNKNOWN)
                : Reason.of(ReasonCode.CERTIFICATE_REFUSED, said(report, id));
    }

    private static Reason revoked(Times times, List<ChainLink> chain) {
        Optional<Instant> end = chain.stream()
                .map(link -> link.revocation().revokedAt())
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
        if (end.isEmpty()) {
            return Reason.of(ReasonCode.REVOCATION_UNKNOWN);
        }
        boolean after =
                times.claimed().filter(claimed -> !claimed.isBefore(end.get())).isPresent();
        return after
                ? Reason.of(
                        ReasonCode.REVOKED_BEFORE, end.get(), times.claimed().orElseThrow())
                : Reason.of(ReasonCode.REVOKED_MAYBE_BEFORE, end.get());
    }

    private static Optional<Reason> outsideValidity(Times times, ChainLink certificate) {
        return times.claimed()
                .or(times::proven)
                .filter(at -> at.isBefore(certificate.from()) || at.isAfter(certificate.to()))
                .map(at -> Reason.of(ReasonCode.OUTSIDE_VALIDITY, at, certificate.from(), certificate.to()));
    }

    private static void add(List<Reason> reasons, Reason reason) {
        if (reasons.stream().noneMatch(known -> known.code() == reason.code())) {
            reasons.add(reason);
        }
    }

    private static String issuer(List<ChainLink> chain) {
        return chain.isEmpty() ? "?" : chain.get(chain.size() - 1).issuer();
    }

    private static String said(SimpleReport report, String id) {
        return report.getAdESValidationErrors(id).stream()
                .map(message -> message.getValue())
                .collect(Collectors.joining(" "));
    }
}
