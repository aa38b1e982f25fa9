package vn.trangtien.sim.board;

import com.pi4j.io.IOType;
import com.pi4j.provider.Provider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.modbus.RtuMaster;
import vn.trangtien.drivers.pi4j.BusParts;
import vn.trangtien.drivers.pi4j.Pi4jBuses;
import vn.trangtien.drivers.port.BusConfig;

/** The lower half of a gateway: catalogue, buses and devices, as in production but for the providers and the port paths. */
final class Gateway implements AutoCloseable {

    static final Duration MODBUS_TIMEOUT = Duration.ofMillis(500);
    static final Duration MODBUS_QUIET = Duration.ofMillis(500);

    private final DriverCatalog catalog = DriverCatalog.installed();
    private final DeviceClock clock;
    private final Pi4jBuses buses;

    Gateway(Function<IOType, Provider<?, ?, ?>> providers, DeviceClock clock, BusConfig... buses) {
        this.clock = clock;
        this.buses = new Pi4jBuses(
                List.of(buses), BusParts.of(providers, clock).withModbus(RtuMaster::new, (bus, ofDevices) -> {
                    throw new AssertionError("no Modbus TCP here");
                }));
    }

    Device open(String driver, String bus, Map<String, Object> params) throws DeviceException {
        var config = new DeviceConfig(driver, driver, bus, params);
        if (!catalog.problems(config).isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", catalog.problems(config)));
        }
        return catalog.get(config).open(config, buses, clock);
    }

    static Sample channel(List<Sample> samples, String name) {
        return samples.stream()
                .filter(sample -> sample.channel().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no channel " + name + " in " + samples));
    }

    static BusConfig i2c1() {
        return new BusConfig.I2c("i2c-1", 1, 100_000);
    }

    static BusConfig spi0() {
        return new BusConfig.Spi("spi-0", 0, 0, 1_000_000);
    }

    static BusConfig gpio() {
        return new BusConfig.Gpio("gpio", "auto", 0);
    }

    static BusConfig uart(String name, SimulatedBoard board) {
        return new BusConfig.Uart(name, board.portPath(name));
    }

    static BusConfig rs485(SimulatedBoard board, int baud) {
        return new BusConfig.ModbusRtu(
                "rs485", board.portPath("rs485"), baud, BusConfig.Parity.NONE, MODBUS_TIMEOUT, MODBUS_QUIET);
    }

    @Override
    public void close() {
        buses.close();
    }
}
