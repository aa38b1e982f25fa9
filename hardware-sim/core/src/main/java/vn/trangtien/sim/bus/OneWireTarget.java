package vn.trangtien.sim.bus;

import java.time.Duration;

/** One device of a 1-Wire bus as the kernel's master sees it. Called under the lock of the bus. */
public interface OneWireTarget {

    /** What a conversion that ends now leaves: nine bytes, the last one their checksum. */
    byte[] scratchpad(long now);

    Duration conversionTime();

    /** Whether the device answers a search of the bus. */
    boolean present();

    /** The supply comes back after a break: everything volatile is forgotten. */
    default void powerCycle() {}
}
