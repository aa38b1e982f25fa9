package vn.trangtien.egov.signing.desk;

import vn.trangtien.egov.signing.pdf.PadesSigner;
import vn.trangtien.egov.signing.verdict.StrictVerifier;

/** The two halves of the trade. */
public record Signers(PadesSigner pades, StrictVerifier verifier) {}
