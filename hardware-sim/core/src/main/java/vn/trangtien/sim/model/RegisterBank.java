package vn.trangtien.sim.model;

import java.util.Optional;

/** The registers of a Modbus device. */
@FunctionalInterface
public interface RegisterBank {

    /** Gives {@code count} values of 0 to 65535; empty if one of the registers does not exist. */
    Optional<int[]> read(int function, int first, int count);
}
