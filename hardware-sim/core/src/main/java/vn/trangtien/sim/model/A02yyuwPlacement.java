package vn.trangtien.sim.model;

import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.board.DeviceModel;
import vn.trangtien.sim.board.Workbench;
import vn.trangtien.sim.world.RandomStream;
import vn.trangtien.sim.world.World;

/** Hangs an A02YYUW over the river, with waves of a few millimetres. A cloudburst disturbs one measurement in ten. */
public final class A02yyuwPlacement implements DeviceModel {

    private static final double WAVES_MM = 4;
    private static final double LONGEST_MM = 6_000;
    private static final double CLOUDBURST_MM_PER_HOUR = 120;
    private static final double DISTURBED_SHARE = 0.1;

    @Override
    public String driver() {
        return "a02yyuw";
    }

    @Override
    public void place(DeviceConfig device, BusConfig bus, Workbench bench) {
        World world = bench.world();
        double mountingHeightMm = device.needNumber("mountingHeightMm");
        RandomStream waves = bench.randomness("waves");
        DoubleSupplier distance = bench.felt(
                "distance",
                at -> mountingHeightMm - 1000 * world.riverLevelMetres(at) + WAVES_MM * waves.white(at.toMillis()),
                0,
                LONGEST_MM);
        RandomStream drops = bench.randomness("drops");
        BooleanSupplier disturbed = () -> world.rainMmPerHour(bench.worldTime()) > CLOUDBURST_MM_PER_HOUR
                && drops.white(bench.worldTime().toMillis()) > 1 - 2 * DISTURBED_SHARE;
        bench.serial(new A02yyuwModel(distance, disturbed, bench.clock().nanoTime()));
    }
}
