package vn.trangtien.sim.pki;

import org.bouncycastle.asn1.x509.CRLReason;

/** Why a certificate ended before its time (RFC 5280, 5.3.1). The names stand in the journal; they may not change. */
public enum RevocationReason {
    UNSPECIFIED(CRLReason.unspecified),
    KEY_COMPROMISE(CRLReason.keyCompromise),
    AFFILIATION_CHANGED(CRLReason.affiliationChanged),
    SUPERSEDED(CRLReason.superseded),
    CESSATION_OF_OPERATION(CRLReason.cessationOfOperation);

    private final int code;

    RevocationReason(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
