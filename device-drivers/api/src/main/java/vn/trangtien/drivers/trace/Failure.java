package vn.trangtien.drivers.trace;

import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;

/** How a transaction failed. */
public record Failure(DeviceError error, String message) {

    static Failure of(DeviceException e) {
        return new Failure(e.error(), String.valueOf(e.getMessage()));
    }

    /** The exception that the driver was given then. */
    public DeviceException toException() {
        return new DeviceException(error, message);
    }
}
