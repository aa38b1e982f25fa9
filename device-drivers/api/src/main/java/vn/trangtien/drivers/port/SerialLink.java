package vn.trangtien.drivers.port;

import java.time.Duration;
import vn.trangtien.drivers.DeviceException;

/** A serial line with 8-bit clean bytes in both directions. */
public interface SerialLink {

    void write(byte... data) throws DeviceException;

    /**
     * Reads what is there, waiting for the first byte at most {@code timeout}.
     *
     * @return 0 to {@code max} bytes; empty when nothing came in time
     * @throws DeviceException with {@code PORT_GONE} when the adapter was unplugged
     */
    byte[] read(int max, Duration timeout) throws DeviceException, InterruptedException;

    /** Throws away what has been received and not read. */
    void purge() throws DeviceException;
}
