package vn.trangtien.sim.fleet.enrol;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * Who a gateway of the fleet is towards the broker.
 *
 * @param authority the only one trusted to vouch for the broker
 */
public record FleetIdentity(
        String account, String gateway, PrivateKey key, X509Certificate certificate, X509Certificate authority) {

    /** Without the key. */
    @Override
    public String toString() {
        return "FleetIdentity[%s/%s]".formatted(account, gateway);
    }
}
