package vn.trangtien.drivers.pi4j;

import com.pi4j.io.i2c.I2C;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.I2cPort;

/** One address of an I2C bus. */
final class Pi4jI2cPort implements I2cPort {

    private final BusContext context;
    private final BusConfig.I2c bus;
    private final int address;
    private final String name;

    Pi4jI2cPort(BusContext context, BusConfig.I2c bus, int address) {
        this.context = context;
        this.bus = bus;
        this.address = address;
        this.name = "%s address 0x%02X".formatted(bus.name(), address);
    }

    @Override
    public void write(byte... data) throws DeviceException {
        transact("write of %d bytes".formatted(data.length), i2c -> {
            expect(data.length, i2c.write(data));
            return data;
        });
    }

    @Override
    public byte[] read(int length) throws DeviceException {
        return transact("read of %d bytes".formatted(length), i2c -> {
            var data = new byte[length];
            expect(length, i2c.read(data, 0, length));
            return data;
        });
    }

    @Override
    public byte[] readRegister(int register, int length) throws DeviceException {
        return transact("read of %d bytes from register 0x%02X".formatted(length, register), i2c -> {
            var data = new byte[length];
            expect(length, i2c.readRegister(register, data, 0, length));
            return data;
        });
    }

    private byte[] transact(String what, Transaction transaction) throws DeviceException {
        I2C i2c = context.port(
                name,
                I2C.class,
                (pi4j, provider) -> pi4j.create(I2C.newConfigBuilder(pi4j)
                        .id(name)
                        .provider(provider)
                        .bus(bus.bus())
                        .device(address)
                        .build()));
        try {
            return transaction.run(i2c);
        } catch (RuntimeException e) {
            DeviceException failure = Failures.of(name + ": " + what, e);
            if (failure.error() != DeviceError.NOT_PRESENT) {
                // The provider remembers an address the kernel may have refused; a new context remembers none.
                context.reset();
            }
            throw failure;
        }
    }

    private static void expect(int length, int done) {
        if (done != length) {
            throw new IllegalStateException("moved %d of %d bytes".formatted(done, length));
        }
    }

    @FunctionalInterface
    private interface Transaction {
        byte[] run(I2C i2c);
    }
}
