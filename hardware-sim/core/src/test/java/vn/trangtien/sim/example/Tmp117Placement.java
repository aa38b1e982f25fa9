package vn.trangtien.sim.example;

import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.board.DeviceModel;
import vn.trangtien.sim.board.Workbench;
import vn.trangtien.sim.fault.Fault;

// [page: placement]
/** Puts a TMP117 where the configuration expects one, in the air of the simulated city. */
public final class Tmp117Placement implements DeviceModel {

    @Override
    public String driver() {
        return "tmp117";
    }

    @Override
    public void place(DeviceConfig device, BusConfig bus, Workbench bench) {
        int address = device.integer("address").orElse(0x48L).intValue();
        var air = bench.felt("temperature", bench.world()::airTemperatureCelsius, -55, 150);
        bench.i2c(address, new Tmp117Chip(air, bench.clock(), bench.faults(Fault.SLOW, Fault.WRONG_PART)));
    }
}
// [end]
