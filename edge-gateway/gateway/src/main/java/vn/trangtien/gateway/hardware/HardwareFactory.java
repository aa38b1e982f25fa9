package vn.trangtien.gateway.hardware;

import vn.trangtien.drivers.ConfigException;
import vn.trangtien.gateway.config.GatewayConfig;

/** Opens the hardware of a configuration; called again after each change, when the hardware of the last one has been closed. */
@FunctionalInterface
public interface HardwareFactory {

    /** @throws ConfigException if this configuration cannot work on this machine; nothing is left open then */
    Hardware open(GatewayConfig config);
}
