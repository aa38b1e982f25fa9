package vn.trangtien.box.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.modbus.RtuMaster;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.SerialLink;
import vn.trangtien.gateway.config.DeviceEntry;
import vn.trangtien.gateway.pipeline.ChannelValue;
import vn.trangtien.gateway.pipeline.DevicePipeline;
import vn.trangtien.gateway.poll.ReadListener;
import vn.trangtien.gateway.poll.VirtualPoller;
import vn.trangtien.sim.board.SimulatedBoard;
import vn.trangtien.sim.time.VirtualClock;
import vn.trangtien.sim.time.WorldClock;
import vn.trangtien.sim.world.World;
import vn.trangtien.sim.world.WorldProfile;

/** A whole gateway reads dust sensors that rest, every five minutes for a day. */
class RestingDustDayTest {

    private static final String ID = "dust";
    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final Duration STEADY = Duration.ofSeconds(30);
    private static final BusConfig UART = new BusConfig.Uart("uart-1", "/dev/ttyAMA3");

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"sds011, active", "sds011, query", "pms5003, active", "pms5003, passive"})
    void itMeasuresOncePerIntervalAndSleepsInBetween(String driver, String mode) throws Exception {
        var entry = new DeviceEntry(
                new DeviceConfig(ID, driver, UART.name(), Map.of("mode", mode, "rest", true)), EVERY, Map.of(), 1);
        var clock = new VirtualClock();
        var day = new Day(clock, entry);
        var board = SimulatedBoard.builder(new World(7, WorldProfile.smogMorning()), new WorldClock(clock, 1))
                .named("rest")
                .buses(List.of(UART))
                .device(entry.device())
                .inMemory(clock);
        try (board;
                var buses = board.buses(RtuMaster::new);
                var poller = new VirtualPoller(
                        List.of(entry), DriverCatalog.installed(), buses, clock, day, new Random(7))) {
            while (clock.nanoTime() < Duration.ofDays(1).minusMinutes(1).toNanos()) {
                poller.step();
            }
            assertThat(day.failures).isEmpty();
            assertThat(day.measuredAt).hasSize(288);
            for (int i = 0; i < day.measuredAt.size(); i++) {
                assertThat(Duration.ofNanos(day.measuredAt.get(i) - day.wokenAt.get(i)))
                        .as("from the wake-up to the measurement %d", i)
                        .isBetween(STEADY.minusSeconds(4), STEADY.plusSeconds(4));
            }
            assertThat(day.published.get(Quality.WARMING_UP)).isEqualTo(day.channels);
            assertThat(day.published.keySet()).containsExactlyInAnyOrder(Quality.WARMING_UP, Quality.GOOD);
            if (mode.equals("active")) {
                SerialLink wire = buses.serial(UART.name(), 9_600);
                assertThat(heard(wire)).as("bytes of a sensor that sleeps").isEmpty();
                while (day.wokenAt.size() == 288) {
                    poller.step();
                }
                assertThat(heard(wire)).as("bytes of a sensor that is awake").isNotEmpty();
            }
        }
    }

    /** What a sensor that reports by itself says in a while. */
    private static byte[] heard(SerialLink wire) throws DeviceException, InterruptedException {
        wire.purge();
        return wire.read(64, Duration.ofSeconds(5));
    }

    /** What a gateway makes of the reads. */
    private static final class Day implements ReadListener {

        private final VirtualClock clock;
        private final DevicePipeline pipeline;
        private final List<String> failures = new ArrayList<>();
        private final List<Long> measuredAt = new ArrayList<>();
        private final List<Long> wokenAt = new ArrayList<>();
        private final Map<Quality, Integer> published = new HashMap<>();
        private int channels;
        private long newest = -1;

        Day(VirtualClock clock, DeviceEntry entry) {
            this.clock = clock;
            this.pipeline = new DevicePipeline(
                    entry,
                    DriverCatalog.installed().get(entry.device()).channels(entry.device()),
                    Duration.ofMinutes(30));
        }

        @Override
        public void read(DeviceEntry device, List<Sample> samples) {
            channels = samples.size();
            Sample first = samples.get(0);
            if (first.quality() == Quality.GOOD && first.at() > newest) {
                newest = first.at();
                measuredAt.add(first.at());
            } else {
                wokenAt.add(clock.nanoTime());
            }
            for (ChannelValue value : pipeline.read(samples).values()) {
                published.merge(value.quality(), 1, Integer::sum);
            }
        }

        @Override
        public void failed(DeviceEntry device, Quality fault, String error, long at) {
            failures.add(error);
        }
    }
}
