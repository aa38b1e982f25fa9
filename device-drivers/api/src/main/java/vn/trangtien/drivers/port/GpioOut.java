package vn.trangtien.drivers.port;

import vn.trangtien.drivers.DeviceException;

/** A digital output line. */
public interface GpioOut {

    void set(boolean high) throws DeviceException;

    /** The level last set, or the initial one. */
    boolean isHigh();
}
