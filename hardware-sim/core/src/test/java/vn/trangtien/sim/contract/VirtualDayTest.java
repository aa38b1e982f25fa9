package vn.trangtien.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.modbus.RtuMaster;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.board.SimulatedBoard;
import vn.trangtien.sim.board.SimulatedBoardBuilder;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultSetting;
import vn.trangtien.sim.time.VirtualClock;
import vn.trangtien.sim.time.WorldClock;
import vn.trangtien.sim.world.World;
import vn.trangtien.sim.world.WorldProfile;

/** Six instruments of one gateway, read each minute of a day, with faults that come and go. */
class VirtualDayTest {

    private static final BusConfig LEVEL_PORT = new BusConfig.Uart("uart-lv", "/dev/ttyAMA3");
    private static final BusConfig DUST_PORT = new BusConfig.Uart("uart-pm", "/dev/ttyAMA4");

    private static final List<DeviceConfig> DEVICES = List.of(
            new DeviceConfig("air", "bme280", "i2c-1", Map.of()),
            new DeviceConfig("dust", "pms5003", "uart-pm", Map.of()),
            new DeviceConfig("river", "a02yyuw", "uart-lv", Map.of("mountingHeightMm", 4_200L)),
            new DeviceConfig("rain", "tipping-bucket", "gpio", Map.of("line", 17L, "mmPerTip", 0.2794)),
            new DeviceConfig(
                    "noise",
                    "analog-scaled",
                    "spi-0",
                    Map.of("channel", 2L, "from", List.of(0.6, 2.6), "to", List.of(30L, 130L))),
            new DeviceConfig("power", "register-map", "rs485", Map.of("map", "sdm120", "unit", 1L)));

    @Test
    void passesInSecondsAndIsTheSameForTheSameSeed() throws Exception {
        day(1);
        long start = System.nanoTime();

        long first = day(1);

        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf("a virtual day of six sensors took %d ms%n", took.toMillis());
        assertThat(took).as("generous, for a busy machine").isLessThan(Duration.ofSeconds(15));
        assertThat(day(1)).isEqualTo(first);
        assertThat(day(2)).isNotEqualTo(first);
    }

    private static long day(long seed) throws Exception {
        var clock = new VirtualClock();
        var world = new World(seed, WorldProfile.floodNight());
        SimulatedBoardBuilder builder = SimulatedBoard.builder(world, new WorldClock(clock, 1))
                .named("day")
                .buses(List.of(Wires.I2C, Wires.SPI, Wires.GPIO, Wires.RS485, LEVEL_PORT, DUST_PORT));
        DEVICES.forEach(builder::device);
        var drivers = DriverCatalog.installed();
        var digest = new CRC32();
        try (var board = builder.inMemory(clock)) {
            board.faults()
                    .schedule(
                            "power",
                            FaultSetting.always(Fault.CRC_FLIP).withProbability(0.2),
                            Duration.ofHours(3),
                            Duration.ofHours(2));
            board.faults()
                    .schedule("river", FaultSetting.always(Fault.CABLE_CUT), Duration.ofHours(8), Duration.ofHours(1));
            var buses = board.buses(RtuMaster::new);
            var devices = new ArrayList<Device>();
            for (DeviceConfig config : DEVICES) {
                devices.add(drivers.get(config).open(config, buses, clock));
            }
            for (int minute = 1; minute <= 24 * 60; minute++) {
                clock.advanceTo(Duration.ofMinutes(minute).toNanos());
                for (Device device : devices) {
                    digest.update(read(device).getBytes(StandardCharsets.UTF_8));
                }
            }
            devices.forEach(Device::close);
        }
        return digest.getValue();
    }

    private static String read(Device device) throws InterruptedException {
        try {
            return device.read().toString();
        } catch (DeviceException e) {
            return e.getMessage();
        }
    }
}
