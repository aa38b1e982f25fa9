package vn.trangtien.ingest.registry;

/** Nobody has registered such a gateway. */
public final class UnknownGateway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownGateway(GatewayId id) {
        super("gateway '%s' is not registered; register it on the gateways page first".formatted(id.key()));
    }
}
