package vn.trangtien.sim.model;

import java.time.Duration;
import java.util.function.ToDoubleFunction;
import vn.trangtien.sim.bus.RegisterBank;
import vn.trangtien.sim.model.RegisterTable.Form;
import vn.trangtien.sim.world.World;

/**
 * Energy meters of Eastron's SDM series. Function 4, IEEE 754 floats, high word first, at most 80 registers a request. Sources:
 * Eastron SDM120-Modbus and SDM630-Modbus protocols, tables of input registers.
 *
 * <pre>
 * SDM120  0000 V      0006 A      000C W      0012 VA     0018 var    001E power factor
 * SDM630  the same for L1, with L2 and L3 in the two following floats, and
 *         002A mean V 002E mean A 0030 sum A  0034 W      0038 VA     003C var    003E power factor
 * both    0046 Hz     0048 import kWh         004A export kWh         0156 total kWh          0158 total kvarh
 * </pre>
 *
 * <p>Registers between these read as 0 up to 004B (SDM120) and 005F (SDM630); the rest does not exist. Function 3 has the unit
 * at 0014 and the code of the rate at 001C. The load is shared among the phases as 40, 35 and 25 %, at a power factor of 0.93.
 */
final class SdmMeter {

    private static final int LONGEST_REQUEST = 80;
    private static final int LAST_OF_SDM120 = 0x004B;
    private static final int LAST_OF_SDM630 = 0x005F;
    private static final double[] SHARE = {0.40, 0.35, 0.25};
    private static final double[] PHASE_VOLTS = {0, -0.8, 0.6};
    private static final double POWER_FACTOR = 0.93;
    private static final double REACTIVE_SHARE = Math.sqrt(1 - POWER_FACTOR * POWER_FACTOR) / POWER_FACTOR;
    private static final double MAX_VOLTS = 300;
    private static final double MAX_AMPERES = 100;
    private static final double MAX_WATTS = 30_000;
    private static final double MIN_HERTZ = 45;
    private static final double MAX_HERTZ = 65;
    private static final double MAX_KILOWATT_HOURS = 999_999;
    private static final double RATE_CODE_9600 = 2;

    private final World world;
    private final Sensing sensing;
    private final RegisterTable table = new RegisterTable(LONGEST_REQUEST);

    private SdmMeter(World world, Sensing sensing) {
        this.world = world;
        this.sensing = sensing;
    }

    /** An SDM120. */
    static RegisterBank singlePhase(int unit, World world, Sensing sensing) {
        var meter = new SdmMeter(world, sensing);
        meter.table.zeros(RegisterTable.INPUT, 0, LAST_OF_SDM120);
        meter.phase(0, 1);
        meter.common(unit);
        return meter.table;
    }

    /** An SDM630. */
    static RegisterBank threePhase(int unit, World world, Sensing sensing) {
        var meter = new SdmMeter(world, sensing);
        meter.table.zeros(RegisterTable.INPUT, 0, LAST_OF_SDM630);
        for (int phase = 0; phase < SHARE.length; phase++) {
            meter.phase(phase, SHARE[phase]);
        }
        meter.sums();
        meter.common(unit);
        return meter.table;
    }

    private void phase(int phase, double share) {
        int offset = 2 * phase;
        put(0x0000 + offset, at -> volts(at, phase), 0, MAX_VOLTS);
        put(0x0006 + offset, at -> amperes(at, phase, share), 0, MAX_AMPERES);
        put(0x000C + offset, at -> share * world.powerWatts(at), -MAX_WATTS, MAX_WATTS);
        put(0x0012 + offset, at -> share * apparent(at), 0, MAX_WATTS);
        put(0x0018 + offset, at -> share * world.powerWatts(at) * REACTIVE_SHARE, -MAX_WATTS, MAX_WATTS);
        put(0x001E + offset, at -> POWER_FACTOR, -1, 1);
    }

    private void sums() {
        put(0x002A, at -> (volts(at, 0) + volts(at, 1) + volts(at, 2)) / SHARE.length, 0, MAX_VOLTS);
        put(0x002E, at -> allAmperes(at) / SHARE.length, 0, MAX_AMPERES);
        put(0x0030, this::allAmperes, 0, 3 * MAX_AMPERES);
        put(0x0034, world::powerWatts, -3 * MAX_WATTS, 3 * MAX_WATTS);
        put(0x0038, this::apparent, 0, 3 * MAX_WATTS);
        put(0x003C, at -> world.powerWatts(at) * REACTIVE_SHARE, -3 * MAX_WATTS, 3 * MAX_WATTS);
        put(0x003E, at -> POWER_FACTOR, -1, 1);
    }

    private void common(int unit) {
        put(0x0046, world::mainsHertz, MIN_HERTZ, MAX_HERTZ);
        put(0x0048, world::energyKilowattHours, 0, MAX_KILOWATT_HOURS);
        put(0x004A, at -> 0, 0, MAX_KILOWATT_HOURS);
        put(0x0156, world::energyKilowattHours, 0, MAX_KILOWATT_HOURS);
        put(0x0158, at -> world.energyKilowattHours(at) * REACTIVE_SHARE, 0, MAX_KILOWATT_HOURS);
        table.put(RegisterTable.HOLDING, 0x0014, Form.FLOAT32, () -> unit);
        table.put(RegisterTable.HOLDING, 0x001C, Form.FLOAT32, () -> RATE_CODE_9600);
    }

    private void put(int register, ToDoubleFunction<Duration> quantity, double min, double max) {
        table.put(RegisterTable.INPUT, register, Form.FLOAT32, sensing.of(register, quantity, min, max));
    }

    private double volts(Duration at, int phase) {
        return world.mainsVolts(at) + PHASE_VOLTS[phase];
    }

    private double apparent(Duration at) {
        return world.powerWatts(at) / POWER_FACTOR;
    }

    private double amperes(Duration at, int phase, double share) {
        return share * apparent(at) / volts(at, phase);
    }

    private double allAmperes(Duration at) {
        return amperes(at, 0, SHARE[0]) + amperes(at, 1, SHARE[1]) + amperes(at, 2, SHARE[2]);
    }
}
