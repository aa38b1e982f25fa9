package vn.trangtien.sim.model;

import java.util.function.DoubleSupplier;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.board.DeviceModel;
import vn.trangtien.sim.board.Workbench;
import vn.trangtien.sim.fault.Fault;

/** Puts a DS18B20 into the water, under the id that the technician wrote or the only one on the bus. */
public final class Ds18b20Placement implements DeviceModel {

    private static final String USUAL_ID = "28-0316a2791bff";

    @Override
    public String driver() {
        return "ds18b20";
    }

    @Override
    public void place(DeviceConfig device, BusConfig bus, Workbench bench) {
        DoubleSupplier celsius = bench.felt("temperature", bench.world()::waterTemperatureCelsius, -55, 125);
        bench.oneWire(
                device.text("device").orElse(USUAL_ID), new Ds18b20Model(celsius, bench.faults(Fault.POWER_ON_VALUE)));
    }
}
