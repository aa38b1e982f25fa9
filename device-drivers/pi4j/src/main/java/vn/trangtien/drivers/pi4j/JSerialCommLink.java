package vn.trangtien.drivers.pi4j;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig.Parity;
import vn.trangtien.drivers.port.SerialLink;

/**
 * A serial device of the operating system, opened for this process alone when first used, and opened again after the
 * adapter was unplugged and came back.
 *
 * <p>jSerialComm's own time-outs count in tenths of a second and ignore interruption; silences on a Modbus line are
 * milliseconds. So the port is read without blocking, with short sleeps between looks.
 */
final class JSerialCommLink implements SerialLink, AutoCloseable {

    private static final long FIRST_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** More than any buffer on the way holds; a line on which somebody sends without end is not waited for. */
    private static final int MOST_PURGED = 65_536;

    private final String bus;
    private final String path;
    private final int baud;
    private final Parity parity;
    private @Nullable SerialPort port;
    private boolean closed;

    JSerialCommLink(String bus, String path, int baud, Parity parity) {
        this.bus = bus;
        this.path = path;
        this.baud = baud;
        this.parity = parity;
    }

    int baud() {
        return baud;
    }

    @Override
    public void write(byte... data) throws DeviceException {
        int written = open().writeBytes(data, data.length);
        if (written != data.length) {
            throw gone("took %d of %d bytes".formatted(written, data.length));
        }
    }

    @Override
    public byte[] read(int max, Duration timeout) throws DeviceException, InterruptedException {
        SerialPort open = open();
        long start = System.nanoTime();
        while (true) {
            int available = open.bytesAvailable();
            if (available < 0) {
                throw gone("was unplugged");
            }
            if (available > 0) {
                var data = new byte[Math.min(available, max)];
                int count = open.readBytes(data, data.length);
                if (count < 0) {
                    throw gone("was unplugged");
                }
                return count == data.length ? data : Arrays.copyOf(data, count);
            }
            long waited = System.nanoTime() - start;
            if (waited >= timeout.toNanos()) {
                return new byte[0];
            }
            TimeUnit.MILLISECONDS.sleep(waited < FIRST_LOOKS_NANOS ? 1 : 4);
        }
    }

    @Override
    public void purge() throws DeviceException {
        SerialPort open = open();
        var waste = new byte[256];
        int available = open.bytesAvailable();
        int thrown = 0;
        while (available > 0 && thrown < MOST_PURGED) {
            int read = open.readBytes(waste, Math.min(available, waste.length));
            if (read <= 0) {
                break;
            }
            thrown += read;
            available = open.bytesAvailable();
        }
        if (available < 0) {
            throw gone("was unplugged");
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        SerialPort open = port;
        port = null;
        if (open != null) {
            open.closePort();
        }
    }

    private synchronized SerialPort open() throws DeviceException {
        if (closed) {
            throw new DeviceException(DeviceError.PORT_GONE, "bus %s has been closed".formatted(bus));
        }
        SerialPort known = port;
        if (known != null) {
            return known;
        }
        SerialPort opening;
        try {
            opening = SerialPort.getCommPort(path);
        } catch (SerialPortInvalidPortException e) {
            throw new DeviceException(
                    DeviceError.PORT_GONE,
                    "bus %s: there is no serial port %s; is the adapter plugged in?".formatted(bus, path),
                    e);
        }
        opening.setComPortParameters(baud, 8, SerialPort.ONE_STOP_BIT, code(parity));
        opening.setComPortTimeouts(SerialPort.TIMEOUT_NONBLOCKING, 0, 0);
        // Only the return value counts: the error code is set even on success where a line has no modem signals.
        if (!opening.openPort(0)) {
            throw new DeviceException(
                    DeviceError.PORT_GONE,
                    "bus %s: cannot open %s; another program may hold it, or this user is not in its group"
                            .formatted(bus, path));
        }
        port = opening;
        return opening;
    }

    private synchronized DeviceException gone(String what) {
        SerialPort open = port;
        port = null;
        if (open != null) {
            open.closePort();
        }
        return new DeviceException(DeviceError.PORT_GONE, "bus %s: %s %s".formatted(bus, path, what));
    }

    private static int code(Parity parity) {
        return switch (parity) {
            case NONE -> SerialPort.NO_PARITY;
            case EVEN -> SerialPort.EVEN_PARITY;
            case ODD -> SerialPort.ODD_PARITY;
        };
    }
}
