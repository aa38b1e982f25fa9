package vn.trangtien.sim.pi4j;

import com.pi4j.exception.Pi4JException;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CBase;
import com.pi4j.io.i2c.I2CBusBase;
import com.pi4j.io.i2c.I2CConfig;
import com.pi4j.io.i2c.I2CProvider;
import java.util.Arrays;
import java.util.concurrent.Callable;
import vn.trangtien.sim.bus.I2cLines;

/** One address. Failures surface as the real Linux provider lets them: the kernel's message, innermost of three. */
final class SimulatedI2c extends I2CBase<SimulatedI2c.Bus> {

    private static final byte[] NOTHING = {};

    private final I2cLines lines;

    SimulatedI2c(I2CProvider provider, I2CConfig config, I2cLines lines) {
        super(provider, config, new Bus(config));
        this.lines = lines;
    }

    /** Takes the lock of the bus, as the real one does. */
    static final class Bus extends I2CBusBase {

        Bus(I2CConfig config) {
            super(config);
        }

        @Override
        public <R> R execute(I2C i2c, Callable<R> action) {
            return _execute(i2c, () -> {
                try {
                    return action.call();
                } catch (RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new Pi4JException(
                            "Failed to execute action for device " + i2c.device() + " on bus " + bus, e);
                }
            });
        }
    }

    @Override
    public int read() {
        return transact(NOTHING, 1)[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        System.arraycopy(transact(NOTHING, length), 0, buffer, offset, length);
        return length;
    }

    @Override
    public int write(byte b) {
        transact(new byte[] {b}, 0);
        return 1;
    }

    @Override
    public int write(byte[] data, int offset, int length) {
        transact(Arrays.copyOfRange(data, offset, offset + length), 0);
        return length;
    }

    @Override
    public int readRegister(int register) {
        return transact(new byte[] {(byte) register}, 1)[0] & 0xFF;
    }

    @Override
    public int readRegister(byte[] register, byte[] buffer, int offset, int length) {
        System.arraycopy(transact(register, length), 0, buffer, offset, length);
        return length;
    }

    @Override
    public int readRegister(int register, byte[] buffer, int offset, int length) {
        return readRegister(new byte[] {(byte) register}, buffer, offset, length);
    }

    @Override
    public int writeRegister(int register, byte b) {
        transact(new byte[] {(byte) register, b}, 0);
        return 1;
    }

    @Override
    public int writeRegister(int register, byte[] data, int offset, int length) {
        return writeRegister(new byte[] {(byte) register}, data, offset, length);
    }

    @Override
    public int writeRegister(byte[] register, byte[] data, int offset, int length) {
        byte[] written = Arrays.copyOf(register, register.length + length);
        System.arraycopy(data, offset, written, register.length, length);
        transact(written, 0);
        return length;
    }

    private byte[] transact(byte[] written, int readLength) {
        return i2CBus.execute(this, () -> lines.transact(bus(), device(), written, readLength));
    }
}
