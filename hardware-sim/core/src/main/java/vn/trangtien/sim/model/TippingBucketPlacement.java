package vn.trangtien.sim.model;

import java.util.function.DoubleSupplier;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.board.DeviceModel;
import vn.trangtien.sim.board.Workbench;

/** Puts a tipping bucket on a GPIO line, its contact to ground unless the technician says that the line is pulled down. */
public final class TippingBucketPlacement implements DeviceModel {

    private static final double RANGE_MM = 10_000;

    @Override
    public String driver() {
        return "tipping-bucket";
    }

    @Override
    public void place(DeviceConfig device, BusConfig bus, Workbench bench) {
        int line = Math.toIntExact(device.needInteger("line"));
        boolean restsHigh = !device.text("pull").orElse("up").equals("down");
        DoubleSupplier rain = bench.felt("total", bench.world()::rainMm, 0, RANGE_MM);
        bench.input(
                line,
                new TippingBucketModel(
                        device.needNumber("mmPerTip"),
                        rain,
                        restsHigh,
                        bench.clock().nanoTime(),
                        bench.faults()));
    }
}
