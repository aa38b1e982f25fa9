package vn.trangtien.drivers.port;

import vn.trangtien.drivers.DeviceException;

/** A pulse-width output of fixed frequency. */
@FunctionalInterface
public interface PwmOut {

    /** @param percent share of the period in which the line is high, 0 to 100 */
    void duty(double percent) throws DeviceException;
}
