package vn.trangtien.sim.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static vn.trangtien.sim.board.Gateway.channel;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.sim.bus.I2cLines;
import vn.trangtien.sim.bus.PinLines;
import vn.trangtien.sim.bus.SpiLines;
import vn.trangtien.sim.fault.FaultPlan;
import vn.trangtien.sim.model.TippingBucketModel;
import vn.trangtien.sim.pi4j.SimulatedProviders;
import vn.trangtien.sim.time.VirtualClock;
import vn.trangtien.sim.time.WorldClock;
import vn.trangtien.sim.world.World;
import vn.trangtien.sim.world.WorldProfile;

/** The rain gauge driver against bouncing contacts, through Pi4J. */
class RainIT {

    private static final double MM_PER_TIP = 0.2794;
    private static final Map<String, Object> PARAMS = Map.of("line", 17L, "mmPerTip", MM_PER_TIP);

    @Test
    void fiveTipsWithBouncesAtBothEndsAreFive() throws Exception {
        var clock = new VirtualClock();
        var pins = new PinLines();
        var edges = new AtomicInteger();
        pins.listen(17, high -> edges.incrementAndGet());
        var bucket = new TippingBucketModel(pins, 17, MM_PER_TIP, () -> 0, clock, FaultPlan.Target.sound());
        var providers = new SimulatedProviders(new I2cLines(), new SpiLines(), pins);
        try (var gateway = new Gateway(providers, clock, Gateway.gpio());
                Device device = gateway.open("tipping-bucket", "gpio", PARAMS)) {
            for (int i = 0; i < 5; i++) {
                bucket.tip();
                clock.advance(Duration.ofSeconds(10));
            }

            var samples = device.read();

            assertThat(edges).as("edges on the wire").hasValue(5 * 2 * (2 * 3 + 1));
            assertThat(channel(samples, "total").value()).isCloseTo(5 * MM_PER_TIP, within(1e-9));
            assertThat(channel(samples, "interval").value()).isCloseTo(5 * MM_PER_TIP, within(1e-9));
            assertThat(channel(device.read(), "interval").value()).isZero();
        }
    }

    @Test
    void aBoardTipsAsMuchAsItRains() throws Exception {
        DeviceClock clock = DeviceClock.system();
        var worldClock = new WorldClock(clock, 60);
        var world = new World(3, WorldProfile.steady(1, 60));
        try (var board = SimulatedBoard.builder(world, worldClock)
                        .tippingBucket(17, MM_PER_TIP)
                        .start();
                var gateway = new Gateway(board.providers(), clock, Gateway.gpio());
                Device device = gateway.open("tipping-bucket", "gpio", PARAMS)) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(channel(device.read(), "total").value()).isGreaterThan(8 * MM_PER_TIP));
            double rained = world.rainMm(worldClock.sinceStart());
            assertThat(channel(device.read(), "total").value()).isCloseTo(rained, within(4 * MM_PER_TIP));

            board.faults().switchOn("gpio/17", "silent");
            Awaitility.await()
                    .pollDelay(Duration.ofMillis(400))
                    .until(() -> channel(device.read(), "interval").value() == 0);
        }
    }
}
