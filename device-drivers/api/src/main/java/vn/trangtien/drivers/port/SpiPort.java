package vn.trangtien.drivers.port;

import vn.trangtien.drivers.DeviceException;

/** One chip select of an SPI bus. */
@FunctionalInterface
public interface SpiPort {

    /** Shifts all bytes out while shifting as many in, chip select held throughout. */
    byte[] transfer(byte... out) throws DeviceException;
}
