package vn.trangtien.sim.bus;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

/** The I2C buses of a board and everything that goes wrong on their wires. Thread-safe. */
public final class I2cLines {

    /** The kernel's text for errno 121, by which a driver recognises a missing acknowledge. */
    public static final String NO_ACKNOWLEDGE = "Remote I/O error";

    /** The kernel's text for errno 110: the data line is held low, and the controller gives up. */
    public static final String STUCK = "Connection timed out";

    private record Address(int bus, int device) {}

    private final Map<Address, Attached> devices = new ConcurrentHashMap<>();

    public void attach(int bus, int device, I2cTarget target, FaultPlan.Target faults) {
        attach(bus, device, target, faults, () -> target);
    }

    /**
     * Puts a device on a bus. The same device may be attached by several that share it; it then has the faults of all.
     *
     * @param twin another one of its kind, for {@link Fault#ADDRESS_CLASH}
     */
    public void attach(int bus, int device, I2cTarget target, FaultPlan.Target faults, Supplier<I2cTarget> twin) {
        Attached attached = devices.computeIfAbsent(new Address(bus, device), any -> new Attached(bus, target, twin));
        if (attached.target != target) {
            throw new IllegalArgumentException(
                    "bus %d already has a device at address 0x%02X; choose another".formatted(bus, device));
        }
        attached.faults.add(faults);
    }

    /**
     * Writes, then reads after a repeated start; either part may be empty.
     *
     * @throws IOException with the kernel's text when a byte is not acknowledged or the bus is held
     */
    public synchronized byte[] transact(int bus, int device, byte[] written, int readLength) throws IOException {
        if (isStuck(bus)) {
            throw new IOException(STUCK);
        }
        Attached attached = devices.get(new Address(bus, device));
        if (attached == null) {
            throw new IOException(NO_ACKNOWLEDGE);
        }
        return attached.transact(written, readLength);
    }

    private boolean isStuck(int bus) {
        for (Attached attached : devices.values()) {
            if (attached.bus == bus && attached.strikes(Fault.BUS_STUCK)) {
                return true;
            }
        }
        return false;
    }

    private static final class Attached {

        private final int bus;
        private final I2cTarget target;
        private final Supplier<I2cTarget> makeTwin;
        private final List<FaultPlan.Target> faults = new CopyOnWriteArrayList<>();
        private @Nullable I2cTarget twin;
        private int transactions;

        Attached(int bus, I2cTarget target, Supplier<I2cTarget> makeTwin) {
            this.bus = bus;
            this.target = target;
            this.makeTwin = makeTwin;
        }

        boolean strikes(Fault fault) {
            return struck(fault) != null;
        }

        private FaultPlan.@Nullable Target struck(Fault fault) {
            for (FaultPlan.Target device : faults) {
                if (device.strikes(fault)) {
                    return device;
                }
            }
            return null;
        }

        byte[] transact(byte[] written, int readLength) throws IOException {
            if (strikes(Fault.NACK) || strikes(Fault.CABLE_CUT) || isNth()) {
                throw new IOException(NO_ACKNOWLEDGE);
            }
            if (strikes(Fault.BROWN_OUT)) {
                target.powerCycle();
            }
            I2cTarget answering = strikes(Fault.ADDRESS_CLASH) ? new Clash(target, other()) : target;
            byte[] read = shift(answering, written, readLength);
            for (Fault damage : Damage.OF_BYTES) {
                FaultPlan.Target struck = read.length == 0 ? null : struck(damage);
                if (struck != null) {
                    read = Damage.toRead(read, damage, struck);
                }
            }
            return read;
        }

        private boolean isNth() {
            transactions++;
            FaultPlan.Target struck = struck(Fault.NACK_EVERY);
            return struck != null && transactions % Math.max(1, (int) struck.amount(Fault.NACK_EVERY)) == 0;
        }

        private I2cTarget other() {
            I2cTarget known = twin;
            if (known == null) {
                known = makeTwin.get();
                twin = known;
            }
            return known;
        }

        private static byte[] shift(I2cTarget target, byte[] written, int readLength) throws IOException {
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

    /** Two chips at one address: either acknowledges, and a low bit of either is low on the wire. */
    private record Clash(I2cTarget one, I2cTarget other) implements I2cTarget {

        @Override
        public boolean start(boolean read) {
            return one.start(read) | other.start(read);
        }

        @Override
        public boolean write(int octet) {
            return one.write(octet) | other.write(octet);
        }

        @Override
        public int read() {
            return one.read() & other.read();
        }

        @Override
        public void stop() {
            one.stop();
            other.stop();
        }
    }
}
