package vn.trangtien.box.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.modbus.RtuMaster;
import vn.trangtien.gateway.config.ConfigReader;
import vn.trangtien.gateway.config.DeviceEntry;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.pipeline.Batch;
import vn.trangtien.gateway.pipeline.DevicePipeline;
import vn.trangtien.gateway.poll.ReadListener;
import vn.trangtien.gateway.poll.VirtualPoller;
import vn.trangtien.gateway.rules.RuleMemory;
import vn.trangtien.gateway.rules.Rules;
import vn.trangtien.sim.board.SimulatedBoard;
import vn.trangtien.sim.time.VirtualClock;
import vn.trangtien.sim.time.WorldClock;
import vn.trangtien.sim.world.World;
import vn.trangtien.sim.world.WorldProfile;
import vn.trangtien.wire.Origin;
import vn.trangtien.wire.RuleEvent;

/** The rules of the handbook with the real drivers, on the night of a flood, and no cloud anywhere. */
class FloodSirenNightTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T17:00:00Z"), ZoneOffset.UTC);

    private final VirtualClock time = new VirtualClock();
    private final Map<String, DevicePipeline> pipelines = new HashMap<>();
    private final List<RuleEvent> events = new ArrayList<>();
    private final Map<String, List<String>> switched = new HashMap<>();

    @Test
    void theSirenHowlsWhileTheRiverIsHighAndNotLonger() throws Exception {
        DriverCatalog drivers = DriverCatalog.installed();
        GatewayConfig config = new ConfigReader(drivers)
                .read("rules.yaml", Files.readString(root().resolve("docs/examples/rules.yaml")));
        var world = new World(7, WorldProfile.floodNight());
        var builder = SimulatedBoard.builder(world, new WorldClock(time, 1))
                .named("flood")
                .buses(config.buses());
        for (DeviceEntry entry : config.devices()) {
            builder.device(entry.device());
            pipelines.put(
                    entry.id(),
                    new DevicePipeline(
                            entry, drivers.get(entry.device()).channels(entry.device()), Duration.ofMinutes(5)));
        }
        var listener = new Feed();
        try (var board = builder.inMemory(time);
                var buses = board.buses(RtuMaster::new);
                var poller = new VirtualPoller(config.devices(), drivers, buses, time, listener, new Random(7))) {
            var rules = new Rules(
                    config,
                    poller::command,
                    RuleMemory.NONE,
                    time,
                    CLOCK,
                    new Rules.Sink(() -> new Origin(true, true), events::add));
            listener.rules = rules;
            long step = Duration.ofSeconds(1).toNanos();
            for (long until = step; until <= Duration.ofMinutes(200).toNanos(); until += step) {
                while (poller.stepBefore(until)) {
                    // everything that is due
                }
                if (time.nanoTime() < until) {
                    time.advanceTo(until);
                }
                rules.passed();
            }
        }

        // The river passes 3.2 m in minute 74 and is below 3.0 m from minute 146 on; window and holds add some minutes.
        assertThat(events.stream().filter(event -> event.rule().equals("flood-siren")))
                .extracting(event -> event.state() + " " + event.actions())
                .containsExactly("RAISED siren.level=100", "CLEARED siren.level=0");
        List<String> siren = switched.get("siren");
        assertThat(siren).extracting(change -> change.split(" at ")[0]).containsExactly("0", "100", "0");
        assertThat(minute(siren.get(1))).isBetween(77, 84);
        assertThat(minute(siren.get(2))).isBetween(151, 160);
        assertThat(events.stream()
                        .filter(event -> event.rule().equals("flood-rising"))
                        .map(RuleEvent::state))
                .as("rising by more than half a metre an hour")
                .startsWith(RuleEvent.State.RAISED);
    }

    private static int minute(String change) {
        return Integer.parseInt(change.split(" at ")[1]);
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/examples/rules.yaml"))) {
            folder = folder.resolve("..").normalize();
        }
        return folder;
    }

    private final class Feed implements ReadListener {

        @SuppressWarnings("NullAway.Init")
        private Rules rules;

        @Override
        public void read(DeviceEntry device, List<Sample> samples) {
            hand(device, pipeline(device).read(samples));
        }

        @Override
        public void failed(DeviceEntry device, Quality fault, String error, long at) {
            hand(device, pipeline(device).failed(fault, error, at));
        }

        private DevicePipeline pipeline(DeviceEntry device) {
            return pipelines.get(device.id());
        }

        private void hand(DeviceEntry device, Batch batch) {
            batch.seen().forEach(value -> {
                rules.value(device.id(), value, CLOCK.instant());
                if (value.channel().equals("level") && value.quality() == Quality.GOOD) {
                    note(device.id(), Long.toString(Math.round(value.value().orElseThrow())));
                }
            });
        }

        private void note(String device, String level) {
            List<String> changes = switched.computeIfAbsent(device, id -> new ArrayList<>());
            String last =
                    changes.isEmpty() ? "" : changes.get(changes.size() - 1).split(" at ")[0];
            if (!last.equals(level)) {
                changes.add(level + " at " + Duration.ofNanos(time.nanoTime()).toMinutes());
            }
        }
    }
}
