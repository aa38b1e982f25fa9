package vn.trangtien.ingest.twin;

/** The gateway did not tell what was asked. */
public final class GatewayAway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GatewayAway(String message) {
        super(message);
    }
}
