package vn.trangtien.sim.model;

import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.BusConfig.Parity;
import vn.trangtien.sim.board.DeviceModel;

/** Instruments at their places as a technician writes them. */
abstract class PlacementFixture {

    static final BusConfig RS485 = new BusConfig.ModbusRtu(
            "rs485", "/dev/ttyUSB0", 9_600, Parity.NONE, Duration.ofSeconds(1), Duration.ofSeconds(1));

    static TestBench place(String driver, BusConfig bus, Map<String, Object> params) {
        TestBench bench = new TestBench(Map.of());
        place(driver, bus, params, bench);
        return bench;
    }

    static void place(String driver, BusConfig bus, Map<String, Object> params, TestBench bench) {
        ServiceLoader.load(DeviceModel.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(model -> model.driver().equals(driver))
                .findFirst()
                .orElseThrow()
                .place(new DeviceConfig("it", driver, bus.name(), params), bus, bench);
    }
}
