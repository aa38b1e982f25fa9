package vn.trangtien.drivers;

import java.util.List;
import vn.trangtien.drivers.port.Buses;

/**
 * Makes devices of one kind. Found through {@link java.util.ServiceLoader}; implementations have no state.
 */
public interface DriverFactory {

    /** What a technician may configure and what the device gives; its {@code type} is the {@code driver:} of a configuration. */
    DriverDescriptor descriptor();

    /** The channels a device of this configuration gives; differs from the descriptor's only where parameters name them. */
    default List<DriverDescriptor.Channel> channels(DeviceConfig config) {
        return descriptor().channels();
    }

    /**
     * Opens a device; the instrument may still be absent, which is found by the first {@link Device#read()}.
     *
     * @param config parameters already checked against the descriptor
     * @throws DeviceException if a port of the configuration does not exist on this machine
     * @throws ConfigException if parameters contradict each other
     */
    Device open(DeviceConfig config, Buses buses, DeviceClock clock) throws DeviceException;
}
