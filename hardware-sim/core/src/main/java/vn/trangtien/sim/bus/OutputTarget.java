package vn.trangtien.sim.bus;

/** What hangs on a digital output line, such as a relay. Called under the lock of the lines. */
@FunctionalInterface
public interface OutputTarget {

    void level(boolean high, long now);
}
