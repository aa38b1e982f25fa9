package vn.trangtien.sim.model;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import vn.trangtien.sim.board.Workbench;
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
import vn.trangtien.sim.time.VirtualClock;
import vn.trangtien.sim.world.RandomStream;
import vn.trangtien.sim.world.World;
import vn.trangtien.sim.world.WorldProfile;

/** A bench that remembers what was put on it; its world stands still at two hours. */
final class TestBench implements Workbench {

    static final Duration WORLD_TIME = Duration.ofHours(2);

    private final World world = new World(7, WorldProfile.steady(1.5, 12));
    private final VirtualClock clock = new VirtualClock();
    private final Ill ill = new Ill();
    private final Map<String, Object> simulation;
    private final Map<String, Object> shared = new HashMap<>();
    private final Map<String, DoubleSupplier> felt = new TreeMap<>();
    private final Map<String, Object> placed = new LinkedHashMap<>();

    TestBench(Map<String, Object> simulation) {
        this.simulation = simulation;
    }

    /** By place, such as {@code i2c 0x76}, {@code serial} or {@code input 17}. */
    Map<String, Object> placed() {
        return placed;
    }

    <T> T placed(String where, Class<T> kind) {
        return kind.cast(placed.get(where));
    }

    Map<String, DoubleSupplier> feltChannels() {
        return felt;
    }

    Ill ill() {
        return ill;
    }

    @Override
    public World world() {
        return world;
    }

    @Override
    public VirtualClock clock() {
        return clock;
    }

    @Override
    public Duration worldTime() {
        return WORLD_TIME;
    }

    @Override
    public RandomStream randomness(String what) {
        return world.stream(what);
    }

    @Override
    public Map<String, Object> simulation() {
        return simulation;
    }

    @Override
    public FaultPlan.Target faults(Fault... possible) {
        return ill.target();
    }

    @Override
    public DoubleSupplier felt(String channel, ToDoubleFunction<Duration> quantity, double min, double max) {
        DoubleSupplier one = () -> Math.max(min, Math.min(max, quantity.applyAsDouble(WORLD_TIME)));
        if (felt.put(channel, one) != null) {
            throw new IllegalStateException("channel %s is felt twice".formatted(channel));
        }
        return one;
    }

    @Override
    public <T> T shared(String what, Class<T> kind, Supplier<T> make) {
        return kind.cast(shared.computeIfAbsent(what, any -> make.get()));
    }

    @Override
    public void i2c(int address, I2cTarget target) {
        placed.put("i2c 0x%02x".formatted(address), target);
    }

    @Override
    public void spi(SpiTarget target) {
        placed.put("spi", target);
    }

    @Override
    public void serial(SerialTarget target) {
        placed.put("serial", target);
    }

    @Override
    public void modbus(int unit, RegisterBank registers) {
        placed.put("modbus " + unit, registers);
    }

    @Override
    public void input(int line, EdgeSource source) {
        placed.put("input " + line, source);
    }

    @Override
    public void output(int line, OutputTarget target) {
        placed.put("output " + line, target);
    }

    @Override
    public void pwm(int channel, PwmTarget target) {
        placed.put("pwm " + channel, target);
    }

    @Override
    public void oneWire(String id, OneWireTarget target) {
        placed.put("1-wire " + id, target);
    }

    @Override
    public void messages(MessageSource source) {
        placed.put("messages", source);
    }
}
