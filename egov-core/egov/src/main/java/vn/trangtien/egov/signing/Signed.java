package vn.trangtien.egov.signing;

import java.time.Instant;
import java.util.List;

/**
 * A file after it was signed.
 *
 * @param file in memory; if it has more than 16 MB, a file in the work folder, which is the caller's from now on
 * @param sha256 of the whole file; keep it, because the last bytes of a signed file are covered by no signature
 * @param level that was reached, which may be less than what was asked for; see the warnings
 * @param at what the time stamp says, or the clock of this machine at level B
 * @param fingerprint SHA-256 of the certificate, in hexadecimal digits
 * @param warnings what is not as it should be and does not hinder
 */
public record Signed(
        FileContent file,
        String sha256,
        SignatureLevel level,
        Instant at,
        String fingerprint,
        List<BilingualText> warnings) {

    public Signed {
        warnings = List.copyOf(warnings);
    }
}
