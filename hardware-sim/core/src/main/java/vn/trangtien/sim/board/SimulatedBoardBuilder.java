package vn.trangtien.sim.board;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.sim.bus.FaultyLine;
import vn.trangtien.sim.bus.I2cLines;
import vn.trangtien.sim.bus.PinLines;
import vn.trangtien.sim.bus.SerialTarget;
import vn.trangtien.sim.bus.SpiLines;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;
import vn.trangtien.sim.fault.ObservedTime;
import vn.trangtien.sim.model.A02yyuwModel;
import vn.trangtien.sim.model.Bme280Model;
import vn.trangtien.sim.model.Mcp3008Model;
import vn.trangtien.sim.model.Pms5003Model;
import vn.trangtien.sim.model.RtuSlave;
import vn.trangtien.sim.model.SdmMeter;
import vn.trangtien.sim.model.TippingBucketModel;
import vn.trangtien.sim.pi4j.SimulatedProviders;
import vn.trangtien.sim.pty.PtyLines;
import vn.trangtien.sim.time.WorldClock;
import vn.trangtien.sim.world.RandomStream;
import vn.trangtien.sim.world.World;

/** Puts instruments on a board. Not thread-safe; {@link #start} once. */
public final class SimulatedBoardBuilder {

    private static final double ADC_VREF = 3.3;

    /** The sound level module: 0.6 V at 30 dB, 50 dB per volt. */
    private static final double NOISE_ZERO_VOLTS = 0.6;

    private static final double NOISE_ZERO_DECIBEL = 30;
    private static final double NOISE_DECIBEL_PER_VOLT = 50;

    private static final double WAVES_MM = 4;
    private static final int SDM_BAUD = 9_600;

    private static final Set<Fault> UART_FAULTS =
            EnumSet.of(Fault.SILENT, Fault.CRC_FLIP, Fault.STUCK_VALUE, Fault.TRUNCATE, Fault.NOISE_BEFORE);

    private final World world;
    private final WorldClock clock;
    private final DeviceClock devices;
    private final FaultPlan faults = new FaultPlan();
    private final I2cLines i2c = new I2cLines();
    private final SpiLines spi = new SpiLines();
    private final PinLines pins = new PinLines();
    private final Map<String, Function<FaultPlan.Target, SerialTarget>> serial = new TreeMap<>();
    private final Map<String, FaultPlan.Target> serialFaults = new TreeMap<>();
    private final List<TippingBucketModel> buckets = new ArrayList<>();
    private String name = "board";

    SimulatedBoardBuilder(World world, WorldClock clock) {
        this.world = world;
        this.clock = clock;
        this.devices = clock.devices();
    }

    /** Name of the gateway: tells threads apart and gives each board's devices their own randomness. Call it first. */
    public SimulatedBoardBuilder named(String gateway) {
        this.name = gateway;
        return this;
    }

    /** Air temperature, humidity and pressure. */
    public SimulatedBoardBuilder bme280(String bus, int address) {
        FaultPlan.Target target = faults.declare(
                "%s/0x%02x".formatted(bus, address),
                EnumSet.of(Fault.NACK, Fault.SILENT, Fault.STUCK_VALUE, Fault.SLOW, Fault.WRONG_PART));
        ObservedTime time = observed(target);
        var model = new Bme280Model(() -> air(time.get()), devices, target);
        i2c.attach(BusNumber.of(bus).bus(), address, model, target);
        return this;
    }

    /** Fine dust. */
    public SimulatedBoardBuilder pms5003(String bus) {
        return serial(bus, UART_FAULTS, target -> {
            ObservedTime time = observed(target);
            return new Pms5003Model(() -> dust(time.get()), devices.nanoTime());
        });
    }

    /**
     * Distance to the river, with waves of a few millimetres.
     *
     * @param mountingHeightMm sensor face above the zero of the staff gauge
     */
    public SimulatedBoardBuilder a02yyuw(String bus, int mountingHeightMm) {
        RandomStream waves = stream(bus);
        return serial(bus, UART_FAULTS, target -> {
            ObservedTime time = observed(target);
            return new A02yyuwModel(
                    () -> {
                        Duration now = time.get();
                        double wave = WAVES_MM * waves.white(now.toMillis());
                        return mountingHeightMm - 1000 * world.riverLevelMetres(now) + wave;
                    },
                    devices.nanoTime());
        });
    }

