package vn.trangtien.drivers.adc;

import vn.trangtien.drivers.DeviceException;

/** An analogue-to-digital converter with single-ended inputs. Not thread-safe. */
public interface Converter {

    /** How many inputs there are, numbered from 0. */
    int inputs();

    /** The voltage of one input, now. */
    Conversion convert(int input) throws DeviceException, InterruptedException;

    /**
     * Makes sure that a chip said so, after an input was found at {@link Conversion.Rail#LOW} and is to be believed. On some
     * wires a dead line looks like 0 V.
     *
     * @throws DeviceException BUS_STUCK if nothing shows a living chip
     */
    void proveAlive() throws DeviceException, InterruptedException;
}
