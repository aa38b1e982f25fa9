package vn.trangtien.egov.signing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What there is to know about one signature (Circular 15/2025/TT-BKHCN: issuer, signer, time, integrity, validity at signing time,
 * validity period of the certificate).
 *
 * @param field of the form that holds it; empty in messages
 * @param level in the words of ETSI, such as PAdES-BASELINE-LT
 * @param algorithm such as RSASSA-PSS with SHA-256
 * @param signer common name
 * @param agencyCode after Decision 20/2020, of the agency or of the person's agency; empty if the certificate does not tell
 * @param claimedAt what the signer's clock said
 * @param provenAt the time at which it existed for certain; empty without a time stamp
 * @param intact whether what it covers is what was signed
 * @param chain the signer's certificate first
 * @param coverage what it covers
 * @param changesAfter in the order in which they happened
 */
public record SignatureFinding(
        String field,
        SignerRole role,
        Outcome outcome,
        List<Reason> reasons,
        String level,
        String algorithm,
        String signer,
        String title,
        String agencyCode,
        String agencyName,
        String issuer,
        Optional<Instant> claimedAt,
        Optional<Instant> provenAt,
        boolean intact,
        List<ChainLink> chain,
        Coverage coverage,
        List<Change> changesAfter) {

    /**
     * Bytes of the file that a signature covers, its own container apart.
     *
     * @param bytes from the beginning of the file to here
     * @param wholeFile whether nothing was added since
     */
    public record Coverage(long bytes, boolean wholeFile) {}

    public SignatureFinding {
        reasons = List.copyOf(reasons);
        chain = List.copyOf(chain);
        changesAfter = List.copyOf(changesAfter);
    }

    /** The same with what the history of the file adds. */
    public SignatureFinding withHistory(Coverage covered, List<Change> changes, List<Reason> more) {
        var all = new ArrayList<>(reasons);
        all.addAll(more);
        Outcome worst = more.stream().map(reason -> reason.code().weight()).reduce(outcome, Outcome::and);
        return new SignatureFinding(
                field,
                role,
                worst,
                all,
                level,
                algorithm,
                signer,
                title,
                agencyCode,
                agencyName,
                issuer,
                claimedAt,
                provenAt,
                intact,
                chain,
                covered,
                changes);
    }
}
