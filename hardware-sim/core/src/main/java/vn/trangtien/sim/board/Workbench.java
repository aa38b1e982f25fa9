package vn.trangtien.sim.board;

import java.time.Duration;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.sim.bus.EdgeSource;
import vn.trangtien.sim.bus.I2cTarget;
import vn.trangtien.sim.bus.MessageSource;
import vn.trangtien.sim.bus.OneWireTarget;
import vn.trangtien.sim.bus.OutputTarget;
import vn.trangtien.sim.bus.PwmTarget;
import vn.trangtien.sim.bus.RegisterBank;
import vn.trangtien.sim.bus.SerialTarget;
import vn.trangtien.sim.bus.SpiTarget;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;
import vn.trangtien.sim.world.RandomStream;
import vn.trangtien.sim.world.World;

/**
 * Where one device is put together: its world, its time, its randomness, its faults and the end of its bus. A bench belongs to
 * one device; what is connected hangs on the bus of that device's configuration.
 */
public interface Workbench {

    World world();

    /** The clock by which conversion times, frame intervals and contacts run. */
    DeviceClock clock();

    /** Time of the world since its start, which may run faster than {@link #clock}. */
    Duration worldTime();

    /** A stream of its own for each name. */
    RandomStream randomness(String what);

    /** What the scenario says about the instrument behind this device; empty in the usual case. */
    Map<String, Object> simulation();

    /**
     * Declares what the instrument itself plays, for example {@code wrong-part}. The faults of its bus and of what it feels are
     * added by the bench. May be called again; always gives the same target.
     */
    FaultPlan.Target faults(Fault... possible);

    /**
     * What the instrument feels: the world's quantity with stuck-value, drift, offset, noise, spike and saturate applied, never
     * beyond its range. Each call is one measurement and is remembered under the name of the channel.
     *
     * @param channel of the driver
     * @param quantity as a function of the world's time, in the unit of the channel
     * @param min lower end of the instrument's range
     * @param max upper end of the instrument's range
     */
    DoubleSupplier felt(String channel, ToDoubleFunction<Duration> quantity, double min, double max);

    /**
     * A chip that several devices of the same bus share, such as a converter with eight inputs: made by the first, found by the
     * others. Each of them connects it all the same.
     *
     * @param what name of the chip on its bus, for example {@code mcp3008}
     */
    <T> T shared(String what, Class<T> kind, Supplier<T> make);

    void i2c(int address, I2cTarget target);

    void spi(SpiTarget target);

    void serial(SerialTarget target);

    /** A Modbus unit, on RTU or TCP. */
    void modbus(int unit, RegisterBank registers);

    void input(int line, EdgeSource source);

    void output(int line, OutputTarget target);

    void pwm(int channel, PwmTarget target);

    /** @param id such as {@code 28-0316a2791bff} */
    void oneWire(String id, OneWireTarget target);

    void messages(MessageSource source);
}
