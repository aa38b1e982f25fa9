package vn.trangtien.egov.signing.trust;

/** Neither a list nor an answer about a certificate could be had. Thrown through DSS. */
public final class RevocationMissingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RevocationMissingException(String message) {
        super(message);
    }
}
