package vn.trangtien.sim.board;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.bus.EdgeSource;
import vn.trangtien.sim.bus.FaultyLine;
import vn.trangtien.sim.bus.I2cTarget;
import vn.trangtien.sim.bus.MessageSource;
import vn.trangtien.sim.bus.OneWireTarget;
import vn.trangtien.sim.bus.OutputTarget;
import vn.trangtien.sim.bus.PwmTarget;
import vn.trangtien.sim.bus.RegisterBank;
import vn.trangtien.sim.bus.RtuSlave;
import vn.trangtien.sim.bus.SerialTarget;
import vn.trangtien.sim.bus.SpiTarget;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;
import vn.trangtien.sim.time.WorldClock;
import vn.trangtien.sim.world.RandomStream;
import vn.trangtien.sim.world.World;

/** The bench of one device: connects what its model makes to the lines of the board. */
final class Bench implements Workbench {

    private final String board;
    private final World world;
    private final WorldClock time;
    private final Instruments instruments;
    private final DeviceConfig device;
    private final BusConfig bus;
    private final DeviceModel model;
    private final Map<String, Object> simulation;
    private final FaultPlan.Target faults;

    Bench(
            String board,
            World world,
            WorldClock time,
            Instruments instruments,
            DeviceConfig device,
            BusConfig bus,
            DeviceModel model,
            Map<String, Object> simulation) {
        this.board = board;
        this.world = world;
        this.time = time;
        this.instruments = instruments;
        this.device = device;
        this.bus = bus;
        this.model = model;
        this.simulation = Map.copyOf(simulation);
        this.faults = instruments.faults().declare(device.id(), Set.of());
    }

    void place() {
        model.place(device, bus, this);
    }

    /** Another instrument of the same configuration, felt a little differently and never asked about. */
    Twin twin() {
        var twin = new Twin(this, device.id());
        model.place(device, bus, twin);
        return twin;
    }

    @Override
    public World world() {
        return world;
    }

    @Override
    public DeviceClock clock() {
        return time.devices();
    }

    @Override
    public Duration worldTime() {
        return time.sinceStart();
    }

    @Override
    public RandomStream randomness(String what) {
        return world.stream("%s/%s/%s".formatted(board, device.id(), what));
    }

    @Override
    public Map<String, Object> simulation() {
        return simulation;
    }

    @Override
    public FaultPlan.Target faults(Fault... possible) {
        faults.add(Set.of(possible));
        return faults;
    }

    @Override
    public DoubleSupplier felt(String channel, ToDoubleFunction<Duration> quantity, double min, double max) {
        faults.add(BusFaults.VALUE);
        var felt = new Felt(quantity, this::worldTime, min, max, clock(), faults);
        if (instruments
                        .felt()
                        .computeIfAbsent(device.id(), any -> new ConcurrentHashMap<>())
                        .putIfAbsent(channel, felt)
                != null) {
            throw new IllegalStateException("device %s feels its channel %s twice".formatted(device.id(), channel));
        }
        return felt;
    }

    @Override
    public <T> T shared(String what, Class<T> kind, Supplier<T> make) {
        return kind.cast(instruments.shared().computeIfAbsent("%s/%s".formatted(bus.name(), what), any -> make.get()));
    }

    @Override
    public void i2c(int address, I2cTarget target) {
        BusConfig.I2c i2c = need(BusConfig.I2c.class);
        faults.add(BusFaults.I2C);
        instruments.lines().i2c().attach(i2c.bus(), address, target, faults, () -> twin().i2cTarget());
    }

    @Override
    public void spi(SpiTarget target) {
        BusConfig.Spi spi = need(BusConfig.Spi.class);
        faults.add(BusFaults.SPI);
        instruments.lines().spi().attach(spi.bus(), spi.chipSelect(), target, faults);
    }

    @Override
    public void serial(SerialTarget target) {
        need(BusConfig.Uart.class);
        if (instruments.lines().serial().containsKey(bus.name())) {
            throw new IllegalArgumentException(
                    "bus %s already has a device; a UART serves one device".formatted(bus.name()));
        }
        faults.add(BusFaults.UART);
        instruments.lines().connect(bus.name(), new FaultyLine(target, faults));
    }

    @Override
    public void modbus(int unit, RegisterBank registers) {
        if (bus instanceof BusConfig.ModbusTcp) {
            faults.add(BusFaults.MODBUS_TCP);
            instruments.lines().tcp().attach(bus.name(), unit, registers, faults);
            return;
        }
        BusConfig.ModbusRtu line = need(BusConfig.ModbusRtu.class);
        faults.add(BusFaults.MODBUS_RTU);
        var slave = new RtuSlave(unit, line.baud(), registers, faults);
        instruments
                .lines()
                .connect(
                        bus.name(),
                        new FaultyLine(
                                slave, faults, () -> new RtuSlave(unit, line.baud(), twin().registers(), faults)));
    }

    @Override
    public void input(int line, EdgeSource source) {
        need(BusConfig.Gpio.class);
        faults.add(BusFaults.INPUT);
        instruments.lines().inputs().drive(line, source, faults);
    }

    @Override
    public void output(int line, OutputTarget target) {
        need(BusConfig.Gpio.class);
        faults.add(BusFaults.OUTPUT);
        instruments.lines().outputs().attach(line, target, faults);
    }

    @Override
    public void pwm(int channel, PwmTarget target) {
        need(BusConfig.Gpio.class);
        faults.add(BusFaults.OUTPUT);
        instruments.lines().outputs().attachPwm(channel, target, faults);
    }

    @Override
    public void oneWire(String id, OneWireTarget target) {
        need(BusConfig.OneWire.class);
        faults.add(BusFaults.ONE_WIRE);
        instruments.lines().oneWire().attach(bus.name(), id, target, faults);
    }

    @Override
    public void messages(MessageSource source) {
        need(BusConfig.Mqtt.class);
        faults.add(BusFaults.MQTT);
        instruments.lines().messages().attach(bus.name(), source, faults);
    }

    private <T extends BusConfig> T need(Class<T> kind) {
        if (!kind.isInstance(bus)) {
            throw new IllegalArgumentException("device %s (%s) does not fit bus %s, which is of kind %s"
                    .formatted(
                            device.id(), device.driver(), bus.name(), bus.kind().code()));
        }
        return kind.cast(bus);
    }
}
