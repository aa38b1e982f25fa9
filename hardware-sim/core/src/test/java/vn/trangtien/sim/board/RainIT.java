package vn.trangtien.sim.board;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.trangtien.sim.board.Gateway.channel;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.sim.time.WorldClock;
import vn.trangtien.sim.world.World;
import vn.trangtien.sim.world.WorldProfile;

/** The rain gauge driver against bouncing contacts, through Pi4J. */
class RainIT {

    private static final double MM_PER_TIP = 0.2794;
    private static final DeviceConfig RAIN =
            Gateway.device("rain", "tipping-bucket", Gateway.GPIO, Map.of("line", 17L, "mmPerTip", MM_PER_TIP));

    @Test
    void aBoardTipsAsMuchAsItRains() throws Exception {
        DeviceClock clock = DeviceClock.system();
        var worldClock = new WorldClock(clock, 60);
        var world = new World(3, WorldProfile.steady(1, 60));
        try (var board = SimulatedBoard.builder(world, worldClock)
                        .buses(List.of(Gateway.GPIO))
                        .device(RAIN)
                        .start();
                var gateway = new Gateway(board, clock, List.of(Gateway.GPIO));
                Device device = gateway.open(RAIN)) {
            // A machine that stops for a second lets three tips pass unseen, but not each time.
            double missed = Double.MAX_VALUE;
            for (int i = 0; i < 6 && missed > 4 * MM_PER_TIP; i++) {
                missed = missedInTwelveTips(device, world, worldClock);
            }
            assertThat(missed).isLessThanOrEqualTo(4 * MM_PER_TIP);

            board.faults().switchOn("rain", "cable-cut");
            Awaitility.await()
                    .pollDelay(Duration.ofMillis(400))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> channel(device.read(), "interval").value() == 0);
        }
    }

    private static double missedInTwelveTips(Device device, World world, WorldClock worldClock) throws Exception {
        double tippedBefore = channel(device.read(), "total").value();
        double rainedBefore = world.rainMm(worldClock.sinceStart());
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> channel(device.read(), "total").value() > tippedBefore + 12 * MM_PER_TIP);
        double rained = world.rainMm(worldClock.sinceStart()) - rainedBefore;
        double tipped = channel(device.read(), "total").value() - tippedBefore;
        return Math.abs(tipped - rained);
    }
}
