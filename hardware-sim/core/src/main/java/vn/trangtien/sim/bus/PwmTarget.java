package vn.trangtien.sim.bus;

/** What hangs on a pulse-width output, such as the driver of a lamp. Called under the lock of the lines. */
@FunctionalInterface
public interface PwmTarget {

    /** @param percent share of the period in which the line is high, 0 to 100 */
    void duty(double percent, int hertz, long now);
}
