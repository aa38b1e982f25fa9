package vn.trangtien.drivers;

/**
 * A device did not do what was asked of it. Expected in the field, hence checked: the driver stays usable and the next call
 * may succeed. The message names the device or port, what was expected and what came instead.
 */
public final class DeviceException extends Exception {

    private final DeviceError error;

    public DeviceException(DeviceError error, String message) {
        super(message);
        this.error = error;
    }

    public DeviceException(DeviceError error, String message, Throwable cause) {
        super(message, cause);
        this.error = error;
    }

    public DeviceError error() {
        return error;
    }
}
