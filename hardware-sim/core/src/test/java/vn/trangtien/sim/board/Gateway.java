package vn.trangtien.sim.board;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.modbus.RtuMaster;
import vn.trangtien.drivers.modbus.TcpMaster;
import vn.trangtien.drivers.pi4j.BusParts;
import vn.trangtien.drivers.pi4j.Pi4jBuses;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.SerialLink;

/** The lower half of a gateway: catalogue, buses and devices, as in production but for what {@code wired} changes. */
final class Gateway implements AutoCloseable {

    static final BusConfig I2C = new BusConfig.I2c("i2c-1", 1, 100_000);
    static final BusConfig SPI = new BusConfig.Spi("spi-0", 0, 0, 1_000_000);
    static final BusConfig GPIO = new BusConfig.Gpio("gpio", "auto", 0);
    static final Duration MODBUS_TIMEOUT = Duration.ofMillis(500);
    static final Duration MODBUS_QUIET = Duration.ofMillis(500);

    private final DriverCatalog catalog = DriverCatalog.installed();
    private final DeviceClock clock;
    private final Pi4jBuses buses;

    Gateway(SimulatedBoard board, DeviceClock clock, List<BusConfig> configured) {
        this.clock = clock;
        this.buses = new Pi4jBuses(
                board.wired(configured),
                BusParts.of(board.providers(), clock)
                        .withModbus(RtuMaster::new, TcpMaster::new)
                        .withMessages(board.messageFeeds()));
    }

    static BusConfig uart(String name) {
        return new BusConfig.Uart(name, "/dev/ttyAMA3");
    }

    static BusConfig rs485(int baud) {
        return new BusConfig.ModbusRtu(
                "rs485", "/dev/ttyUSB0", baud, BusConfig.Parity.NONE, MODBUS_TIMEOUT, MODBUS_QUIET);
    }

    static DeviceConfig device(String id, String driver, BusConfig bus, Map<String, Object> params) {
        return new DeviceConfig(id, driver, bus.name(), params);
    }

    Device open(DeviceConfig config) throws DeviceException {
        if (!catalog.problems(config).isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", catalog.problems(config)));
        }
        return catalog.get(config).open(config, buses, clock);
    }

    SerialLink serial(String bus, int baud) {
        return buses.serial(bus, baud);
    }

    static Sample channel(List<Sample> samples, String name) {
        return samples.stream()
                .filter(sample -> sample.channel().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no channel " + name + " in " + samples));
    }

    @Override
    public void close() {
        buses.close();
    }
}
