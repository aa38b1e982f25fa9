package vn.trangtien.gateway.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.gateway.ScriptedDriver;
import vn.trangtien.gateway.VirtualDeviceClock;
import vn.trangtien.gateway.config.DeviceEntry;

/** Both pollers: the one with threads and the one in virtual time. */
class PollersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, Integer> reads = new ConcurrentHashMap<>();
    private final ReadListener counting = new ReadListener() {
        @Override
        public void read(DeviceEntry device, List<Sample> samples) {
            reads.merge(device.id(), 1, Integer::sum);
        }

        @Override
        public void failed(DeviceEntry device, Quality fault, String error, long at) {
            reads.merge(device.id() + "!", 1, Integer::sum);
        }
    };

    @Test
    void aDeadDeviceNeverDelaysAnotherBus() throws Exception {
        var stuck = new CountDownLatch(1);
        var drivers = new DriverCatalog(List.of(
                ScriptedDriver.named("dead", () -> {
                    stuck.await(1, TimeUnit.HOURS);
                    return 0;
                }),
                ScriptedDriver.named("alive", () -> 1)));
        List<DeviceEntry> devices = List.of(entry("one", "dead", "bus-1", 100), entry("two", "alive", "bus-2", 100));

        try (var poller = new Poller(
                "gw", devices, drivers, ScriptedDriver.NO_BUSES, DeviceClock.system(), counting, new Random(1))) {
            poller.start();
            await().atMost(PATIENCE).until(() -> reads.getOrDefault("two", 0) >= 10);
        }
        assertThat(reads).doesNotContainKeys("one", "one!");
    }

    @Test
    void aCommandReachesItsDeviceOnTheThreadOfItsBus() throws Exception {
        var door = new TestDoor();
        try (var poller = new Poller(
                "gw",
                List.of(entry("door", "test-door", "gpio", 60_000)),
                new DriverCatalog(List.of(door)),
                ScriptedDriver.NO_BUSES,
                DeviceClock.system(),
                counting,
                new Random(1))) {
            poller.start();
            poller.command("door", "level", 40).get(30, TimeUnit.SECONDS);
            assertThat(door.level).isEqualTo(40);
            assertThatThrownBy(() -> poller.command("dor", "level", 40).get())
                    .hasMessageContaining("device 'dor', channel 'level', value 40.0")
                    .hasMessageContaining("[door]");
        }
    }

    @Test
    void aVirtualDayFollowsTheSameRulesAsARealOne() throws Exception {
        var clock = new VirtualDeviceClock();
        var drivers = new DriverCatalog(List.of(ScriptedDriver.named("alive", () -> 1), new TestDoor()));
        List<DeviceEntry> devices = List.of(
                entry("second", "alive", "bus-1", 1_000),
                entry("minute", "alive", "bus-2", 60_000),
                entry("door", "test-door", "gpio", 3_600_000));

        try (var poller =
                new VirtualPoller(devices, drivers, ScriptedDriver.NO_BUSES, clock, counting, new Random(1))) {
            var opened = poller.command("door", "level", 40);
            while (clock.seconds() < 86_400) {
                assertThat(poller.nextDueAt() - clock.nanoTime()).isLessThanOrEqualTo(1_000_000_000L);
                poller.step();
            }
            assertThat(opened).isCompleted();
        }
        assertThat(reads.get("second")).isBetween(86_398, 86_401);
        assertThat(reads.get("minute")).isBetween(1_439, 1_441);
        assertThat(reads.get("door")).as("24 and one after the command").isBetween(24, 26);
    }

    private static DeviceEntry entry(String id, String driver, String bus, long everyMillis) {
        return new DeviceEntry(
                new DeviceConfig(id, driver, bus, Map.of()), Duration.ofMillis(everyMillis), Map.of(), 1);
    }
}
