package vn.trangtien.sim.model;

import java.util.function.DoubleSupplier;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.board.DeviceModel;
import vn.trangtien.sim.board.Workbench;

/** Puts a street lamp behind a relay and, where there is a PWM channel, its control line. What it really does is felt as the channels level and on. The simulation may say {@code watts} of full light (100) and {@code lampFault: true}. */
public final class StreetLampPlacement implements DeviceModel {

    private static final double USUAL_WATTS = 100;

    @Override
    public String driver() {
        return "street-lamp";
    }

    @Override
    public void place(DeviceConfig device, BusConfig bus, Workbench bench) {
        Simulated simulated = new Simulated(bench.simulation());
        Shining shining = new Shining();
        DoubleSupplier level = bench.felt("level", at -> shining.percent, 0, 100);
        DoubleSupplier on = bench.felt("on", at -> shining.percent > 0 ? 1 : 0, 0, 1);
        var lamp = new StreetLampModel(
                device.bool("activeLow").orElse(true),
                device.integer("pwmChannel").isPresent(),
                simulated.number("watts").orElse(USUAL_WATTS),
                simulated.yes("lampFault"),
                percent -> {
                    shining.percent = percent;
                    // Feeling it is what makes it known under the channels.
                    double unused = level.getAsDouble() + on.getAsDouble();
                });
        bench.output(Math.toIntExact(device.needInteger("relayLine")), lamp);
        device.integer("pwmChannel").ifPresent(channel -> bench.pwm(Math.toIntExact(channel), lamp));
    }

    /** The light between the lamp and what is felt of it. */
    private static final class Shining {
        private volatile double percent;
    }
}
