package vn.trangtien.sim.model;

import java.time.Duration;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.board.DeviceModel;
import vn.trangtien.sim.board.Workbench;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.world.RandomStream;

/** Puts an ADS1115 on the bench, with a slowly wandering voltage at each input where nothing else is connected. */
public final class Ads1115Placement implements DeviceModel {

    static final long USUAL_ADDRESS = 0x48;

    private static final double STEP_VOLTS = 0.4;
    private static final double WANDER_VOLTS = 0.05;
    private static final double RANGE_VOLTS = 3.3;

    @Override
    public String driver() {
        return "ads1115";
    }

    @Override
    public void place(DeviceConfig device, BusConfig bus, Workbench bench) {
        int address = Math.toIntExact(device.integer("address").orElse(USUAL_ADDRESS));
        Ads1115Model chip = chip(address, bench);
        for (int input = 0; input < Ads1115Model.INPUTS; input++) {
            double middle = STEP_VOLTS * (input + 1);
            String channel = "ain" + input;
            RandomStream wander = bench.randomness(channel);
            chip.connectIfOpen(
                    input,
                    bench.felt(
                            channel,
                            at -> middle + WANDER_VOLTS * wander.wobble(at, Duration.ofMinutes(1)),
                            0,
                            RANGE_VOLTS));
        }
        bench.i2c(address, chip);
    }

    /** The chip at this address, which several devices may share. */
    static Ads1115Model chip(int address, Workbench bench) {
        return bench.shared(
                "ads1115/" + address,
                Ads1115Model.class,
                () -> new Ads1115Model(bench.clock(), bench.faults(Fault.SLOW)));
    }
}
