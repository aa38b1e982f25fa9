package vn.trangtien.drivers.pi4j;

import java.util.Locale;
import java.util.Objects;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;

/** Reads Pi4J's exceptions, whose only stable part is the text of the innermost one: the kernel's message for the errno. */
final class Failures {

    private Failures() {}

    static DeviceException of(String what, Throwable failure) {
        String message = innermostMessage(failure);
        return new DeviceException(classify(message), "%s: %s".formatted(what, message), failure);
    }

    static String innermostMessage(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return Objects.requireNonNullElse(
                innermost.getMessage(), innermost.getClass().getSimpleName());
    }

    private static DeviceError classify(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        // The kernel's I2C drivers say either when an address was not acknowledged: the Pi's own the first, i2c-gpio
        // the second.
        if (text.contains("remote i/o error") || text.contains("no such device or address")) {
            return DeviceError.NOT_PRESENT;
        }
        if (text.contains("device or resource busy")) {
            return DeviceError.BUSY;
        }
        if (text.contains("no such device") || text.contains("no such file")) {
            return DeviceError.PORT_GONE;
        }
        return DeviceError.BUS_STUCK;
    }
}
