package vn.trangtien.ingest.registry;

/** The name is taken: names of gateways are unique over all accounts, because the broker knows a client by its name alone. */
public final class GatewayExists extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GatewayExists(GatewayId id) {
        super("gateway '%s' is registered already; choose another name, or make a new code for the existing one"
                .formatted(id.gateway()));
    }
}
