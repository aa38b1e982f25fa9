package vn.trangtien.gateway;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import vn.trangtien.gateway.camera.AlertBook;
import vn.trangtien.gateway.camera.CameraFacts;
import vn.trangtien.gateway.camera.CameraFeed;
import vn.trangtien.gateway.camera.CameraSource;
import vn.trangtien.gateway.camera.FeedParts;
import vn.trangtien.gateway.config.CameraEntry;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.hardware.Hardware;
import vn.trangtien.gateway.pipeline.CounterMemory;
import vn.trangtien.gateway.poll.DeviceCommands;
import vn.trangtien.gateway.poll.Poller;
import vn.trangtien.gateway.report.Facts;
import vn.trangtien.gateway.rules.RuleFile;
import vn.trangtien.gateway.rules.RuleStatus;
import vn.trangtien.gateway.rules.RuleWorker;
import vn.trangtien.gateway.rules.Rules;
import vn.trangtien.gateway.spool.Outbox;
import vn.trangtien.gateway.spool.Priority;
import vn.trangtien.gateway.view.ChannelNow;
import vn.trangtien.gateway.view.DeviceStatus;
import vn.trangtien.gateway.view.ErrorNotes;
import vn.trangtien.gateway.view.GatewayStatusReport.CameraState;
import vn.trangtien.gateway.view.LatestValues;
import vn.trangtien.wire.Origin;
import vn.trangtien.wire.RuleEvent;

/**
 * What a change of the configuration replaces as a whole: hardware, devices and cameras, and everything that hears of their
 * values. Threads: one for each bus with devices, and the cameras' own.
 */
final class Measuring implements DeviceCommands, AutoCloseable {

    private static final Duration USUAL_CAMERA_INTERVAL = Duration.ofSeconds(5);

    private final Hardware hardware;
    private final LatestValues latest = new LatestValues();
    private final TelemetryFeed telemetry;
    private final Poller poller;
    private final Rules rules;
    private final RuleWorker ruleWorker;
    private final AlertBook alerts;
    private final Clock clock;
    private final List<CameraFeed> cameraFeeds = new ArrayList<>();
    private boolean closed;

    /** Opens the hardware; nothing is read before {@link #start}, and nothing stays open if it fails. */
    static Measuring open(
            String account,
            GatewayConfig config,
            GatewayParts parts,
            Outbox outbox,
            CounterMemory counters,
            ErrorNotes errors) {
        Hardware hardware = parts.hardware().open(config);
        try {
            return new Measuring(hardware, account, config, parts, outbox, counters, errors);
        } catch (RuntimeException e) {
            hardware.close();
            throw e;
        }
    }

    private Measuring(
            Hardware hardware,
            String account,
            GatewayConfig config,
            GatewayParts parts,
            Outbox outbox,
            CounterMemory counters,
            ErrorNotes errors) {
        Supplier<Origin> origin =
                () -> new Origin(config.simulated(), parts.clockTrusted().getAsBoolean());
        this.hardware = hardware;
        this.rules = new Rules(
                config,
                this,
                new RuleFile(parts.dataDirectory().resolve("rules.txt")),
                parts.deviceClock(),
                parts.clock(),
                new Rules.Sink(
                        origin,
                        event -> outbox.put(
                                Priority.ALARM,
                                RuleEvent.topic(account, config.id(), event.rule()),
                                event.toPayload())));
        this.ruleWorker = new RuleWorker(config.id(), rules, parts.deviceClock());
        this.telemetry = new TelemetryFeed(
                account,
                config,
                parts.drivers(),
                new SampleTime(parts.clock(), parts.deviceClock()),
                parts.clock(),
                origin,
                outbox,
                counters,
                List.of(latest, rules),
                errors);
        // Seeded by the name: gateways differ, and one gateway behaves the same in every run.
        var random = new Random(config.id().hashCode());
        this.poller = new Poller(
                config.id(),
                config.devices(),
                parts.drivers(),
                hardware.buses(),
                parts.deviceClock(),
                telemetry,
                random);
        this.clock = parts.clock();
        this.alerts = new AlertBook(account, config.id(), parts.dataDirectory().resolve("alerts.txt"), origin, outbox);
        var feedParts = new FeedParts(account, config.id(), origin, outbox, counters, alerts);
        for (CameraSource camera : hardware.cameras()) {
            Optional<CameraEntry> entry = config.cameras().stream()
                    .filter(each -> each.id().equals(camera.id()))
                    .findFirst();
            cameraFeeds.add(new CameraFeed(
                    feedParts,
                    camera.id(),
                    entry.map(CameraEntry::every).orElse(USUAL_CAMERA_INTERVAL),
                    entry.flatMap(each -> each.view().privacy().purpose()),
                    problem -> errors.add("camera/" + camera.id(), problem)));
        }
    }

    void start() {
        poller.start();
        ruleWorker.start();
        // Of a run that was killed; its cameras may not even be configured any more.
        alerts.endAll(clock.instant());
        for (int i = 0; i < cameraFeeds.size(); i++) {
            hardware.cameras().get(i).start(cameraFeeds.get(i));
        }
    }

    @Override
    public CompletableFuture<Void> command(String device, String channel, double value) {
        return poller.command(device, channel, value);
    }

    List<DeviceStatus> devices() {
        return telemetry.states();
    }

    List<CameraState> cameras() {
        return cameraFeeds.stream().map(CameraFeed::state).toList();
    }

    /** Tells how the cameras stand. */
    void report(Facts facts) {
        new CameraFacts(this::cameras, this::videoCrashes).addTo(facts);
    }

    /** All cameras share one process. */
    long videoCrashes() {
        return hardware.cameras().stream()
                .mapToLong(CameraSource::crashes)
                .max()
                .orElse(0);
    }

    List<RuleStatus> rules() {
        return rules.states();
    }

    List<ChannelNow> channels() {
        return latest.all();
    }

    /** Reads no more and gives the hardware back. Safe to call twice. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        hardware.cameras().forEach(CameraSource::close);
        cameraFeeds.forEach(CameraFeed::close);
        alerts.endAll(clock.instant());
        ruleWorker.close();
        poller.close();
        hardware.close();
    }
}
