package vn.trangtien.sim.board;

import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.port.BusConfig;

/**
 * Builds the instrument that a driver expects. Found through {@link java.util.ServiceLoader}; implementations have no state.
 */
public interface DeviceModel {

    /** Type of the driver, for example {@code a02yyuw}. */
    String driver();

    /**
     * Puts the instrument on the workbench.
     *
     * @param device as the technician wrote it: a default that the driver would fill in is missing here
     * @param bus the bus that the device hangs on
     * @throws IllegalArgumentException if the configuration has no such instrument, naming field, value and rule
     */
    void place(DeviceConfig device, BusConfig bus, Workbench bench);
}
