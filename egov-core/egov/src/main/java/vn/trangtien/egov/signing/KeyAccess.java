package vn.trangtien.egov.signing;

import java.util.UUID;

/**
 * A key of the registry and what opens it.
 *
 * @param secret PIN or password; the caller wipes it afterwards
 */
public record KeyAccess(UUID key, char[] secret) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "KeyAccess[" + key + "]";
    }
}
