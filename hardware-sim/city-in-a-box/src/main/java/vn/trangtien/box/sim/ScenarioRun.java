package vn.trangtien.box.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.modbus.RtuMaster;
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.drivers.port.ModbusOverSerial;
import vn.trangtien.drivers.trace.TraceRecorder;
import vn.trangtien.drivers.trace.TraceWriter;
import vn.trangtien.gateway.config.ConfigReader;
import vn.trangtien.gateway.config.DeviceEntry;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.config.InvalidConfigException;
import vn.trangtien.gateway.pipeline.Batch;
import vn.trangtien.gateway.pipeline.ChannelValue;
import vn.trangtien.gateway.pipeline.DevicePipeline;
import vn.trangtien.gateway.poll.ReadListener;
import vn.trangtien.gateway.poll.VirtualPoller;
import vn.trangtien.sim.board.InMemoryBoard;
import vn.trangtien.sim.board.SimulatedBoard;
import vn.trangtien.sim.board.SimulatedBoardBuilder;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;
import vn.trangtien.sim.scenario.Scenario;
import vn.trangtien.sim.scenario.Scenario.PlannedCommand;
import vn.trangtien.sim.scenario.Scenario.PlannedFault;
import vn.trangtien.sim.scenario.ScenarioException;
import vn.trangtien.sim.time.VirtualClock;
import vn.trangtien.sim.time.WorldClock;
import vn.trangtien.sim.world.World;

/** One run. Used once, by one thread. */
public final class ScenarioRun implements ReadListener {

    private static final long PROGRESS_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final Scenario scenario;
    private final RunOptions options;
    private final GatewayConfig config;
    private final List<DeviceEntry> devices;
    private final World world;
    private final VirtualClock clock = new VirtualClock();
    private final InMemoryBoard board;
    private final FaultPlan.Target gateway;
    private final DriverCatalog drivers;
    private final Optional<TraceRecorder> recorder;
    private final Judgement judgement;
    private final Outlet outlet;
    private final Map<String, DevicePipeline> pipelines = new HashMap<>();
    private final KeptCounters counters = new KeptCounters();
    private final Map<Quality, Long> qualities = new EnumMap<>(Quality.class);
    private final Random random;
    private VirtualPoller poller;
    private Buses buses;
    private long reads;
    private long failures;
    private long values;
    private long restarts;
    private long clockJumps;
    private boolean wasDown;
    private boolean wasJumped;

    private ScenarioRun(Scenario scenario, GatewayConfig config, DriverCatalog installed, RunOptions options)
            throws ScenarioException {
        this.scenario = scenario;
        this.options = options;
        this.config = config;
        this.devices = config.devices().stream()
                .filter(entry ->
                        options.device().isEmpty() || options.device().get().equals(entry.id()))
                .toList();
        this.world = new World(options.seed(), scenario.world());
        this.board = board();
        this.gateway = board.faults().target(FaultPlan.GATEWAY);
        this.judgement = new Judgement(scenario);
        this.outlet = new Outlet(gateway, options.rows());
        this.random = new Random(options.seed());
        this.recorder = options.trace().map(writer -> new TraceRecorder(writer, clock));
        this.drivers = recorder.map(recording -> recorded(installed, recording)).orElse(installed);
        devices.forEach(this::pipeline);
        plan();
        this.buses = openBuses();
        this.poller = openPoller();
    }

    /**
     * Runs a scenario to its end.
     *
     * @throws ScenarioException if scenario and configuration do not fit each other, with file and line
     * @throws InvalidConfigException if the gateway's configuration is wrong
     */
    public static RunReport run(Scenario scenario, DriverCatalog installed, RunOptions options)
            throws ScenarioException, InvalidConfigException, InterruptedException {
        GatewayConfig config = new ConfigReader(installed).read(scenario.gateway(), scenario.gatewayYaml());
        ScenarioCheck.check(scenario, config, options);
        return new ScenarioRun(scenario, config, installed, options).run();
    }

    private InMemoryBoard board() throws ScenarioException {
        SimulatedBoardBuilder builder = SimulatedBoard.builder(world, new WorldClock(clock, 1))
                .named(config.id())
                .buses(config.buses());
        config.devices()
                .forEach(entry ->
                        builder.device(entry.device(), scenario.instruments().getOrDefault(entry.id(), Map.of())));
        try {
            return builder.inMemory(clock);
        } catch (IllegalArgumentException e) {
            throw new ScenarioException(List.of("%s: %s".formatted(scenario.file(), e.getMessage())));
        }
    }

