package vn.trangtien.gateway.remote.conf;

import java.util.function.BooleanSupplier;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.view.ConfigStanding;

/** The running gateway, as far as a change of its configuration concerns it. */
public interface Target {

    /** What is in force. */
    GatewayConfig config();

    /**
     * Goes on with another configuration.
     *
     * @throws RuntimeException if it cannot; the one before goes on then. The message is for people.
     */
    void exchange(GatewayConfig next);

    /**
     * Tells the cloud what is in force.
     *
     * @return whether the cloud has acknowledged just this message, to be asked as often as liked
     */
    BooleanSupplier tell(ConfigStanding standing);
}
