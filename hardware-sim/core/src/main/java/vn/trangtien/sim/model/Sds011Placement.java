package vn.trangtien.sim.model;

import java.util.function.DoubleSupplier;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.board.DeviceModel;
import vn.trangtien.sim.board.Workbench;
import vn.trangtien.sim.world.World;

/** Puts an SDS011 on the bench. */
public final class Sds011Placement implements DeviceModel {

    private static final double RANGE = 999.9;

    @Override
    public String driver() {
        return "sds011";
    }

    @Override
    public void place(DeviceConfig device, BusConfig bus, Workbench bench) {
        World world = bench.world();
        DoubleSupplier pm25 = bench.felt("pm25", world::pm25MicrogramsPerCubicMetre, 0, RANGE);
        DoubleSupplier pm10 = bench.felt("pm10", world::pm10MicrogramsPerCubicMetre, 0, RANGE);
        bench.serial(new Sds011Model(
                () -> new Sds011Model.Dust(pm25.getAsDouble(), pm10.getAsDouble()),
                bench.clock().nanoTime()));
    }
}
