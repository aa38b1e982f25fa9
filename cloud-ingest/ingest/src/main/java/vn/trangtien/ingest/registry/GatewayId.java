package vn.trangtien.ingest.registry;

import java.util.Optional;

/**
 * Which gateway: its account (jurisdiction) and its own name, which is also its MQTT client id and the common name of its
 * certificate. Both go into topics, addresses and file names, so the alphabet is small.
 */
public record GatewayId(String account, String gateway) {

    private static final int LONGEST = 63;

    public GatewayId {
        require("account", account);
        require("gateway", gateway);
    }

    /** The network's door: empty if a part is malformed. */
    public static Optional<GatewayId> of(String account, String gateway) {
        return isName(account) && isName(gateway) ? Optional.of(new GatewayId(account, gateway)) : Optional.empty();
    }

    /** Key of records: {@code account/gateway}. */
    public String key() {
        return account + "/" + gateway;
    }

    /** By hand, because every message asks several times: {@code [A-Za-z0-9][A-Za-z0-9_:-]{0,62}}. */
    private static boolean isName(String name) {
        if (name.isEmpty() || name.length() > LONGEST || !isLetterOrDigit(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isLetterOrDigit(c) && c != '_' && c != ':' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static void require(String field, String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "%s must be 1 to 63 letters A-Z, digits, '_', ':' or '-' and begin with a letter or digit, but was '%s'"
                            .formatted(field, name));
        }
    }
}
