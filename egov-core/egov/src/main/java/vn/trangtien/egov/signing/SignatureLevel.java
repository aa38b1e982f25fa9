package vn.trangtien.egov.signing;

/** How long a signature can be proven, after ETSI EN 319 142-1, 319 132-1 and 319 162-1. Each level holds what the one before holds. */
public enum SignatureLevel {
    /** The signature and the certificate. */
    B,
    /** A time stamp: it existed at that time. */
    T,
    /** Chain and revocation information: it can be checked when the authority is gone. */
    LT,
    /** A time stamp over all of that: it can be checked when the algorithms are weak. */
    LTA
}
