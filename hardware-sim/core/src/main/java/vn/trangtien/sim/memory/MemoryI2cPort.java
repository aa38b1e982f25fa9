package vn.trangtien.sim.memory;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.I2cPort;
import vn.trangtien.sim.bus.I2cLines;

/** One address of an I2C bus: each byte, with its acknowledge, takes nine clocks. */
final class MemoryI2cPort implements I2cPort {

    private static final byte[] NOTHING = {};
    private static final long BITS_PER_BYTE = 9;

    /** How long the kernel waits for a bus that is held. */
    private static final Duration KERNEL_TIMEOUT = Duration.ofSeconds(1);

    private final MemoryBuses buses;
    private final I2cLines lines;
    private final BusConfig.I2c bus;
    private final int address;

    MemoryI2cPort(MemoryBuses buses, I2cLines lines, BusConfig.I2c bus, int address) {
        this.buses = buses;
        this.lines = lines;
        this.bus = bus;
        this.address = address;
    }

    @Override
    public void write(byte... data) throws DeviceException {
        transact("write of %d bytes", data, 0);
    }

    @Override
    public byte[] read(int length) throws DeviceException {
        return transact("read of %d bytes", NOTHING, length);
    }

    @Override
    public byte[] readRegister(int register, int length) throws DeviceException {
        return transact("register read of %d bytes", new byte[] {(byte) register}, length);
    }

    private byte[] transact(String what, byte[] written, int length) throws DeviceException {
        buses.checkOpen(bus.name());
        int bytes = (written.length == 0 ? 0 : 1 + written.length) + (length == 0 ? 0 : 1 + length);
        buses.clock().advance(Duration.ofNanos(bytes * BITS_PER_BYTE * TimeUnit.SECONDS.toNanos(1) / bus.speedHz()));
        try {
            return lines.transact(bus.bus(), address, written, length);
        } catch (IOException e) {
            throw failure(what.formatted(Math.max(written.length, length)), e);
        }
    }

    private DeviceException failure(String what, IOException cause) {
        String kernel = String.valueOf(cause.getMessage());
        DeviceError error = DeviceError.NOT_PRESENT;
        if (!kernel.equals(I2cLines.NO_ACKNOWLEDGE)) {
            error = DeviceError.BUS_STUCK;
            buses.clock().advance(KERNEL_TIMEOUT);
        }
        return new DeviceException(
                error, "%s address 0x%02X: %s: %s".formatted(bus.name(), address, what, kernel), cause);
    }
}
