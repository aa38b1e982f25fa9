package vn.trangtien.ingest.registry;

/** The gateway stands where the deed makes no sense. */
public final class IllegalMove extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IllegalMove(GatewayId id, EnrolmentState now, EnrolmentState next) {
        super("gateway '%s' is %s and cannot become %s; look at its page for what is possible"
                .formatted(id.key(), now, next));
    }
}
