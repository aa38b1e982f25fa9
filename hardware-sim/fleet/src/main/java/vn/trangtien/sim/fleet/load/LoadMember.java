package vn.trangtien.sim.fleet.load;

import java.util.Optional;
import vn.trangtien.sim.fleet.enrol.FleetIdentity;

/**
 * One gateway of a load fleet.
 *
 * @param identity key and certificate for TLS; empty for a plain line, which only a broker without security takes
 */
public record LoadMember(GatewayName name, Optional<FleetIdentity> identity) {

    /** Over a plain line. */
    public static LoadMember plain(String account, String client) {
        return new LoadMember(new GatewayName(account, client), Optional.empty());
    }

    /** With the certificate of its enrolment. */
    public static LoadMember of(FleetIdentity identity) {
        return new LoadMember(new GatewayName(identity.account(), identity.gateway()), Optional.of(identity));
    }
}
