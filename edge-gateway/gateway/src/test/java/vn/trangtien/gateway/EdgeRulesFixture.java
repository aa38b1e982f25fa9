package vn.trangtien.gateway;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.gateway.config.ConfigReader;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.pipeline.CounterMemory;
import vn.trangtien.gateway.poll.VirtualPoller;
import vn.trangtien.gateway.rules.RuleFile;
import vn.trangtien.gateway.rules.RuleStatus;
import vn.trangtien.gateway.rules.Rules;
import vn.trangtien.gateway.spool.Outbox;
import vn.trangtien.gateway.spool.Priority;
import vn.trangtien.gateway.spool.Spool;
import vn.trangtien.gateway.spool.SpoolLimits;
import vn.trangtien.gateway.spool.SpoolNumbers;
import vn.trangtien.gateway.view.ErrorNotes;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.Origin;
import vn.trangtien.wire.RuleEvent;

/** Rules from the file to the lamp and the spool, in virtual time, with no cloud anywhere. */
abstract class EdgeRulesFixture {

    static final String YAML = """
            gateway:
              id: park
              site: { name: Park, lat: 16.4, lon: 107.5 }
            buses:
              uart-1: { kind: uart, port: /dev/ttyS0 }
              uart-2: { kind: uart, port: /dev/ttyS1 }
            devices:
              - { id: river, driver: river, on: uart-1, every: 10s }
              - { id: lamp, driver: lamp, on: uart-2, every: 10s }
            rules:
              - id: flood
                when: { channel: river.level, above: 3.2, hold: 60s, clear: 3.0, clearHold: 30s, staleAfter: 120s }
                then: [ { set: lamp.level, to: 100 } ]
                otherwise: [ { set: lamp.level, to: 0 } ]
                severity: critical
                message: "Nước sông vượt báo động"
              - id: damp
                when: { channel: river.level, above: 2, clear: 1.5 }
                then: [ { set: lamp.level, to: 30 } ]
            """;

    static final double GONE = -1;

    @TempDir
    Path folder;

    final VirtualDeviceClock time = new VirtualDeviceClock();
    final ScriptedLamp lamp = new ScriptedLamp("lamp");
    final List<AutoCloseable> open = new ArrayList<>();
    Instant now = Instant.parse("2026-11-22T03:00:00Z");
    String yaml = YAML;
    double level = 1;
    VirtualPoller poller;
    Rules rules;
    Spool spool;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    void start() throws Exception {
        var drivers = new DriverCatalog(List.of(ScriptedDriver.named("river", this::read), lamp));
        GatewayConfig config = new ConfigReader(drivers).read("rules.yaml", yaml);
        Clock clock = new MovingClock();
        spool = Spool.open(folder.resolve("spool.db"), new SpoolLimits(10_000_000, Duration.ofDays(9)), false, clock);
        open.add(0, spool);
        var outbox = new Outbox("park", spool, () -> {});
        rules = new Rules(
                config,
                (device, channel, value) -> poller.command(device, channel, value),
                new RuleFile(folder.resolve("rules.txt")),
                time,
                clock,
                new Rules.Sink(
                        () -> new Origin(true, true),
                        event -> outbox.put(
                                Priority.ALARM, RuleEvent.topic("hue", "park", event.rule()), event.toPayload())));
        var feed = new TelemetryFeed(
                "hue",
                config,
                drivers,
                new SampleTime(clock, time),
                clock,
                () -> new Origin(true, true),
                outbox,
                CounterMemory.NONE,
                List.of(rules),
                new ErrorNotes(clock));
        poller = new VirtualPoller(config.devices(), drivers, ScriptedDriver.NO_BUSES, time, feed, new Random(7));
        open.add(0, poller);
    }

    private double read() throws DeviceException {
        if (level == GONE) {
            throw new DeviceException(DeviceError.TIMEOUT, "no reply");
        }
        return level;
    }

    void run(int seconds) throws InterruptedException {
        long end = time.nanoTime() + seconds * 1_000_000_000L;
        long step = 500_000_000L;
        for (long until = time.nanoTime() + step; until <= end; until += step) {
            while (poller.stepBefore(until)) {
                // everything that is due
            }
            time.sleep(Duration.ofNanos(Math.max(0, until - time.nanoTime())));
            rules.passed();
        }
    }

    List<RuleStatus.State> states() {
        return rules.states().stream().map(RuleStatus::state).toList();
    }

    List<RuleEvent> events() throws Exception {
        List<RuleEvent> events = new ArrayList<>();
        for (long seq : SpoolNumbers.next(spool, 10_000)) {
            var kept = spool.get(seq).orElseThrow();
            var topic = (KuraTopic.Data) KuraTopic.parse(kept.topic()).orElseThrow();
            if (RuleEvent.isOn(topic)) {
                events.add(RuleEvent.read(KuraCodec.decode(kept.payload())).orElseThrow());
            }
        }
        return events;
    }

    private final class MovingClock extends Clock {

        @Override
        public Instant instant() {
            return now.plusNanos(time.nanoTime());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
