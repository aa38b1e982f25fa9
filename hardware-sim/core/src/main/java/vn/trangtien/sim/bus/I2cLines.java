package vn.trangtien.sim.bus;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

/** The I2C buses of a board. Thread-safe. */
public final class I2cLines {

    /** The kernel's text for errno 121, by which a driver recognises a missing acknowledge. */
    private static final String NO_ACKNOWLEDGE = "Remote I/O error";

    private record Address(int bus, int device) {}

    private record Attached(I2cTarget target, FaultPlan.Target faults) {}

    private final Map<Address, Attached> devices = new ConcurrentHashMap<>();

    public void attach(int bus, int device, I2cTarget target, FaultPlan.Target faults) {
        if (devices.putIfAbsent(new Address(bus, device), new Attached(target, faults)) != null) {
            throw new IllegalArgumentException(
                    "bus %d already has a device at address 0x%02X; choose another".formatted(bus, device));
        }
    }

    /**
     * Writes, then reads after a repeated start; either part may be empty.
     *
     * @throws IOException with the kernel's text when a byte is not acknowledged
     */
    public synchronized byte[] transact(int bus, int device, byte[] written, int readLength) throws IOException {
        Attached attached = devices.get(new Address(bus, device));
        if (attached == null
                || attached.faults().has(Fault.NACK)
                || attached.faults().has(Fault.SILENT)) {
            throw new IOException(NO_ACKNOWLEDGE);
        }
        I2cTarget target = attached.target();
        try {
            if (written.length > 0) {
                acknowledged(target.start(false));
                for (byte b : written) {
                    acknowledged(target.write(b & 0xFF));
                }
            }
            var read = new byte[readLength];
            if (readLength > 0) {
                acknowledged(target.start(true));
                for (int i = 0; i < readLength; i++) {
                    read[i] = (byte) target.read();
                }
            }
            return read;
        } finally {
            target.stop();
        }
    }

    private static void acknowledged(boolean yes) throws IOException {
        if (!yes) {
            throw new IOException(NO_ACKNOWLEDGE);
        }
    }
}
