package vn.trangtien.sim.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static vn.trangtien.sim.board.Gateway.channel;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.Commandable;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.bus.Edge;
import vn.trangtien.sim.bus.OutputLines;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.time.WorldClock;
import vn.trangtien.sim.world.World;
import vn.trangtien.sim.world.WorldProfile;

/** The kinds of bus that have no test of their own, at the end of real ports: outputs, 1-Wire, Modbus TCP, two units, messages. */
class EveryBusIT {

    private static final BusConfig ONE_WIRE = new BusConfig.OneWire("w1", BusConfig.OneWire.KERNEL_PATH);
    private static final BusConfig TCP = new BusConfig.ModbusTcp("net", "192.0.2.7", 502, Duration.ofMillis(800));
    private static final BusConfig LINE = Gateway.rs485(9_600);
    private static final BusConfig RADIO =
            new BusConfig.Mqtt("radio", "tcp://192.0.2.8:1883", Optional.empty(), Optional.empty(), Optional.empty());
    private static final List<BusConfig> BUSES = List.of(Gateway.GPIO, ONE_WIRE, TCP, LINE, RADIO);

    private static final DeviceConfig LAMP = Gateway.device(
            "lamp", "street-lamp", Gateway.GPIO, Map.of("relayLine", 23L, "pwmChannel", 0L, "ramp", "PT0S"));
    private static final DeviceConfig DOOR = Gateway.device("door", "door-contact", Gateway.GPIO, Map.of("line", 22L));
    private static final DeviceConfig WATER = Gateway.device("water", "ds18b20", ONE_WIRE, Map.of());
    private static final DeviceConfig WEATHER =
            Gateway.device("weather", "register-map", TCP, Map.of("map", "weather-station", "unit", 3L));
    private static final DeviceConfig POWER =
            Gateway.device("power", "register-map", LINE, Map.of("map", "sdm120", "unit", 1L));
    private static final DeviceConfig SOIL =
            Gateway.device("soil", "register-map", LINE, Map.of("map", "soil-probe", "unit", 2L));
    private static final DeviceConfig TREE = Gateway.device(
            "tree",
            "lorawan",
            RADIO,
            Map.of(
                    "server",
                    "chirpstack",
                    "application",
                    "parks",
                    "devEui",
                    "70b3d57ed0061a2b",
                    "codec",
                    "object",
                    "fields",
                    Map.of("moisture", Map.of("from", "moisture", "unit", "%"))));

    private final DeviceClock clock = DeviceClock.system();
    private final WorldClock worldClock = new WorldClock(clock, 1);
    private final World world = new World(21, WorldProfile.steady(1, 0));
    private final SimulatedBoard board = SimulatedBoard.builder(world, worldClock)
            .named("every-bus")
            .buses(BUSES)
            .device(LAMP)
            .device(DOOR)
            .device(WATER)
            .device(WEATHER)
            .device(POWER)
            .device(SOIL)
            .device(TREE, Map.of("every", "PT0.2S"))
            .start();
    private final Gateway gateway = new Gateway(board, clock, BUSES);

    @AfterEach
    void close() {
        gateway.close();
        board.close();
    }

    @Test
    void aLampIsSwitchedAndDimmed() throws Exception {
        try (Device lamp = gateway.open(LAMP)) {
            ((Commandable) lamp).command("level", 60);

            assertThat(channel(lamp.read(), "level").value()).isEqualTo(60);
            assertThat(board.lastFelt("lamp", "level")).hasValue(60);
            List<Edge> relay = board.outputs().levels(23);
            assertThat(relay.get(relay.size() - 1).high())
                    .as("relay boards switch on low")
                    .isFalse();
            List<OutputLines.Duty> dimmer = board.outputs().duties(0);
            assertThat(dimmer.get(dimmer.size() - 1).hertz()).isPositive();
        }
    }

