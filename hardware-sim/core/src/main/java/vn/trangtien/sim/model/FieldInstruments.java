package vn.trangtien.sim.model;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import vn.trangtien.sim.bus.RegisterBank;
import vn.trangtien.sim.model.RegisterTable.Form;
import vn.trangtien.sim.world.World;

/**
 * Two instruments with whole numbers in holding registers, function 3.
 *
 * <pre>
 * Weather station Renke RS-FSXCS (DFRobot SEN0657/0658; registers of its wiki page, 0203 unverified)
 * 01F4 wind 0.1 m/s    01F5 wind force    01F6 direction 0..7 01F7 direction °     01F8 humidity 0.1 %
 * 01F9 T 0.1 °C signed 01FA noise 0.1 dB  01FB PM2.5 µg/m³    01FC PM10 µg/m³      01FD pressure 0.1 kPa
 * 01FE, 01FF light lx  0200 light 100 lx  0201 rain 0.1 mm    0202 not used        0203 sun W/m²
 *
 * Soil probe ComWinTop CWT-Soil-THC-S (register table of its manual)
 * 0000 moisture 0.1 %  0001 T 0.1 °C signed                   0002 conductivity µS/cm
 * </pre>
 *
 * <p>The rain starts again at 0 behind 6553.5 mm, and light is what the sun makes of it, about 120 lx for each W/m².
 */
final class FieldInstruments {

    private static final int LONGEST_REQUEST = 125;
    private static final int WORDS = 0x10000;
    private static final double LUX_PER_WATT = 120;

    private final Sensing sensing;
    private final RegisterTable table = new RegisterTable(LONGEST_REQUEST);

    private FieldInstruments(Sensing sensing) {
        this.sensing = sensing;
    }

    static RegisterBank weatherStation(World world, Sensing sensing) {
        var station = new FieldInstruments(sensing);
        station.table.zeros(RegisterTable.HOLDING, 0x01F4, 0x0203);
        station.put(0x01F4, Form.UINT16, 0.1, world::windMetresPerSecond, 0, 60);
        station.put(0x01F5, Form.UINT16, 1, at -> force(world.windMetresPerSecond(at)), 0, 12);
        station.put(0x01F6, Form.UINT16, 1, at -> Math.round(world.windDirectionDegrees(at) / 45) % 8, 0, 7);
        station.put(0x01F7, Form.UINT16, 1, world::windDirectionDegrees, 0, 360);
        station.put(0x01F8, Form.UINT16, 0.1, world::airHumidityPercent, 0, 100);
        station.put(0x01F9, Form.INT16, 0.1, world::airTemperatureCelsius, -40, 80);
        station.put(0x01FA, Form.UINT16, 0.1, world::soundLevelDecibel, 30, 120);
        station.put(0x01FB, Form.UINT16, 1, world::pm25MicrogramsPerCubicMetre, 0, 1000);
        station.put(0x01FC, Form.UINT16, 1, world::pm10MicrogramsPerCubicMetre, 0, 1000);
        station.put(0x01FD, Form.UINT16, 100, world::airPressurePascal, 0, 120_000);
        station.put(0x01FE, Form.UINT32, 1, at -> LUX_PER_WATT * world.solarWattsPerSquareMetre(at), 0, 200_000);
        station.put(0x0200, Form.UINT16, 100, at -> LUX_PER_WATT * world.solarWattsPerSquareMetre(at), 0, 200_000);
        DoubleSupplier rain = sensing.of(0x0201, world::rainMm, 0, 100_000);
        station.table.put(
                RegisterTable.HOLDING, 0x0201, Form.UINT16, () -> Math.floor(rain.getAsDouble() / 0.1 + 1e-6) % WORDS);
        station.put(0x0203, Form.UINT16, 1, world::solarWattsPerSquareMetre, 0, 1800);
        return station.table;
    }

    static RegisterBank soilProbe(World world, Sensing sensing) {
        var probe = new FieldInstruments(sensing);
        probe.put(0x0000, Form.UINT16, 0.1, world::soilMoisturePercent, 0, 100);
        probe.put(0x0001, Form.INT16, 0.1, world::soilTemperatureCelsius, -40, 80);
        probe.put(0x0002, Form.UINT16, 1, world::soilConductivityMicrosiemensPerCentimetre, 0, 20_000);
        return probe.table;
    }

    private void put(
            int register, Form form, double step, ToDoubleFunction<Duration> quantity, double min, double max) {
        DoubleSupplier sensed = sensing.of(register, quantity, min, max);
        table.put(RegisterTable.HOLDING, register, form, () -> sensed.getAsDouble() / step);
    }

    /** Beaufort's scale. */
    private static double force(double metresPerSecond) {
        return Math.min(12, Math.round(Math.pow(metresPerSecond / 0.836, 2.0 / 3)));
    }
}
