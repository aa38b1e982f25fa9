package vn.trangtien.sim.model;

import java.util.function.DoubleSupplier;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.board.DeviceModel;
import vn.trangtien.sim.board.Workbench;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.world.World;

/** Puts an MH-Z19B on the bench, switched on with the board. */
public final class Mhz19bPlacement implements DeviceModel {

    @Override
    public String driver() {
        return "mhz19b";
    }

    @Override
    public void place(DeviceConfig device, BusConfig bus, Workbench bench) {
        World world = bench.world();
        DoubleSupplier co2 = bench.felt("co2", world::co2PartsPerMillion, 0, 5_000);
        DoubleSupplier celsius = bench.felt("temperature", world::airTemperatureCelsius, -10, 60);
        bench.serial(new Mhz19bModel(
                () -> new Mhz19bModel.Air(co2.getAsDouble(), celsius.getAsDouble()),
                bench.clock().nanoTime(),
                bench.faults(Fault.POWER_ON_VALUE)));
    }
}
