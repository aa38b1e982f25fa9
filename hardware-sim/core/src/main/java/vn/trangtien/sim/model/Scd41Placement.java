package vn.trangtien.sim.model;

import java.util.function.DoubleSupplier;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.board.DeviceModel;
import vn.trangtien.sim.board.Workbench;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.world.World;

/** Puts an SCD41 on the bench, which has one address only. Its site lies as high as the technician says. */
public final class Scd41Placement implements DeviceModel {

    private static final int ADDRESS = 0x62;

    @Override
    public String driver() {
        return "scd41";
    }

    @Override
    public void place(DeviceConfig device, BusConfig bus, Workbench bench) {
        World world = bench.world();
        DoubleSupplier co2 = bench.felt("co2", world::co2PartsPerMillion, 0, 5_000);
        DoubleSupplier celsius = bench.felt("temperature", world::airTemperatureCelsius, -10, 60);
        DoubleSupplier percent = bench.felt("humidity", world::airHumidityPercent, 0, 100);
        bench.i2c(
                ADDRESS,
                new Scd41Model(
                        () -> new Scd41Model.Air(co2.getAsDouble(), celsius.getAsDouble(), percent.getAsDouble()),
                        device.number("altitude").orElse(0.0),
                        bench.clock(),
                        bench.faults(Fault.SLOW)));
    }
}
