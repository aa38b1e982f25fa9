package vn.trangtien.egov.signing;

/** In which quality somebody signed, as the certificate tells. */
public enum SignerRole {
    PERSON,
    AGENCY,
    /** Neither can be seen from the certificate. */
    UNKNOWN
}
