package vn.trangtien.drivers.port;

import java.util.List;
import vn.trangtien.drivers.DeviceException;

/** A 1-Wire bus whose master is the kernel's. */
public interface OneWireBus {

    /**
     * The devices that the kernel has found, by their ids such as {@code 28-0316a2791bff}, sorted.
     *
     * @throws DeviceException with {@code PORT_GONE} if the machine has no 1-Wire master
     */
    List<String> devices() throws DeviceException;

    /**
     * Starts a conversion, waits for it (750 ms at 12 bits) and reads the scratchpad.
     *
     * @param device id as in {@link #devices}
     * @return the nine bytes as they came, whatever their checksum
     * @throws DeviceException with {@code NOT_PRESENT} if the device is gone, {@code TIMEOUT} if the kernel does not answer
     */
    byte[] readScratchpad(String device) throws DeviceException, InterruptedException;
}
