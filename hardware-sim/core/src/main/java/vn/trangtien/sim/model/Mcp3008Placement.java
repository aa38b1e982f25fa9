package vn.trangtien.sim.model;

import java.time.Duration;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.board.DeviceModel;
import vn.trangtien.sim.board.Workbench;
import vn.trangtien.sim.world.RandomStream;

/** Puts an MCP3008 on the bench, with a slowly wandering voltage at each input where nothing else is connected. */
public final class Mcp3008Placement implements DeviceModel {

    private static final double USUAL_VREF = 3.3;
    private static final double WANDER = 0.02;

    @Override
    public String driver() {
        return "mcp3008";
    }

    @Override
    public void place(DeviceConfig device, BusConfig bus, Workbench bench) {
        double vref = device.number("vref").orElse(USUAL_VREF);
        Mcp3008Model chip = chip(vref, bench);
        for (int input = 0; input < Mcp3008Model.INPUTS; input++) {
            double middle = (input + 1.0) / (Mcp3008Model.INPUTS + 1);
            String channel = "ch" + input;
            RandomStream wander = bench.randomness(channel);
            chip.connectIfOpen(
                    input,
                    bench.felt(
                            channel,
                            at -> vref * (middle + WANDER * wander.wobble(at, Duration.ofMinutes(1))),
                            0,
                            vref));
        }
        bench.spi(chip);
    }

    /** The chip behind the chip select, which several devices may share. */
    static Mcp3008Model chip(double vref, Workbench bench) {
        return bench.shared("mcp3008", Mcp3008Model.class, () -> new Mcp3008Model(vref));
    }
}
