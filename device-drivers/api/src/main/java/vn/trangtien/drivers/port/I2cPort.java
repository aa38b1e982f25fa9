package vn.trangtien.drivers.port;

import vn.trangtien.drivers.DeviceException;

/** One device on an I2C bus. Each call is one transaction; NACK is {@code NOT_PRESENT}. */
public interface I2cPort {

    void write(byte... data) throws DeviceException;

    /** Reads without naming a register, as command-driven sensors want it. */
    byte[] read(int length) throws DeviceException;

    /** Writes the register number, then reads after a repeated start. */
    byte[] readRegister(int register, int length) throws DeviceException;
}
