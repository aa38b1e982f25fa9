package vn.trangtien.sim.model;

import java.util.function.DoubleSupplier;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.board.DeviceModel;
import vn.trangtien.sim.board.Workbench;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.world.World;

/** Puts an SHT31 on the bench: at address 44 unless the technician wired the other one. */
public final class Sht31Placement implements DeviceModel {

    private static final long USUAL_ADDRESS = 0x44;

    @Override
    public String driver() {
        return "sht31";
    }

    @Override
    public void place(DeviceConfig device, BusConfig bus, Workbench bench) {
        World world = bench.world();
        DoubleSupplier celsius = bench.felt("temperature", world::airTemperatureCelsius, -45, 130);
        DoubleSupplier percent = bench.felt("humidity", world::airHumidityPercent, 0, 100);
        int address = Math.toIntExact(device.integer("address").orElse(USUAL_ADDRESS));
        bench.i2c(
                address,
                new Sht31Model(
                        () -> new Sht31Model.Air(celsius.getAsDouble(), percent.getAsDouble()),
                        bench.clock(),
                        bench.faults(Fault.WRONG_PART, Fault.SLOW)));
    }
}