    @Test
    void aDoorIsAsTheWorldHasIt() throws Exception {
        try (Device door = gateway.open(DOOR)) {
            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                List<Sample> samples = door.read();
                double open = world.doorOpen(worldClock.sinceStart()) ? 1 : 0;
                assertThat(channel(samples, "open").value()).isEqualTo(open);
            });
        }
    }

    @Test
    void aConversionTakesItsTimeAndAThermometerCanBeLost() throws Exception {
        try (Device water = gateway.open(WATER)) {
            long start = System.nanoTime();
            List<Sample> samples = water.read();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(740));
            assertThat(samples).extracting(Sample::quality).containsOnly(Quality.GOOD);
            assertThat(channel(samples, "temperature").value())
                    .isCloseTo(board.lastFelt("water", "temperature").orElseThrow(), within(0.07));

            board.faults().switchOn("water", Fault.CABLE_CUT);
            expectEventually(water, DeviceError.NOT_PRESENT);
            board.faults().clear();
            expectGoodEventually(water);
        }
    }

    @Test
    void aDamagedScratchpadIsACrcErrorAndASilentKernelATimeOut() throws Exception {
        try (Device water = gateway.open(WATER)) {
            board.faults().switchOn("water", Fault.CRC_FLIP);
            expect(water, DeviceError.CRC);
            board.faults().clear();
            board.faults().switchOn("water", Fault.SLOW);
            expect(water, DeviceError.TIMEOUT);
            board.faults().clear();
            expectGoodEventually(water);
        }
    }

    @Test
    void registersComeOverTcpAndANetworkCanBreakAndComeBack() throws Exception {
        try (Device weather = gateway.open(WEATHER)) {
            List<Sample> samples = weather.read();
            assertThat(samples).extracting(Sample::quality).containsOnly(Quality.GOOD);
            assertThat(channel(samples, "temperature").value())
                    .isCloseTo(board.lastFelt("weather", "temperature").orElseThrow(), within(0.06));

            for (Fault fault : List.of(Fault.NETWORK_DOWN, Fault.CABLE_CUT)) {
                board.faults().switchOn("weather", fault);
                assertThatThrownBy(weather::read).as(fault.code()).isInstanceOf(DeviceException.class);
                board.faults().clear();
                expectGoodEventually(weather);
            }
        }
    }

    @Test
    void aRegisterThatDoesNotExistIsRefusedOverTcp() throws Exception {
        DeviceConfig wrong = Gateway.device(
                "wrong",
                "register-map",
                TCP,
                Map.of(
                        "unit",
                        3L,
                        "function",
                        3L,
                        "registers",
                        Map.of("nothing", Map.of("at", 0x4000L, "type", "uint16", "unit", "1"))));
        try (Device device = gateway.open(wrong)) {
            expect(device, DeviceError.UNSUPPORTED);
        }
    }

    @Test
    void twoUnitsOfOneLineAnswerEachForItself() throws Exception {
        try (Device power = gateway.open(POWER);
                Device soil = gateway.open(SOIL)) {
            for (int i = 0; i < 3; i++) {
                assertThat(channel(power.read(), "frequency").value()).isCloseTo(50, within(0.2));
                assertThat(channel(soil.read(), "moisture").value())
                        .isCloseTo(board.lastFelt("soil", "moisture").orElseThrow(), within(0.06));
            }
            board.faults().switchOn("power", Fault.CABLE_CUT);

            assertThatThrownBy(power::read).isInstanceOf(DeviceException.class);
            assertThat(soil.read()).extracting(Sample::quality).containsOnly(Quality.GOOD);
        }
    }

    @Test
    void messagesOfTheRadioNetworkArriveAndItsLossIsTold() throws Exception {
        try (Device tree = gateway.open(TREE)) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> channel(tree.read(), "uplinks").value() >= 2);

            board.faults().switchOn("tree", Fault.NETWORK_DOWN);
            expectEventually(tree, DeviceError.TIMEOUT);
        }
    }

    private static void expect(Device device, DeviceError error) {
        assertThatThrownBy(device::read)
                .isInstanceOfSatisfying(
                        DeviceException.class,
                        e -> assertThat(e.error()).as(e.getMessage()).isEqualTo(error));
    }

    private static void expectEventually(Device device, DeviceError error) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> expect(device, error));
    }

    private static void expectGoodEventually(Device device) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(DeviceException.class)
                .untilAsserted(() ->
                        assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.GOOD));
    }
}
