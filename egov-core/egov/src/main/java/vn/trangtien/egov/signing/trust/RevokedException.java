package vn.trangtien.egov.signing.trust;

/** A certificate that should sign, or has signed, was revoked before. Thrown through DSS. */
public final class RevokedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RevokedException(String message) {
        super(message);
    }
}
