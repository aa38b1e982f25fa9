package vn.trangtien.sim.model;

import java.util.function.DoubleSupplier;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.board.DeviceModel;
import vn.trangtien.sim.board.Workbench;

/** Puts the contact of a cabinet door on a GPIO line: high while open, as a normally closed loop with a pull-up is. */
public final class DoorContactPlacement implements DeviceModel {

    @Override
    public String driver() {
        return "door-contact";
    }

    @Override
    public void place(DeviceConfig device, BusConfig bus, Workbench bench) {
        int line = Math.toIntExact(device.needInteger("line"));
        boolean openIsHigh = !device.text("openIs").orElse("high").equals("low");
        DoubleSupplier open = bench.felt("open", at -> bench.world().doorOpen(at) ? 1 : 0, 0, 1);
        bench.input(
                line,
                new DoorContactModel(
                        () -> open.getAsDouble() > 0.5,
                        openIsHigh,
                        bench.clock().nanoTime()));
    }
}
