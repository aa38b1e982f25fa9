package vn.trangtien.egov.signing.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.trangtien.egov.signing.Expectation;
import vn.trangtien.egov.signing.Expectation.Signers;
import vn.trangtien.egov.signing.Reason;
import vn.trangtien.egov.signing.ReasonCode;
import vn.trangtien.egov.signing.SignatureFinding;
import vn.trangtien.egov.signing.SignerRole;

/** Who must have signed, and in which order (Decree 30/2020, art. 5, 13, 17). */
final class SignerRules {

    private SignerRules() {}

    static List<Reason> check(List<SignatureFinding> signatures, Expectation expected) {
        if (signatures.isEmpty()) {
            return List.of(Reason.of(ReasonCode.NO_SIGNATURE));
        }
        var reasons = new ArrayList<Reason>();
        Signers signers = expected.signers();
        boolean needsPerson = signers == Signers.PERSON || signers == Signers.PERSON_THEN_AGENCY;
        boolean needsAgency = signers == Signers.AGENCY || signers == Signers.PERSON_THEN_AGENCY;
        if (needsPerson && first(signatures, SignerRole.PERSON) < 0) {
            reasons.add(missing(signatures, ReasonCode.PERSON_MISSING));
        }
        if (needsAgency && first(signatures, SignerRole.AGENCY) < 0) {
            reasons.add(missing(signatures, ReasonCode.AGENCY_MISSING));
        }
        if (!reasons.isEmpty()) {
            return reasons;
        }
        expected.agencyCode().ifPresent(code -> {
            if (needsAgency) {
                otherAgency(signatures, code).ifPresent(reasons::add);
            }
            if (needsPerson) {
                personOfOtherAgency(signatures, code).ifPresent(reasons::add);
            }
        });
        if (signers == Signers.PERSON_THEN_AGENCY
                && first(signatures, SignerRole.AGENCY) < first(signatures, SignerRole.PERSON)) {
            reasons.add(Reason.of(ReasonCode.WRONG_ORDER));
        }
        return reasons;
    }

    /** Somebody whose quality cannot be seen may have been the one who is missed. */
    private static Reason missing(List<SignatureFinding> signatures, ReasonCode code) {
        return signatures.stream()
                .filter(signature -> signature.role() == SignerRole.UNKNOWN)
                .findFirst()
                .map(signature -> Reason.of(ReasonCode.UNKNOWN_ROLE, signature.signer()))
                .orElseGet(() -> Reason.of(code));
    }

    /** The first agency is the one that issued; those that received it sign later. */
    private static Optional<Reason> otherAgency(List<SignatureFinding> signatures, String code) {
        SignatureFinding issuing = signatures.get(first(signatures, SignerRole.AGENCY));
        return issuing.agencyCode().equals(code)
                ? Optional.empty()
                : Optional.of(Reason.of(ReasonCode.OTHER_AGENCY, issuing.agencyCode(), code));
    }

    /** A person's certificate need not name an agency. */
    private static Optional<Reason> personOfOtherAgency(List<SignatureFinding> signatures, String code) {
        SignatureFinding person = signatures.get(first(signatures, SignerRole.PERSON));
        return person.agencyCode().isEmpty() || person.agencyCode().equals(code)
                ? Optional.empty()
                : Optional.of(Reason.of(ReasonCode.PERSON_OF_OTHER_AGENCY, person.signer(), person.agencyCode(), code));
    }

    private static int first(List<SignatureFinding> signatures, SignerRole role) {
        for (int i = 0; i < signatures.size(); i++) {
            if (signatures.get(i).role() == role) {
                return i;
            }
        }
        return -1;
    }
}
