package vn.trangtien.sim.bus;

import java.util.Optional;

/** The registers of a Modbus device, whatever wire they hang on. */
@FunctionalInterface
public interface RegisterBank {

    /** Gives {@code count} values of 0 to 65535; empty if one of the registers does not exist. */
    Optional<int[]> read(int function, int first, int count);

    /** The supply comes back after a break: everything volatile is forgotten. */
    default void powerCycle() {}
}
