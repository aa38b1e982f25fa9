package vn.trangtien.drivers.lamp;

import java.util.Optional;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.GpioOut;
import vn.trangtien.drivers.port.PwmOut;

/**
 * The wires of a lamp.
 *
 * @param relay switches the supply
 * @param activeLow whether the relay is on while its line is low
 * @param dimmer makes 0–10 V; empty where the lamp is only switched
 */
record LampOutput(GpioOut relay, boolean activeLow, Optional<PwmOut> dimmer) {

    /** The relay comes first: a lamp whose dimmer has failed is still switched. */
    void set(double percent) throws DeviceException {
        relay.set(relayLevel(percent > 0, activeLow));
        if (dimmer.isPresent()) {
            dimmer.get().duty(percent);
        }
    }

    static boolean relayLevel(boolean on, boolean activeLow) {
        return on != activeLow;
    }
}
