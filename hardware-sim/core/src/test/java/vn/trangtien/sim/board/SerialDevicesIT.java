package vn.trangtien.sim.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static vn.trangtien.sim.board.Gateway.channel;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.SerialLink;
import vn.trangtien.sim.time.WorldClock;
import vn.trangtien.sim.world.World;
import vn.trangtien.sim.world.WorldProfile;

/** The UART drivers over pseudo-terminals, in real time. */
class SerialDevicesIT {

    private static final int MOUNTING_HEIGHT_MM = 4_200;
    private static final double LEVEL_METRES = 2.35;
    private static final BusConfig LEVEL_PORT = Gateway.uart("uart-lv");
    private static final BusConfig DUST_PORT = new BusConfig.Uart("uart-pm", "/dev/ttyAMA4");
    private static final List<BusConfig> BUSES = List.of(LEVEL_PORT, DUST_PORT);
    private static final DeviceConfig RIVER =
            Gateway.device("river", "a02yyuw", LEVEL_PORT, Map.of("mountingHeightMm", (long) MOUNTING_HEIGHT_MM));

    private final DeviceClock clock = DeviceClock.system();
    private final WorldClock worldClock = new WorldClock(clock, 60);
    private final World world = new World(11, WorldProfile.steady(LEVEL_METRES, 0));
    private final SimulatedBoard board = SimulatedBoard.builder(world, worldClock)
            .buses(BUSES)
            .device(RIVER)
            .device(dust(Map.of()))
            .start();
    private final Gateway gateway = new Gateway(board, clock, BUSES);

    @AfterEach
    void close() {
        gateway.close();
        long start = System.nanoTime();
        board.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void levelIsTheWorldsWithinTheWaves() throws Exception {
        List<Sample> samples = gateway.open(RIVER).read();

        assertThat(channel(samples, "level").value()).isCloseTo(LEVEL_METRES, within(0.005));
        assertThat(channel(samples, "distance").value()).isCloseTo(MOUNTING_HEIGHT_MM - 2350, within(5.0));
        assertThat(samples).extracting(Sample::quality).containsOnly(Quality.GOOD);
    }

    @Test
    void noiseBetweenTheFramesCostsNothing() throws Exception {
        board.faults().switchOn("river", "garbage-before");

        List<Sample> samples = gateway.open(RIVER).read();

        assertThat(channel(samples, "level").value()).isCloseTo(LEVEL_METRES, within(0.005));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"cable-cut, TIMEOUT", "crc-flip, CRC", "truncate, FRAMING"})
    void aBadLineIsNamedAndTheDeviceRecovers(String fault, DeviceError expected) throws Exception {
        Device device = gateway.open(RIVER);
        device.read();
        board.faults().switchOn("river", fault);

        assertThatThrownBy(device::read)
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isIn(expected, DeviceError.CRC));

        board.faults().clear();
        assertThat(channel(device.read(), "level").value()).isCloseTo(LEVEL_METRES, within(0.005));
    }

    @ParameterizedTest
    @CsvSource({"passive", "active"})
    void dustIsTheWorldsInBothModes(String mode) throws Exception {
        Device device = gateway.open(dust(Map.of("mode", mode, "warmUp", "PT0S")));

        List<Sample> samples = device.read();

        Duration now = worldClock.sinceStart();
        assertThat(channel(samples, "pm25").value()).isCloseTo(world.pm25MicrogramsPerCubicMetre(now), within(2.0));
        assertThat(channel(samples, "pm10").value()).isCloseTo(world.pm10MicrogramsPerCubicMetre(now), within(3.0));
        assertThat(samples).extracting(Sample::quality).containsOnly(Quality.GOOD);
    }

    @Test
    void dustOfTheFirstHalfMinuteIsWarmingUp() throws Exception {
        assertThat(gateway.open(dust(Map.of())).read())
                .extracting(Sample::quality)
                .containsOnly(Quality.WARMING_UP);
    }

    @Test
    void aCutDustCableIsATimeout() throws Exception {
        board.faults().switchOn("dust", "cable-cut");

        assertThatThrownBy(() -> gateway.open(dust(Map.of())).read())
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.TIMEOUT));
    }

    @Test
    void aDriverAtTheWrongRateHearsNonsense() throws Exception {
        try (var buses = buses()) {
            SerialLink wrong = buses.serial("uart-lv", 115_200);
            SerialFrames frames = SerialFrames.listen(wrong, Duration.ofMillis(600));

            assertThat(frames.bytes()).isNotEmpty();
            assertThat(frames.validDistances()).isZero();
        }
        try (var buses = buses()) {
            SerialLink right = buses.serial("uart-lv", 9_600);
            right.read(1, Duration.ofMillis(300));
            right.purge();

            assertThat(SerialFrames.listen(right, Duration.ofMillis(600)).validDistances())
                    .isPositive();
        }
    }

    @Test
    void aPortCanBeOpenedAgainAndAgain() throws Exception {
        for (int i = 0; i < 5; i++) {
            try (var buses = buses()) {
                assertThat(buses.serial("uart-lv", 9_600).read(1, Duration.ofSeconds(2)))
                        .isNotEmpty();
            }
        }
    }

    private Gateway buses() {
        return new Gateway(board, clock, BUSES);
    }

    private static DeviceConfig dust(Map<String, Object> params) {
        return Gateway.device("dust", "pms5003", DUST_PORT, params);
    }
}
