package vn.trangtien.sim.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static vn.trangtien.sim.board.Gateway.channel;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.sim.time.VirtualClock;
import vn.trangtien.sim.time.WorldClock;
import vn.trangtien.sim.world.World;
import vn.trangtien.sim.world.WorldProfile;

/** The BME280 driver against the register model, through Pi4J, in virtual time. */
class AirIT {

    private static final String CHIP = "air";
    private static final DeviceConfig AIR = Gateway.device(CHIP, "bme280", Gateway.I2C, Map.of());
    private static final double WORST_CELSIUS = 0.01;
    private static final double WORST_PERCENT = 0.05;
    private static final double WORST_PASCAL = 1;

    private final VirtualClock clock = new VirtualClock();

    @Test
    void aNightIsMeasuredAsItIs() throws Exception {
        var world = new World(7, WorldProfile.floodNight());
        var worldClock = new WorldClock(clock, 1);
        try (var board = board(world, worldClock);
                var gateway = gateway(board);
                Device device = gateway.open(AIR)) {
            for (int minute = 0; minute < 24 * 60; minute += 5) {
                Duration now = worldClock.sinceStart();
                expect(
                        device.read(),
                        world.airTemperatureCelsius(now),
                        world.airHumidityPercent(now),
                        world.airPressurePascal(now));
                clock.advance(Duration.ofMinutes(5));
            }
        }
    }

    @Test
    void aChipThatDoesNotAcknowledgeIsNotPresentAndComesBack() throws Exception {
        try (var board = calmBoard();
                var gateway = gateway(board);
                Device device = gateway.open(AIR)) {
            board.faults().switchOn(CHIP, "nack");

            assertThatThrownBy(device::read)
                    .isInstanceOfSatisfying(
                            DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.NOT_PRESENT))
                    .hasMessageContaining("address 0x76")
                    .hasMessageContaining("Remote I/O error");

            board.faults().clear();
            assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.GOOD);
        }
    }

    @Test
    void anAddressWithoutAChipIsNotPresent() throws Exception {
        try (var board = calmBoard();
                var gateway = gateway(board);
                Device device = gateway.open(Gateway.device(CHIP, "bme280", Gateway.I2C, Map.of("address", 0x77L)))) {
            assertThatThrownBy(device::read)
                    .isInstanceOfSatisfying(
                            DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.NOT_PRESENT));
        }
    }

    @Test
    void aBmp280KeepsTemperatureAndPressureAndSaysWhatIsWrong() throws Exception {
        try (var board = calmBoard();
                var gateway = gateway(board);
                Device device = gateway.open(AIR)) {
            board.faults().switchOn(CHIP, "wrong-part");

            List<Sample> samples = device.read();

            assertThat(samples)
                    .extracting(Sample::quality)
                    .containsExactly(Quality.GOOD, Quality.CONFIG_ERROR, Quality.GOOD);
            assertThat(device.warning())
                    .hasValueSatisfying(text -> assertThat(text).contains("BMP280 (0x58)"));
        }
    }

    @Test
    void aChipThatNeverFinishesIsBusy() throws Exception {
        try (var board = calmBoard();
                var gateway = gateway(board);
                Device device = gateway.open(AIR)) {
            board.faults().switchOn(CHIP, "slow");

            assertThatThrownBy(device::read)
                    .isInstanceOfSatisfying(
                            DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.BUSY));
        }
    }

    @Test
    void aStuckChipRepeatsItsValueWhileTheWorldGoesOn() throws Exception {
        try (var board = board(new World(7, WorldProfile.floodNight()), new WorldClock(clock, 60));
                var gateway = gateway(board);
                Device device = gateway.open(AIR)) {
            board.faults().switchOn(CHIP, "stuck-value");
            double first = channel(device.read(), "pressure").value();
            clock.advance(Duration.ofMinutes(1));

            assertThat(channel(device.read(), "pressure").value()).isEqualTo(first);

            board.faults().clear();
            assertThat(channel(device.read(), "pressure").value()).isNotCloseTo(first, within(20.0));
        }
    }

    private SimulatedBoard calmBoard() {
        return board(new World(1, WorldProfile.steady(1, 0)), new WorldClock(clock, 1));
    }

    private static SimulatedBoard board(World world, WorldClock worldClock) {
        return SimulatedBoard.builder(world, worldClock)
                .buses(List.of(Gateway.I2C))
                .device(AIR)
                .start();
    }

    private Gateway gateway(SimulatedBoard board) {
        return new Gateway(board, clock, List.of(Gateway.I2C));
    }

    private static void expect(List<Sample> samples, double celsius, double percent, double pascal) {
        assertThat(channel(samples, "temperature").value()).isCloseTo(celsius, within(WORST_CELSIUS));
        assertThat(channel(samples, "humidity").value()).isCloseTo(percent, within(WORST_PERCENT));
        assertThat(channel(samples, "pressure").value()).isCloseTo(pascal, within(WORST_PASCAL));
        assertThat(samples).extracting(Sample::quality).containsOnly(Quality.GOOD);
    }
}