    /** Rain on a GPIO line. */
    public SimulatedBoardBuilder tippingBucket(int line, double mmPerTip) {
        FaultPlan.Target target = faults.declare("gpio/" + line, EnumSet.of(Fault.SILENT, Fault.STUCK_VALUE));
        buckets.add(
                new TippingBucketModel(pins, line, mmPerTip, () -> world.rainMm(clock.sinceStart()), devices, target));
        return this;
    }

    /** A sound level module at one input of an MCP3008: 0.6 V at 30 dB to 2.6 V at 130 dB; reference 3.3 V. */
    public SimulatedBoardBuilder mcp3008NoiseMeter(String bus, int channel) {
        FaultPlan.Target target = faults.declare(bus, EnumSet.of(Fault.SILENT, Fault.STUCK_VALUE));
        ObservedTime time = observed(target);
        RandomStream flicker = stream(bus);
        var inputs = new DoubleSupplier[8];
        Arrays.fill(inputs, (DoubleSupplier) () -> 0);
        inputs[channel] = () -> {
            Duration now = time.get();
            double level = world.soundLevelDecibel(now) + 2 * flicker.wobble(now, Duration.ofSeconds(5));
            return NOISE_ZERO_VOLTS + (level - NOISE_ZERO_DECIBEL) / NOISE_DECIBEL_PER_VOLT;
        };
        BusNumber number = BusNumber.of(bus);
        spi.attach(number.bus(), number.chipSelect(), new Mcp3008Model(inputs, ADC_VREF), target);
        return this;
    }

    /** An energy meter on Modbus RTU at 9600 baud. */
    public SimulatedBoardBuilder sdm120(String bus, int unit) {
        return serial(
                bus,
                EnumSet.of(
                        Fault.SILENT,
                        Fault.CRC_FLIP,
                        Fault.STUCK_VALUE,
                        Fault.LATE_REPLY,
                        Fault.NOISE_BEFORE,
                        Fault.TRUNCATE,
                        Fault.ECHO,
                        Fault.FOREIGN_UNIT),
                target -> {
                    ObservedTime time = observed(target);
                    return new RtuSlave(unit, SDM_BAUD, new SdmMeter(() -> mains(time.get())), target);
                });
    }

    /**
     * Switches the board on.
     *
     * @throws IllegalStateException if the system has no pseudo-terminals left
     */
    public SimulatedBoard start() {
        var lines = new PtyLines(devices, "sim-serial-" + name);
        var paths = new TreeMap<String, String>();
        serial.forEach((bus, make) -> {
            FaultPlan.Target target = serialFaults.get(bus);
            if (target == null) {
                throw new IllegalStateException("serial bus '%s' has no faults declared".formatted(bus));
            }
            paths.put(bus, lines.add(new FaultyLine(make.apply(target), target)));
        });
        var board = new SimulatedBoard(name, new SimulatedProviders(i2c, spi, pins), paths, faults, lines, buckets);
        board.start();
        return board;
    }

    private SimulatedBoardBuilder serial(
            String bus, Set<Fault> possible, Function<FaultPlan.Target, SerialTarget> make) {
        serialFaults.put(bus, faults.declare(bus, possible));
        serial.put(bus, make);
        return this;
    }

    private ObservedTime observed(FaultPlan.Target target) {
        return new ObservedTime(clock::sinceStart, target);
    }

    private RandomStream stream(String bus) {
        return world.stream(name + "/" + bus);
    }

    private Bme280Model.Air air(Duration now) {
        return new Bme280Model.Air(
                world.airTemperatureCelsius(now), world.airHumidityPercent(now), world.airPressurePascal(now));
    }

    private Pms5003Model.Dust dust(Duration now) {
        return new Pms5003Model.Dust(
                world.pm1MicrogramsPerCubicMetre(now),
                world.pm25MicrogramsPerCubicMetre(now),
                world.pm10MicrogramsPerCubicMetre(now));
    }

    private SdmMeter.Mains mains(Duration now) {
        return new SdmMeter.Mains(
                world.mainsVolts(now), world.powerWatts(now), world.mainsHertz(now), world.energyKilowattHours(now));
    }
}
