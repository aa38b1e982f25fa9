package vn.trangtien.sim.model;

import java.util.function.DoubleSupplier;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.board.DeviceModel;
import vn.trangtien.sim.board.Workbench;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.world.World;

/** Puts a BME280 on the bench: at address 76 unless the technician wired the other one. */
public final class Bme280Placement implements DeviceModel {

    private static final long USUAL_ADDRESS = 0x76;

    @Override
    public String driver() {
        return "bme280";
    }

    @Override
    public void place(DeviceConfig device, BusConfig bus, Workbench bench) {
        World world = bench.world();
        DoubleSupplier celsius = bench.felt("temperature", world::airTemperatureCelsius, -40, 85);
        DoubleSupplier percent = bench.felt("humidity", world::airHumidityPercent, 0, 100);
        DoubleSupplier pascal = bench.felt("pressure", world::airPressurePascal, 30_000, 110_000);
        int address = Math.toIntExact(device.integer("address").orElse(USUAL_ADDRESS));
        bench.i2c(
                address,
                new Bme280Model(
                        () -> new Bme280Model.Air(celsius.getAsDouble(), percent.getAsDouble(), pascal.getAsDouble()),
                        bench.clock(),
                        bench.faults(Fault.WRONG_PART, Fault.SLOW, Fault.POWER_ON_VALUE)));
    }
}
