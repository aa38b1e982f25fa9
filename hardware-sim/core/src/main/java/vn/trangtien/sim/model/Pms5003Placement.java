package vn.trangtien.sim.model;

import java.util.function.DoubleSupplier;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.board.DeviceModel;
import vn.trangtien.sim.board.Workbench;
import vn.trangtien.sim.world.World;

/** Puts a PMS5003 on the bench. */
public final class Pms5003Placement implements DeviceModel {

    private static final double RANGE = 1_000;

    @Override
    public String driver() {
        return "pms5003";
    }

    @Override
    public void place(DeviceConfig device, BusConfig bus, Workbench bench) {
        World world = bench.world();
        DoubleSupplier pm1 = bench.felt("pm1", world::pm1MicrogramsPerCubicMetre, 0, RANGE);
        DoubleSupplier pm25 = bench.felt("pm25", world::pm25MicrogramsPerCubicMetre, 0, RANGE);
        DoubleSupplier pm10 = bench.felt("pm10", world::pm10MicrogramsPerCubicMetre, 0, RANGE);
        bench.serial(new Pms5003Model(
                () -> new Pms5003Model.Dust(pm1.getAsDouble(), pm25.getAsDouble(), pm10.getAsDouble()),
                bench.clock().nanoTime()));
    }
}