    private void plan() throws ScenarioException {
        List<String> problems = new ArrayList<>();
        for (PlannedFault fault : scenario.faults()) {
            try {
                board.faults().schedule(fault.target(), fault.setting(), fault.at(), fault.length());
            } catch (IllegalArgumentException e) {
                problems.add("%s:%d: fault is '%s': %s"
                        .formatted(
                                scenario.file(),
                                fault.line(),
                                fault.setting().fault().code(),
                                e.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw new ScenarioException(problems);
        }
        for (PlannedCommand command : scenario.commands()) {
            if (devices.stream().anyMatch(entry -> entry.id().equals(command.device()))) {
                clock.schedule(
                        command.at().toNanos(),
                        () -> poller.command(command.device(), command.channel(), command.value()));
            }
        }
        options.trace().ifPresent(this::head);
    }

    private void head(TraceWriter writer) {
        writer.comment("scenario %s, seed %d".formatted(scenario.name(), options.seed()));
        writer.start(world.startsAt());
        Set<String> used = devices.stream().map(entry -> entry.device().bus()).collect(Collectors.toSet());
        config.buses().stream().filter(bus -> used.contains(bus.name())).forEach(writer::bus);
        devices.forEach(entry -> writer.device(entry.device()));
    }

    private static DriverCatalog recorded(DriverCatalog installed, TraceRecorder recorder) {
        return new DriverCatalog(installed.descriptors().stream()
                .map(descriptor -> installed.find(descriptor.type()).orElseThrow())
                .map(recorder::around)
                .toList());
    }

    private Buses openBuses() {
        ModbusOverSerial rtu = RtuMaster::new;
        return recorder.map(recording -> recording.around(board.buses(recording.over(rtu))))
                .orElseGet(() -> board.buses(rtu));
    }

    private VirtualPoller openPoller() {
        return new VirtualPoller(devices, drivers, buses, clock, this, random);
    }

    private void pipeline(DeviceEntry entry) {
        pipelines.put(
                entry.id(),
                new DevicePipeline(
                        entry,
                        drivers.get(entry.device()).channels(entry.device()),
                        config.publish().heartbeat(),
                        counters));
    }

    private RunReport run() throws InterruptedException {
        long wallStart = System.nanoTime();
        long end = options.length().toNanos();
        long nextProgress = PROGRESS_NANOS;
        while (poller.stepBefore(end)) {
            gatewayFaults();
            long now = clock.nanoTime();
            if (now >= nextProgress) {
                nextProgress = now + PROGRESS_NANOS;
                options.progress().accept(Duration.ofNanos(now));
            }
            pace(wallStart, now);
        }
        clock.advanceTo(end);
        gatewayFaults();
        poller.close();
        buses.close();
        recorder.ifPresent(TraceRecorder::close);
        board.close();
        return report(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - wallStart));
    }

    private void pace(long wallStart, long now) throws InterruptedException {
        if (options.speed() > 0) {
            long ahead = (long) (now / options.speed()) - (System.nanoTime() - wallStart);
            if (ahead > 0) {
                TimeUnit.NANOSECONDS.sleep(ahead);
            }
        }
    }

    /** The gateway's own troubles: it begins again with open counters, or its clock is wrong. */
    private void gatewayFaults() {
        outlet.release();
        boolean down = gateway.has(Fault.GATEWAY_RESTART);
        if (down && !wasDown) {
            poller.close();
            buses.close();
            restarts++;
            devices.forEach(this::pipeline);
            buses = openBuses();
            poller = openPoller();
        }
        wasDown = down;
        boolean jumped = gateway.has(Fault.CLOCK_JUMP);
        clockJumps += jumped && !wasJumped ? 1 : 0;
        wasJumped = jumped;
    }

    @Override
    public void read(DeviceEntry device, List<Sample> samples) {
        reads++;
        publish(device, pipelineOf(device).read(samples));
    }

    @Override
    public void failed(DeviceEntry device, Quality fault, String error, long at) {
        failures++;
        publish(device, pipelineOf(device).failed(fault, error, at));
    }

    private DevicePipeline pipelineOf(DeviceEntry device) {
        DevicePipeline pipeline = pipelines.get(device.id());
        if (pipeline == null) {
            throw new IllegalStateException("device %s has no pipeline".formatted(device.id()));
        }
        return pipeline;
    }

    private void publish(DeviceEntry device, Batch batch) {
        for (ChannelValue value : batch.values()) {
            values++;
            qualities.merge(value.quality(), 1L, Long::sum);
            var row = new Row(
                    dayTime(value.at()),
                    config.id(),
                    device.id(),
                    value.channel(),
                    value.value(),
                    value.unit(),
                    value.quality(),
                    value.error(),
                    board.lastFelt(device.id(), value.channel()));
            judgement.see(Duration.ofNanos(clock.nanoTime()), row);
            outlet.offer(row);
        }
    }

    /** What the clock of the gateway showed. */
    private Instant dayTime(long at) {
        Instant right = world.startsAt().plusNanos(at);
        return gateway.has(Fault.CLOCK_JUMP)
                ? right.plusMillis(Math.round(1000 * gateway.amount(Fault.CLOCK_JUMP)))
                : right;
    }

    private RunReport report(long wallMillis) {
        var counters = new LinkedHashMap<String, Long>();
        counters.put("reads", reads);
        counters.put("failures", failures);
        counters.put("values", values);
        counters.put("sent", outlet.left());
        counters.put("held", outlet.held());
        counters.put("repeated", outlet.repeated());
        counters.put("lost", outlet.lost());
        counters.put("waiting", (long) outlet.stillWaiting());
        counters.put("restarts", restarts);
        counters.put("clockJumps", clockJumps);
        return new RunReport(
                scenario.name(),
                options.seed(),
                options.length(),
                wallMillis,
                counters,
                new TreeMap<>(qualities),
                outlet.digest(),
                judgement.verdicts(options.length(), counters));
    }
}
