package vn.trangtien.sim.model;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceConfig.NumberPair;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.board.DeviceModel;
import vn.trangtien.sim.board.Workbench;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;
import vn.trangtien.sim.world.RandomStream;

/**
 * Puts an instrument with an analogue output at one input of a converter: a sound level module for dB, a level transducer in
 * the river for m, otherwise what has the unit, or what the simulation says under {@code feels}.
 *
 * <p>With a {@code shunt} it is a transmitter of 4–20 mA over that resistor, which by NAMUR NE 43 stays within 3.8 and 20.5 mA
 * while it is sound. Without one its voltage runs from the first to the second end of {@code from}.
 */
public final class AnalogPlacement implements DeviceModel {

    private static final NumberPair SOUND_VOLTS = new NumberPair(0.6, 2.6);
    private static final NumberPair SOUND_DECIBEL = new NumberPair(30, 130);
    private static final NumberPair LOOP_MILLIAMPERES = new NumberPair(4, 20);
    private static final double LOOP_LOWEST = 3.8;
    private static final double LOOP_HIGHEST = 20.5;
    private static final double USUAL_VREF = 3.3;
    private static final String DECIBEL = "dB";
    private static final double FLICKER_DECIBEL = 2;
    private static final Duration FLICKERING = Duration.ofSeconds(5);

    @Override
    public String driver() {
        return "analog-scaled";
    }

    @Override
    public void place(DeviceConfig device, BusConfig bus, Workbench bench) {
        int input = Math.toIntExact(device.needInteger("channel"));
        DoubleSupplier volts = volts(device, bench);
        String adc = device.text("adc").orElse(bus instanceof BusConfig.I2c ? "ads1115" : "mcp3008");
        switch (adc) {
            case "mcp3008" -> {
                Mcp3008Model chip = Mcp3008Placement.chip(device.number("vref").orElse(USUAL_VREF), bench);
                chip.connect(input, volts);
                bench.spi(chip);
            }
            case "ads1115" -> {
                int address = Math.toIntExact(device.integer("address").orElse(Ads1115Placement.USUAL_ADDRESS));
                Ads1115Model chip = Ads1115Placement.chip(address, bench);
                chip.connect(input, volts);
                bench.i2c(address, chip);
            }
            default ->
                throw new IllegalArgumentException(
                        "devices.%s.params.adc must be mcp3008 or ads1115, but was '%s'".formatted(device.id(), adc));
        }
    }

    private static DoubleSupplier volts(DeviceConfig device, Workbench bench) {
        NumberPair to = device.pair("to").orElse(SOUND_DECIBEL);
        Optional<Double> shunt = device.number("shunt");
        if (shunt.isEmpty()) {
            NumberPair from = device.pair("from").orElse(SOUND_VOLTS);
            DoubleSupplier felt = felt(device, to, bench);
            return () -> onScale(felt.getAsDouble(), to, from);
        }
        double ohm = shunt.get();
        NumberPair from = device.pair("from").orElse(LOOP_MILLIAMPERES);
        var reach = new NumberPair(onScale(LOOP_LOWEST, from, to), onScale(LOOP_HIGHEST, from, to));
        DoubleSupplier felt = felt(device, reach, bench);
        FaultPlan.Target faults = bench.faults(Fault.WIRE_BREAK_4_20MA);
        return () -> {
            double milliamperes = onScale(felt.getAsDouble(), to, from);
            return faults.has(Fault.WIRE_BREAK_4_20MA) ? 0 : milliamperes * ohm / 1000;
        };
    }

    /** What the instrument feels, as far as its output reaches. */
    private static DoubleSupplier felt(DeviceConfig device, NumberPair reach, Workbench bench) {
        String unit = device.text("unit").orElse(DECIBEL);
        boolean sound = unit.equals(DECIBEL);
        Quantity quantity = quantity(device, unit, bench);
        RandomStream flicker = bench.randomness("flicker");
        double depth = sound ? FLICKER_DECIBEL : 0;
        return bench.felt(
                sound ? "laeq" : "mean",
                at -> quantity.of().applyAsDouble(at) + depth * flicker.wobble(at, FLICKERING),
                Math.min(reach.first(), reach.second()),
                Math.max(reach.first(), reach.second()));
    }

    private static Quantity quantity(DeviceConfig device, String unit, Workbench bench) {
        return new Simulated(bench.simulation())
                .text("feels")
                .map(name -> Quantity.named(bench.world(), name))
                .or(() -> Quantity.likely(bench.world(), device.id(), unit))
                .orElseThrow(() -> new IllegalArgumentException(
                        "devices.%s.params.unit: nothing in the world is measured in '%s'; say what it feels under simulation.feels"
                                .formatted(device.id(), unit)));
    }

    /** A value of one scale on another. */
    private static double onScale(double value, NumberPair scale, NumberPair other) {
        double share = (value - scale.first()) / (scale.second() - scale.first());
        return other.first() + share * (other.second() - other.first());
    }
}
