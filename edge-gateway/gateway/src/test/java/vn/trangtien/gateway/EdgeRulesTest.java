package vn.trangtien.gateway;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
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
class EdgeRulesTest {

    private static final String YAML = """
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

    private static final double GONE = -1;

    @TempDir
    Path folder;

    private final VirtualDeviceClock time = new VirtualDeviceClock();
    private final ScriptedLamp lamp = new ScriptedLamp("lamp");
    private final List<AutoCloseable> open = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-22T03:00:00Z");
    private String yaml = YAML;
    private double level = 1;
    private VirtualPoller poller;
    private Rules rules;
    private Spool spool;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void aFloodLightsTheLampAndIsToldWithWhatWasSwitched() throws Exception {
        start();
        run(30);
        assertThat(lamp.obeyed()).containsExactly(0.0);

        level = 3.5;
        run(60);
        assertThat(lamp.level())
                .as("beyond, but not for long enough; the other rule")
                .isEqualTo(30);
        run(30);

        assertThat(lamp.level()).isEqualTo(100);
        RuleEvent event = events().stream()
                .filter(each -> each.rule().equals("flood"))
                .findFirst()
                .orElseThrow();
        assertThat(event.state()).isEqualTo(RuleEvent.State.RAISED);
        assertThat(event.channel()).isEqualTo("river.level");
        assertThat(event.value()).hasValue(3.5);
        assertThat(event.severity()).isEqualTo("critical");
        assertThat(event.message()).isEqualTo("Nước sông vượt báo động");
        assertThat(event.actions()).isEqualTo("lamp.level=100");
        assertThat(event.origin()).isEqualTo(new Origin(true, true));
    }

    @Test
    void theFirstRuleOfTheFileDecidesWhileItHoldsAndTheOtherAfterwards() throws Exception {
        start();
        level = 3.5;
        run(120);
        assertThat(lamp.level()).isEqualTo(100);

        level = 2.5;
        run(120);

        assertThat(lamp.level()).as("flood is over, damp still holds").isEqualTo(30);
        assertThat(states()).containsExactly(RuleStatus.State.CLEAR, RuleStatus.State.HELD);
    }

    @Test
    void whatARuleHadOverruledComesToItsRightAlsoWithoutAnOtherwise() throws Exception {
        yaml = YAML.replaceFirst(" *otherwise: .*\n", "");
        start();
        level = 3.5;
        run(120);

        level = 2.5;
        run(120);

        assertThat(lamp.level()).isEqualTo(30);
    }

    @Test
    void aLampThatMissedItsCommandGetsItAgain() throws Exception {
        start();
        run(20);
        lamp.refuse(4);
        level = 3.5;
        run(120);

        assertThat(lamp.level()).isEqualTo(100);
    }

    @Test
    void anEventDoesNotWaitForALampThatDoesNotAnswer() throws Exception {
        start();
        run(20);
        lamp.power(false);
        level = 3.5;
        run(90);

        assertThat(events()).extracting(RuleEvent::rule).contains("flood");
        assertThat(events().get(events().size() - 1).actions())
                .startsWith("lamp.level=100 (failed: ")
                .contains("no power");

        lamp.power(true);
        run(120);
        assertThat(lamp.level()).isEqualTo(100);
    }

    @Test
    void aLampThatWasWithoutPowerIsLitAgain() throws Exception {
        start();
        level = 3.5;
        run(120);
        lamp.power(false);
        run(60);
        assertThat(lamp.level()).isZero();

        lamp.power(true);
        run(120);

        assertThat(lamp.level()).isEqualTo(100);
    }

    @Test
    void aRestartSwitchesAgainAndTellsNothingTwice() throws Exception {
        start();
        level = 3.5;
        run(120);
        close();
        lamp.power(false);
        lamp.power(true);

        start();
        run(5);

        assertThat(lamp.level()).as("at once, without waiting for the hold").isEqualTo(100);
        assertThat(events())
                .extracting(RuleEvent::state)
                .containsOnly(RuleEvent.State.RAISED)
                .hasSize(2);
        level = 1;
        run(120);
        assertThat(events().stream().filter(each -> each.rule().equals("flood")).map(RuleEvent::state))
                .containsExactly(RuleEvent.State.RAISED, RuleEvent.State.CLEARED);
        assertThat(lamp.level()).isZero();
    }

    @Test
    void aRuleThatIsTakenOutWhileItHoldsIsToldAsCeased() throws Exception {
        start();
        level = 3.5;
        run(120);
        close();

        yaml = YAML.substring(0, YAML.indexOf("rules:"));
        start();
        run(5);

        assertThat(events().stream().filter(each -> each.state() == RuleEvent.State.CLEARED))
                .extracting(RuleEvent::rule)
                .containsExactlyInAnyOrder("flood", "damp");
    }

    @Test
    void aSensorThatWasWashedAwaySilencesTheSirenAfterItsTime() throws Exception {
        start();
        level = 3.5;
        run(120);
        level = GONE;
        run(100);
        assertThat(states().get(0)).isEqualTo(RuleStatus.State.HELD);

        run(60);

        assertThat(states().get(0)).isEqualTo(RuleStatus.State.CLEAR);
        RuleEvent last = events().get(events().size() - 1);
        assertThat(last.state()).isEqualTo(RuleEvent.State.CLEARED);
        assertThat(last.value()).isEmpty();
    }

    @Test
    void aJumpOfTheTimeOfDayChangesNothing() throws Exception {
        start();
        level = 3.5;
        run(30);
        now = now.plus(Duration.ofDays(1));
        run(20);
        assertThat(states().get(0)).isEqualTo(RuleStatus.State.RISING);
        now = now.minus(Duration.ofDays(2));
        run(40);

        assertThat(states().get(0)).isEqualTo(RuleStatus.State.HELD);
    }

    @Test
    void whatARuleTellsLeavesAheadOfMeasurements() throws Exception {
        start();
        level = 3.5;
        run(120);

        var first = (KuraTopic.Data)
                KuraTopic.parse(spool.get(SpoolNumbers.next(spool, 1).get(0))
                                .orElseThrow()
                                .topic())
                        .orElseThrow();
        assertThat(RuleEvent.isOn(first)).isTrue();
    }

    private void start() throws Exception {
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

    private void run(int seconds) throws InterruptedException {
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

    private List<RuleStatus.State> states() {
        return rules.states().stream().map(RuleStatus::state).toList();
    }

    private List<RuleEvent> events() throws Exception {
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
