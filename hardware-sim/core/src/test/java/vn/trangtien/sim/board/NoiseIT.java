package vn.trangtien.sim.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static vn.trangtien.sim.board.Gateway.channel;

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

/** A sound level module behind a converter that is modelled bit by bit, through Pi4J, in virtual time. */
class NoiseIT {

    private final VirtualClock clock = new VirtualClock();
    private final WorldClock worldClock = new WorldClock(clock, 1);
    private final World world = new World(9, WorldProfile.steady(1, 0));

    @Test
    void levelsAreTheStreets() throws Exception {
        try (var board = board();
                var gateway = new Gateway(board, clock, List.of(Gateway.SPI));
                Device device = meter(gateway, 2)) {
            double expected = world.soundLevelDecibel(worldClock.sinceStart());

            List<Sample> samples = device.read();

            assertThat(channel(samples, "laeq").value()).isCloseTo(expected, within(3.0));
            assertThat(channel(samples, "lmax").value())
                    .isGreaterThanOrEqualTo(channel(samples, "laeq").value());
            assertThat(samples).extracting(Sample::quality).containsOnly(Quality.GOOD);
        }
    }

    @Test
    void anInputWithoutAModuleIsASensorFault() throws Exception {
        try (var board = board();
                var gateway = new Gateway(board, clock, List.of(Gateway.SPI));
                Device device = meter(gateway, 5)) {
            assertThat(device.read()).extracting(Sample::quality).containsOnly(Quality.SENSOR_FAULT);
        }
    }

    @Test
    void aMissingConverterIsNotPresent() throws Exception {
        try (var board = board();
                var gateway = new Gateway(board, clock, List.of(Gateway.SPI));
                Device device = meter(gateway, 2)) {
            board.faults().switchOn("noise", "cable-cut");

            assertThatThrownBy(device::read)
                    .isInstanceOfSatisfying(
                            DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.NOT_PRESENT));
        }
    }

    private SimulatedBoard board() {
        return SimulatedBoard.builder(world, worldClock)
                .buses(List.of(Gateway.SPI))
                .device(config(2))
                .start();
    }

    private static Device meter(Gateway gateway, long channel) throws DeviceException {
        return gateway.open(config(channel));
    }

    private static DeviceConfig config(long channel) {
        return Gateway.device(
                "noise",
                "analog-scaled",
                Gateway.SPI,
                Map.of("channel", channel, "from", List.of(0.6, 2.6), "to", List.of(30L, 130L)));
    }
}
