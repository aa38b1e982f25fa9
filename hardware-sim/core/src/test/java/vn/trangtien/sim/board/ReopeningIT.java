package vn.trangtien.sim.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.trangtien.sim.board.Gateway.channel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.time.WorldClock;
import vn.trangtien.sim.world.World;
import vn.trangtien.sim.world.WorldProfile;

/** Adapters come and go, gateways restart, boards are built again: nothing may be left behind. */
class ReopeningIT {

    private static final int TIMES = 100;
    private static final int BOARDS = 10;

    private static final BusConfig LEVEL_PORT = Gateway.uart("uart-lv");
    private static final BusConfig ONE_WIRE = new BusConfig.OneWire("w1", BusConfig.OneWire.KERNEL_PATH);
    private static final BusConfig TCP = new BusConfig.ModbusTcp("net", "192.0.2.7", 502, Duration.ofSeconds(1));
    private static final List<BusConfig> BUSES =
            List.of(Gateway.I2C, Gateway.SPI, Gateway.GPIO, LEVEL_PORT, ONE_WIRE, TCP);

    private static final DeviceConfig RIVER =
            Gateway.device("river", "a02yyuw", LEVEL_PORT, Map.of("mountingHeightMm", 4_200L, "samples", 1L));
    private static final List<DeviceConfig> DEVICES = List.of(
            Gateway.device("air", "bme280", Gateway.I2C, Map.of()),
            Gateway.device("volts", "mcp3008", Gateway.SPI, Map.of("vref", 3.3)),
            Gateway.device("rain", "tipping-bucket", Gateway.GPIO, Map.of("line", 17L, "mmPerTip", 0.2794)),
            RIVER,
            Gateway.device("water", "ds18b20", ONE_WIRE, Map.of()),
            Gateway.device("weather", "register-map", TCP, Map.of("map", "weather-station", "unit", 3L)));

    private final DeviceClock clock = DeviceClock.system();
    private final World world = new World(3, WorldProfile.steady(1, 0));

    @Test
    void aHundredRestartsOfAGatewayLeaveNoDescriptorAndNoThread() throws Exception {
        try (var board = board()) {
            readAll(board);
            readAll(board);
            Set<String> descriptors = descriptors();
            Set<Thread> threads = threads();

            for (int i = 0; i < TIMES; i++) {
                try (var gateway = new Gateway(board, clock, BUSES)) {
                    for (DeviceConfig config : DEVICES) {
                        // The conversion of a thermometer takes a second, which a hundred openings do not need.
                        boolean reads = i % 20 == 0 || !config.driver().equals("ds18b20");
                        try (Device device = gateway.open(config)) {
                            if (reads) {
                                device.read();
                            }
                        }
                    }
                }
            }

            expectFewerSince(descriptors, threads, TIMES / 2);
        }
    }

    @Test
    void boardsThatWereClosedLeaveNothing() throws Exception {
        try (var board = board()) {
            readAll(board);
        }
        Set<String> descriptors = descriptors();
        Set<Thread> threads = threads();
        Set<Path> folders = folders();

        for (int i = 0; i < BOARDS; i++) {
            try (var board = board()) {
                readAll(board);
            }
        }

        expectFewerSince(descriptors, threads, BOARDS);
        // The folder of temporary files belongs to the whole machine, where the same test may run once more.
        assertThat(folders()).filteredOn(folder -> !folders.contains(folder)).hasSizeLessThan(BOARDS);
    }

    @Test
    void anAdapterThatIsPulledOutAndPutBackIsFoundAgain() throws Exception {
        try (var board = board();
                var gateway = new Gateway(board, clock, BUSES);
                Device river = gateway.open(RIVER)) {
            river.read();
            for (int i = 0; i < 3; i++) {
                board.faults().switchOn("bus/uart-lv", Fault.CABLE_CUT);
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThatThrownBy(river::read)
                                .isInstanceOfSatisfying(
                                        DeviceException.class,
                                        e -> assertThat(e.error()).isEqualTo(DeviceError.PORT_GONE)));

                board.faults().clear();

                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .ignoreExceptionsInstanceOf(DeviceException.class)
                        .until(() -> channel(river.read(), "level").value() > 0);
            }
        }
    }

    private SimulatedBoard board() {
        SimulatedBoardBuilder builder = SimulatedBoard.builder(world, new WorldClock(clock, 1))
                .named("reopening")
                .buses(BUSES);
        DEVICES.forEach(builder::device);
        return builder.start();
    }

    private void readAll(SimulatedBoard board) throws Exception {
        try (var gateway = new Gateway(board, clock, BUSES)) {
            for (DeviceConfig config : DEVICES) {
                gateway.open(config).read();
            }
        }
    }

    /**
     * What one round leaves behind is there as often as there were rounds; a few may be of others in this process. Threads of
     * libraries end a little after what they served.
     */
    private static void expectFewerSince(Set<String> descriptors, Set<Thread> threads, int limit) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(descriptors())
                    .as("open descriptors")
                    .filteredOn(open -> !descriptors.contains(open))
                    .hasSizeLessThan(limit);
            assertThat(threads())
                    .as("threads")
                    .filteredOn(thread -> !threads.contains(thread))
                    .hasSizeLessThan(limit);
        });
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet();
    }

    /** Number and target of each, but for the archives that classes are loaded from when they are first needed. */
    private static Set<String> descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.flatMap(ReopeningIT::described)
                    .filter(descriptor -> !descriptor.endsWith(".jar"))
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<String> described(Path descriptor) {
        try {
            return Stream.of(descriptor.getFileName() + " " + Files.readSymbolicLink(descriptor));
        } catch (IOException closedSinceItWasListed) {
            return Stream.empty();
        }
    }

    private static Set<Path> folders() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("trangtien-reopening-"))
                    .collect(Collectors.toSet());
        }
    }
}
