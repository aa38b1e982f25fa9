package vn.trangtien.sim.model;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** How a Modbus instrument comes to the value of one of its registers. */
@FunctionalInterface
interface Sensing {

    /**
     * The value as it is felt, to be asked for at each request.
     *
     * @param register where the value stands
     * @param quantity as a function of the world's time, in the unit of the channel
     * @param min lower end of the instrument's range
     * @param max upper end of the instrument's range
     */
    DoubleSupplier of(int register, ToDoubleFunction<Duration> quantity, double min, double max);
}
