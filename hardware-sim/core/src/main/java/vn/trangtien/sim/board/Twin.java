package vn.trangtien.sim.board;

import java.time.Duration;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
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

/** A second instrument at the address of the first: it hangs a few metres away and feels a little more of everything. */
final class Twin implements Workbench {

    private static final double MORE = 0.03;

    private final Workbench first;
    private final String device;
    private @Nullable I2cTarget i2cTarget;
    private @Nullable RegisterBank registers;

    Twin(Workbench first, String device) {
        this.first = first;
        this.device = device;
    }

    I2cTarget i2cTarget() {
        return made(i2cTarget);
    }

    RegisterBank registers() {
        return made(registers);
    }

    @Override
    public World world() {
        return first.world();
    }

    @Override
    public DeviceClock clock() {
        return first.clock();
    }

    @Override
    public Duration worldTime() {
        return first.worldTime();
    }

    @Override
    public RandomStream randomness(String what) {
        return first.randomness("twin/" + what);
    }

    @Override
    public Map<String, Object> simulation() {
        return first.simulation();
    }

    @Override
    public FaultPlan.Target faults(Fault... possible) {
        return first.faults(possible);
    }

    @Override
    public DoubleSupplier felt(String channel, ToDoubleFunction<Duration> quantity, double min, double max) {
        return () -> Math.min(max, quantity.applyAsDouble(worldTime()) + MORE * (max - min));
    }

    @Override
    public <T> T shared(String what, Class<T> kind, Supplier<T> make) {
        return make.get();
    }

    @Override
    public void i2c(int address, I2cTarget target) {
        i2cTarget = target;
    }

    @Override
    public void modbus(int unit, RegisterBank bank) {
        registers = bank;
    }

    @Override
    public void spi(SpiTarget target) {
        throw hasNoAddress();
    }

    @Override
    public void serial(SerialTarget target) {
        throw hasNoAddress();
    }

    @Override
    public void input(int line, EdgeSource source) {
        throw hasNoAddress();
    }

    @Override
    public void output(int line, OutputTarget target) {
        throw hasNoAddress();
    }

    @Override
    public void pwm(int channel, PwmTarget target) {
        throw hasNoAddress();
    }

    @Override
    public void oneWire(String id, OneWireTarget target) {
        throw hasNoAddress();
    }

    @Override
    public void messages(MessageSource source) {
        throw hasNoAddress();
    }

    private IllegalStateException hasNoAddress() {
        return new IllegalStateException("device %s has no address that another could share".formatted(device));
    }

    private <T> T made(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException(
                    "the model of device %s connects nothing with an address".formatted(device));
        }
        return part;
    }
}
