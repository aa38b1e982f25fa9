package vn.trangtien.drivers.modbus;

import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;

/** What an exception code of the Modbus specification (section 7) says of the unit. */
final class Refusal {

    private static final int UNSUPPORTED_FROM = 1;
    private static final int UNSUPPORTED_TO = 3;
    private static final int TARGET_SILENT = 11;

    private Refusal() {}

    static DeviceException of(String bus, ReadRequest request, int code) {
        String message = "%s: %s: the unit refused with exception %d".formatted(bus, request, code);
        if (code >= UNSUPPORTED_FROM && code <= UNSUPPORTED_TO) {
            return new DeviceException(DeviceError.UNSUPPORTED, message + "; it has no such registers or function");
        }
        if (code == TARGET_SILENT) {
            return new DeviceException(
                    DeviceError.TIMEOUT, message + "; the converter asked it, but it did not answer");
        }
        return new DeviceException(DeviceError.BUSY, message);
    }
}
