package vn.trangtien.sim.fleet.load;

/**
 * Whose messages they are.
 *
 * @param account jurisdiction, first level of every topic
 * @param client id at the broker
 */
public record GatewayName(String account, String client) {

    public GatewayName {
        if (account.isEmpty() || client.isEmpty()) {
            throw new IllegalArgumentException(
                    "a gateway needs account and client id, but was '%s' and '%s'".formatted(account, client));
        }
    }

    /** {@code account/client}. */
    public String key() {
        return account + "/" + client;
    }
}
